package io.wafleet.common.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The file of a message, without its bytes.
 *
 * @param id under which {@code GET /api/media/{id}} gives the bytes once the status is ready
 * @param filename as the sender named it, cleaned of paths and control characters
 * @param size bytes
 * @param sha256 of the bytes, lower-case hex
 */
public record Media(
        String id,
        Status status,
        @Nullable String mimetype,
        @Nullable String filename,
        @Nullable Long size,
        @Nullable String sha256,
        @Nullable String caption) {

    /** Whether the bytes are there. */
    public enum Status {
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("ready")
        READY,
        @JsonProperty("failed")
        FAILED,
        /** It stands in WhatsApp, from before the account was linked here, and is not fetched. */
        @JsonProperty("absent")
        ABSENT
    }
}
