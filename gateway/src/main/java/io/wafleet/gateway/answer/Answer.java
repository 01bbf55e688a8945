package io.wafleet.gateway.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** The body of every successful answer. */
public record Answer(
        boolean success,
        String message,
        @Nullable Object data,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Pagination pagination) {

    public static Answer of(String message, @Nullable Object data) {
        return new Answer(true, message, data, null);
    }

    public static Answer page(String message, Object data, Pagination pagination) {
        return new Answer(true, message, data, pagination);
    }
}
