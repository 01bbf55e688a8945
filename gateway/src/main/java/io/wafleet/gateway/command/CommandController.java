package io.wafleet.gateway.command;

import io.wafleet.common.command.CommandType;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.problem.ApiException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells how far a command has come. */
@RestController
class CommandController {

    private static final Set<String> OF_MESSAGING = Stream.of(
                    CommandType.SEND,
                    CommandType.REACT,
                    CommandType.EDIT,
                    CommandType.REVOKE,
                    CommandType.FORWARD,
                    CommandType.MARK_SEEN,
                    CommandType.SET_TYPING,
                    CommandType.CHECK_CONTACT)
            .map(CommandType::wireName)
            .collect(Collectors.toUnmodifiableSet());

    private final CommandLog commands;

    CommandController(CommandLog commands) {
        this.commands = commands;
    }

    @GetMapping("/api/commands/{commandId}")
    Answer command(Caller caller, @PathVariable String commandId) {
        CommandState command = commands.find(commandId)
                .filter(known -> caller.sees(known.accountId()))
                .orElseThrow(() -> new ApiException(ErrorCode.COMMAND_NOT_FOUND, "No command has this id"));
        // Who may give a command may see how it ends.
        Scope toGiveIt = OF_MESSAGING.contains(command.type()) ? Scope.SEND : Scope.CONTROL;
        if (!caller.has(toGiveIt)) {
            caller.need(Scope.READ);
        }
        return Answer.of("Command " + command.status(), command);
    }
}
