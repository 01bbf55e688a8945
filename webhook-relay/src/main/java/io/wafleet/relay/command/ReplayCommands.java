package io.wafleet.relay.command;

import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.relay.ReplayDeliveries;
import io.wafleet.common.relay.ReplayDelivery;
import io.wafleet.relay.delivery.ManyReplays;
import io.wafleet.relay.delivery.Replays;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * What commands have delivered once more, inside the transaction of their caller.
 *
 * <p>Failure policy: a wish that cannot be granted is an {@code Ending.Failed}; an unreachable database throws.
 */
@Component
class ReplayCommands {

    private final Replays replays;
    private final ManyReplays many;

    ReplayCommands(Replays replays, ManyReplays many) {
        this.replays = replays;
        this.many = many;
    }

    private record Replayed(String deliveryId, String status) {}

    Ending one(RelayCommand command, ReplayDelivery replay) {
        String id = Objects.requireNonNull(replay.deliveryId());
        return switch (replays.one(id, EndpointCommands.account(command))) {
            case QUEUED -> Ending.completed(new Replayed(id, "pending"));
            case NOT_FOUND -> Ending.failed(ErrorCode.DELIVERY_NOT_FOUND, "There is no such delivery");
            case ENDPOINT_REMOVED -> Ending.failed(ErrorCode.WEBHOOK_NOT_FOUND, "Its endpoint has been removed");
            case ENDPOINT_DISABLED ->
                new Ending.Failed(CommandError.invalid(
                        List.of(new FieldProblem("/delivery_id", "Its endpoint is disabled; enable it first"))));
        };
    }

    /** Begins it; {@code ReplayRuns} goes on. */
    Ending many(RelayCommand command, ReplayDeliveries replay) {
        many.begin(command.id(), EndpointCommands.account(command), replay);
        return new Ending.Later();
    }
}
