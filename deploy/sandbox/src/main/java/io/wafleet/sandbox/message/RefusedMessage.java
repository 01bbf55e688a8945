package io.wafleet.sandbox.message;

/** A message that the sandbox does not carry, with the result code that WhatsApp Web would show. */
public final class RefusedMessage extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    RefusedMessage(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
