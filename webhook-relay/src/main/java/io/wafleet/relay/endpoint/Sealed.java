package io.wafleet.relay.endpoint;

/**
 * A secret as it is stored.
 *
 * @param text the id of the key that sealed it, a dot, and the ciphertext in base64
 * @param place whose secret it is and which; it does not open in another place
 */
public record Sealed(String text, String place) {

    /** What seals it and what it is sealed into, for the log. */
    @Override
    public String toString() {
        return place + " is sealed with the key " + keyId();
    }

    String keyId() {
        return text.substring(0, Math.max(0, text.indexOf('.')));
    }
}
