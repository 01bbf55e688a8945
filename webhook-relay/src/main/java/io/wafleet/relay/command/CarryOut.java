package io.wafleet.relay.command;

import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.DeleteWebhook;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.relay.ReplayDeliveries;
import io.wafleet.common.relay.ReplayDelivery;
import io.wafleet.common.relay.RotateSecret;
import io.wafleet.common.relay.TestWebhook;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What each command does, inside the transaction of its caller.
 *
 * <p>Failure policy: a wish that cannot be granted is an {@code Ending.Failed}; an unreachable database throws.
 */
@Component
class CarryOut {

    private final EndpointCommands endpoints;
    private final ReplayCommands replays;

    CarryOut(EndpointCommands endpoints, ReplayCommands replays) {
        this.endpoints = endpoints;
        this.replays = replays;
    }

    Ending carryOut(RelayCommand command, Instant made) {
        List<FieldProblem> problems = command.data().problems();
        if (!problems.isEmpty()) {
            return new Ending.Failed(CommandError.invalid(problems));
        }
        return switch (command.data()) {
            case ConfigureWebhook configure -> endpoints.configure(command, configure, made);
            case RotateSecret rotate -> endpoints.rotate(command, rotate);
            case DeleteWebhook delete -> endpoints.delete(command, delete);
            case TestWebhook test -> endpoints.test(command, test);
            case ReplayDelivery replay -> replays.one(command, replay);
            case ReplayDeliveries replay -> replays.many(command, replay);
        };
    }
}
