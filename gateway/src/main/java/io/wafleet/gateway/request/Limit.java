package io.wafleet.gateway.request;

import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.problem.ApiException;
import org.jspecify.annotations.Nullable;

/** How many rows a page may have: 50 if not said, 200 at most. */
public final class Limit {

    private static final int DEFAULT = 50;
    private static final int MOST = 200;

    private Limit() {}

    public static int of(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT;
        }
        if (asked < 1 || asked > MOST) {
            throw ApiException.invalid(new FieldProblem("/limit", "'limit' is 1 to " + MOST));
        }
        return asked;
    }
}
