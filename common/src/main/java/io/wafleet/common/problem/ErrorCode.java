package io.wafleet.common.problem;

/** Why something was refused or failed; the same code in REST answers, failed commands and events. */
public enum ErrorCode {
    INVALID_REQUEST(400),
    UNAUTHORIZED(401),
    FORBIDDEN(403),
    MEDIA_LINK_EXPIRED(403),
    NOT_FOUND(404),
    ACCOUNT_NOT_FOUND(404),
    COMMAND_NOT_FOUND(404),
    MESSAGE_NOT_FOUND(404),
    CHAT_NOT_FOUND(404),
    GROUP_NOT_FOUND(404),
    MEDIA_NOT_FOUND(404),
    WEBHOOK_NOT_FOUND(404),
    DELIVERY_NOT_FOUND(404),
    QR_NOT_AVAILABLE(409),
    PAIRING_NOT_AVAILABLE(409),
    PASSKEY_NOT_ASKED(409),
    ACCOUNT_EXISTS(409),
    IDEMPOTENCY_CONFLICT(409),
    WHATSAPP_NOT_READY(409),
    MEDIA_GONE(410),
    MEDIA_TOO_LARGE(413),
    MEDIA_TYPE(415),
    MESSAGE_NOT_CHANGEABLE(422),
    PASSKEY_REFUSED(422),
    RECIPIENT_NOT_FOUND(422),
    RECIPIENT_UNREACHABLE_COLD(422),
    MEDIA_URL_REJECTED(422),
    MEDIA_UNREACHABLE(422),
    WEBHOOK_URL_REJECTED(422),
    ACCOUNT_LIMIT(429),
    RATE_LIMITED(429),
    QUEUE_FULL(429),
    MESSAGE_FAILED(502),
    UNAVAILABLE(503),
    COMMAND_TIMEOUT(504),
    SERVER_ERROR(500);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The HTTP status that goes with the code. */
    public int status() {
        return status;
    }
}
