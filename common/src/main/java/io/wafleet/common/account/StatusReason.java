package io.wafleet.common.account;

import org.jspecify.annotations.Nullable;

/** Why an account is in its state: a code for programs and a sentence for people. */
public record StatusReason(Code code, @Nullable String message) {

    /** The reasons; a consumer must expect further ones. */
    public enum Code {
        CREATED,
        REQUESTED,
        WORKER_STARTED,
        QR_SHOWN,
        QR_NOT_SCANNED,
        SCANNED,
        PAIRING_CODE_ENTERED,
        PASSKEY_REQUIRED,
        PASSKEY_FAILED,
        LOGIN_RESTORED,
        SYNCED,
        SITE_UNREACHABLE,
        PAGE_CRASHED,
        PAGE_SILENT,
        BROWSER_LOST,
        BROWSER_UNAVAILABLE,
        STREAM_LOST,
        CONFLICT,
        UNLINKED,
        LOGGED_OUT,
        WORKER_STOPPED,
        WAITING_FOR_CAPACITY,
        PROFILE_UNREADABLE,
        RECOVERY_FAILED
    }
}
