package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.knob.WrongKnob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;

/** Every error of the phone API as {@code {"error":{"code","message"}}}, without a word about the inside. */
@RestControllerAdvice
class PhoneErrors {

    private static final Logger log = LoggerFactory.getLogger(PhoneErrors.class);

    @ExceptionHandler
    ResponseEntity<Body> phone(PhoneError error) {
        return answer(error.status(), error.code(), String.valueOf(error.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<Body> knob(WrongKnob error) {
        return answer(HttpStatus.BAD_REQUEST, "INVALID_REQUEST", String.valueOf(error.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<Body> framework(ResponseStatusException error) {
        HttpStatusCode status = error.getStatusCode();
        return switch (status.value()) {
            case 400 -> answer(status, "INVALID_REQUEST", "The request cannot be read");
            case 404 -> answer(status, "NOT_FOUND", "There is nothing at this address");
            case 405 -> answer(status, "METHOD_NOT_ALLOWED", "This address takes another method");
            case 413 -> answer(status, "REQUEST_TOO_LARGE", "The request is larger than 16 MB");
            case 415 -> answer(status, "UNSUPPORTED_MEDIA_TYPE", "The request must be application/json");
            default -> answer(status, "REFUSED", "The request was refused");
        };
    }

    @ExceptionHandler
    ResponseEntity<Body> unexpected(Exception error) {
        log.atError().setCause(error).log("phone.failed");
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, "SERVER_ERROR", "The sandbox failed; its log says why");
    }

    private static ResponseEntity<Body> answer(HttpStatusCode status, String code, String message) {
        return ResponseEntity.status(status).body(new Body(new Detail(code, message)));
    }

    record Body(Detail error) {}

    record Detail(String code, String message) {}
}
