package io.wafleet.gateway.message;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.command.AskTheFleet;
import io.wafleet.gateway.command.Terms;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.problem.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reacts to, edits, forwards and deletes messages. */
@RestController
@RequestMapping("/api/accounts/{id}/messages/{messageId}")
class ActionController {

    private final AskTheFleet fleet;
    private final FindTarget messages;

    ActionController(AskTheFleet fleet, FindTarget messages) {
        this.fleet = fleet;
        this.messages = messages;
    }

    @PostMapping("/reaction")
    ResponseEntity<Answer> react(
            Caller caller,
            Terms terms,
            @PathVariable AccountId id,
            @PathVariable String messageId,
            @RequestBody ActionRequest.Reaction wanted) {
        caller.need(Scope.SEND, id);
        boolean removed = wanted.emoji() != null && wanted.emoji().isEmpty();
        return carryOut(terms, id, messageId, wanted, removed ? "Reaction removed" : "Reaction sent");
    }

    @PostMapping("/edit")
    ResponseEntity<Answer> edit(
            Caller caller,
            Terms terms,
            @PathVariable AccountId id,
            @PathVariable String messageId,
            @RequestBody ActionRequest.Edit wanted) {
        caller.need(Scope.SEND, id);
        return carryOut(terms, id, messageId, wanted, "Message edited");
    }

    @PostMapping("/forward")
    ResponseEntity<Answer> forward(
            Caller caller,
            Terms terms,
            @PathVariable AccountId id,
            @PathVariable String messageId,
            @RequestBody ActionRequest.Forward wanted) {
        caller.need(Scope.SEND, id);
        return carryOut(terms, id, messageId, wanted, "Message forwarded");
    }

    @DeleteMapping
    ResponseEntity<Answer> revoke(
            Caller caller,
            Terms terms,
            @PathVariable AccountId id,
            @PathVariable String messageId,
            @RequestParam(name = "chat_id", required = false) @Nullable String chatId,
            @RequestParam(name = "from_me", required = false) @Nullable Boolean fromMe) {
        caller.need(Scope.SEND, id);
        return carryOut(
                terms, id, messageId, new ActionRequest.Revocation(chatId, fromMe), "Message deleted for everybody");
    }

    private ResponseEntity<Answer> carryOut(
            Terms terms, AccountId id, String messageId, ActionRequest wanted, String done) {
        List<FieldProblem> problems = wanted.command(messageId, Target.ANY).problems();
        if (!problems.isEmpty()) {
            throw new ApiException(CommandError.invalid(problems));
        }
        Target target = messages.find(id, messageId, wanted);
        refuseWhatNobodyMay(wanted, target);
        return fleet.ask(terms, id, wanted.command(messageId, target)).answer(done);
    }

    /** An administrator of a group may delete what others wrote there. */
    private static void refuseWhatNobodyMay(ActionRequest wanted, Target target) {
        boolean others = target.isInbound();
        if (others && wanted instanceof ActionRequest.Edit) {
            throw new ApiException(
                    ErrorCode.MESSAGE_NOT_CHANGEABLE, "Only messages that the account wrote can be edited");
        }
        if (others && wanted instanceof ActionRequest.Revocation && !target.isInGroup()) {
            throw new ApiException(
                    ErrorCode.MESSAGE_NOT_CHANGEABLE, "What the other side wrote cannot be deleted for everybody");
        }
    }
}
