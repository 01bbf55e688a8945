package io.wafleet.common.relay;

import io.wafleet.common.command.Form;
import io.wafleet.common.problem.FieldProblem;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Delivers once more all that fit, of one account or, without one, of all. It is a task: its result says how many there
 * were, and meanwhile how many are done.
 *
 * @param endpointId only of endpoints of this id
 * @param global true for the global endpoint's only, false for the accounts' own only
 * @param status {@code dead} if absent, {@code delivered}, or {@code failed} for those that wait for their next try
 * @param since only what came in at or after this time
 * @param until only what came in before this time
 */
public record ReplayDeliveries(
        @Nullable String endpointId,
        @Nullable Boolean global,
        @Nullable String status,
        @Nullable Instant since,
        @Nullable Instant until)
        implements RelayCommandData {

    private static final Set<String> STATUS = Set.of("dead", "delivered", "failed");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    @Override
    public List<FieldProblem> problems() {
        return new Form()
                .exactText("endpoint_id", endpointId)
                .check(
                        status == null || STATUS.contains(status),
                        "status",
                        "'status' is 'dead', 'delivered' or 'failed'")
                .check(isOrdinary(since), "since", "'since' is a time from 1970 to 9999")
                .check(isOrdinary(until), "until", "'until' is a time from 1970 to 9999")
                .check(
                        since == null || until == null || since.isBefore(until),
                        "until",
                        "'until' is later than 'since'")
                .problems();
    }

    private static boolean isOrdinary(@Nullable Instant time) {
        return time == null || !(time.isBefore(Instant.EPOCH) || time.isAfter(LATEST));
    }
}
