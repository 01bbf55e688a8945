package io.wafleet.gateway.command;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.problem.ApiException;
import java.util.Optional;
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
        caller.need(Scope.READ);
        CommandState command = commands.find(commandId)
                .orElseThrow(() -> new ApiException(ErrorCode.COMMAND_NOT_FOUND, "No command has this id"));
        Optional<AccountId> account = Optional.ofNullable(command.accountId());
        if (!caller.sees(account.orElse(null))) {
            throw new ApiException(ErrorCode.COMMAND_NOT_FOUND, "No command has this id");
        }
        return Answer.of("Command " + command.status(), command);
    }
}
