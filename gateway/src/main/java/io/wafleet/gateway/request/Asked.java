package io.wafleet.gateway.request;

import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.problem.ApiException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the parameters that lists have in common. */
public final class Asked {

    private Asked() {}

    /** ISO 8601, or seconds since 1970. */
    public static @Nullable Instant since(@Nullable String since) {
        return time("since", since);
    }

    /** The same in a parameter of another name. */
    public static @Nullable Instant time(String name, @Nullable String time) {
        if (time == null) {
            return null;
        }
        try {
            return time.matches("[0-9]{1,11}") ? Instant.ofEpochSecond(Long.parseLong(time)) : Instant.parse(time);
        } catch (DateTimeException invalid) {
            throw ApiException.invalid(new FieldProblem(
                    "/" + name, "'" + name + "' is a time like 2026-11-20T10:00:00Z, or seconds since 1970"));
        }
    }

    /** The cursor that a page gave. */
    public static @Nullable Long cursor(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        if (!cursor.matches("[0-9]{1,18}")) {
            throw ApiException.invalid(new FieldProblem("/cursor", "'cursor' is not one that a page gave"));
        }
        return Long.parseLong(cursor);
    }
}
