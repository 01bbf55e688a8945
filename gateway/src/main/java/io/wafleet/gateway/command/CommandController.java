package io.wafleet.gateway.command;

import io.wafleet.common.command.CommandType;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.problem.ApiException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells how far a command has come. */
@RestController
class CommandController {

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
        Scope toGiveIt = command.type().equals(CommandType.SEND.wireName()) ? Scope.SEND : Scope.CONTROL;
        if (!caller.has(toGiveIt)) {
            caller.need(Scope.READ);
        }
        return Answer.of("Command " + command.status(), command);
    }
}
