package io.wafleet.session.lifecycle;

import io.wafleet.common.account.StatusReason.Code;

/** What can happen to an account, and the reason it gives for the state that follows unless there is a closer one. */
enum Happening {
    /** Its page is being opened. */
    OPENING(Code.REQUESTED),
    /** The page shows a QR code. */
    QR_SHOWN(Code.QR_SHOWN),
    /** WhatsApp asks for a passkey. */
    PASSKEY_ASKED(Code.PASSKEY_REQUIRED),
    /** A phone has scanned it. */
    SCANNED(Code.SCANNED),
    /** The page found the login it had stored. */
    LOGIN_FOUND(Code.LOGIN_RESTORED),
    /** Chats are loaded, messages flow. */
    SYNCED(Code.SYNCED),
    /** The page answers, but nothing flows. */
    STREAM_SILENT(Code.STREAM_LOST),
    /** The page is lost and will be opened again. */
    LOST(Code.PAGE_CRASHED),
    /** The page was lost too often. */
    GAVE_UP(Code.RECOVERY_FAILED),
    /** Nobody scanned the code. */
    QR_TIMED_OUT(Code.QR_NOT_SCANNED),
    /** Somebody asked to stop it. */
    STOPPED(Code.REQUESTED),
    /** Somebody asked to log it out. */
    LOGGED_OUT(Code.LOGGED_OUT),
    /** The phone has ended the link. */
    UNLINKED(Code.UNLINKED),
    /** This worker gives it away. */
    LET_GO(Code.WORKER_STOPPED);

    private final Code reason;

    Happening(Code reason) {
        this.reason = reason;
    }

    Code reason() {
        return reason;
    }
}
