package io.wafleet.gateway.message;

import com.fasterxml.jackson.annotation.JsonValue;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.problem.ApiException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a message stands in the log: by its time, and among those of the same second by when it was logged. As a cursor
 * it means everything before, also what is logged later but happened earlier.
 */
public record Place(long timestamp, long seq) {

    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    static @Nullable Place of(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        Matcher matcher = CURSOR.matcher(cursor);
        if (!matcher.matches()) {
            throw ApiException.invalid(new FieldProblem("/cursor", "'cursor' is not one that a page gave"));
        }
        return new Place(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    @JsonValue
    @Override
    public String toString() {
        return timestamp + "-" + seq;
    }
}
