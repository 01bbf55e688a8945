package io.wafleet.gateway.answer;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list ends.
 *
 * @param nextCursor to be given as {@code cursor} for the next page; null on the last
 */
public record Pagination(
        int limit, int offset, int count, @Nullable String nextCursor) {

    /** The pagination of a full or last page. */
    public static <T> Pagination of(List<T> rows, int limit, int offset, Function<T, String> cursor) {
        String next = rows.size() == limit && !rows.isEmpty() ? cursor.apply(rows.getLast()) : null;
        return new Pagination(limit, offset, rows.size(), next);
    }
}
