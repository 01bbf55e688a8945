package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.link.Links;
import org.springframework.http.HttpStatus;

/** A request to a phone that cannot be carried out. */
final class PhoneError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;

    private PhoneError(HttpStatus status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static PhoneError invalid(String message) {
        return new PhoneError(HttpStatus.BAD_REQUEST, "INVALID_REQUEST", message);
    }

    static PhoneError expiredQr() {
        return new PhoneError(HttpStatus.BAD_REQUEST, "QR_UNKNOWN", "No page shows this QR code (any more)");
    }

    static PhoneError unknownCode() {
        return new PhoneError(
                HttpStatus.BAD_REQUEST, "PAIR_CODE_UNKNOWN", "No page shows this code for this phone (any more)");
    }

    static PhoneError passkeyNotAsked() {
        return new PhoneError(HttpStatus.CONFLICT, "PASSKEY_NOT_ASKED", "No page asks for this passkey (any more)");
    }

    static PhoneError tooManyDevices() {
        return new PhoneError(
                HttpStatus.CONFLICT,
                "TOO_MANY_DEVICES",
                "The phone has linked " + Links.MOST_DEVICES + " devices; unlink one first");
    }

    static PhoneError notLinked(String account) {
        return new PhoneError(HttpStatus.NOT_FOUND, "ACCOUNT_NOT_FOUND", "No linked account has the number " + account);
    }

    static PhoneError noSuchDevice(String account, int device) {
        return new PhoneError(
                HttpStatus.NOT_FOUND, "DEVICE_NOT_FOUND", "The account " + account + " has no device " + device);
    }

    static PhoneError notFound(String message) {
        return new PhoneError(HttpStatus.NOT_FOUND, "NOT_FOUND", message);
    }

    static PhoneError notConnected(String account) {
        return new PhoneError(
                HttpStatus.CONFLICT, "ACCOUNT_NOT_CONNECTED", "The account " + account + " has no page open");
    }

    static PhoneError tooLarge(String message) {
        return new PhoneError(HttpStatus.CONTENT_TOO_LARGE, "MEDIA_TOO_LARGE", message);
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }
}
