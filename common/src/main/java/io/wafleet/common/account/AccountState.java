package io.wafleet.common.account;

/** Where an account stands; only the worker that owns it changes this. */
public enum AccountState {
    /** Its page is being opened. */
    INIT,
    /** It waits for a phone to scan its QR code. */
    QR,
    /** WhatsApp asks for a passkey before it links the account. */
    PASSKEY,
    /** A phone has scanned the code, or a stored login was found; chats are being loaded. */
    AUTH,
    /** It sends and receives. */
    READY,
    /** Its page answers but WhatsApp's stream is silent. */
    DEGRADED,
    /** It lost its page or its connection and will try again. */
    DISCONNECTED,
    /** The phone has unlinked it: it needs a new QR code. */
    LOGGED_OUT,
    /** It was stopped by request. */
    STOPPED,
    /** It gave up; the reason says why. */
    FAILED
}
