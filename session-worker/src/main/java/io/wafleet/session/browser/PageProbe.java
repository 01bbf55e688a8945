package io.wafleet.session.browser;

import org.jspecify.annotations.Nullable;

/**
 * How a page that answered is doing.
 *
 * @param authenticated linked to a phone
 * @param mainLoaded chats are loaded
 * @param streamMode WhatsApp's word: QR, MAIN, SYNCING, OFFLINE, CONFLICT …
 * @param streamInfo WhatsApp's word: NORMAL, OPENING, CONNECTING, OFFLINE …
 * @param socketState WhatsApp's word: CONNECTED, UNPAIRED, TIMEOUT, CONFLICT …
 */
public record PageProbe(
        boolean authenticated,
        boolean mainLoaded,
        @Nullable String streamMode,
        @Nullable String streamInfo,
        @Nullable String socketState) {

    /** Linked, loaded and connected: messages flow. */
    public boolean streamIsAlive() {
        return authenticated && mainLoaded && "CONNECTED".equals(socketState);
    }
}
