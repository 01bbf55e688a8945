package io.wafleet.gateway.chat;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.CommandData;
import io.wafleet.common.command.MarkChatSeen;
import io.wafleet.common.command.SetTyping;
import io.wafleet.common.command.SyncChats;
import io.wafleet.common.command.SyncMessages;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.command.AskTheFleet;
import io.wafleet.gateway.command.Terms;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.request.ChatId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Marks chats as seen, shows that somebody types, and has chats told anew to the read side. */
@RestController
@RequestMapping("/api/accounts/{id}/chats")
class ChatActionController {

    private final AskTheFleet fleet;

    ChatActionController(AskTheFleet fleet) {
        this.fleet = fleet;
    }

    record Typing(SetTyping.@Nullable State state, @Nullable Integer durationMs) {}

    record Sync(@Nullable Integer limit) {}

    @PostMapping("/{chatId}/seen")
    ResponseEntity<Answer> seen(Caller caller, Terms terms, @PathVariable AccountId id, @PathVariable String chatId) {
        return ask(caller, Scope.SEND, terms, id, new MarkChatSeen(ChatId.of(chatId)), "Chat seen");
    }

    @PostMapping("/{chatId}/typing")
    ResponseEntity<Answer> typing(
            Caller caller,
            Terms terms,
            @PathVariable AccountId id,
            @PathVariable String chatId,
            @RequestBody(required = false) @Nullable Typing wanted) {
        SetTyping.State state = wanted == null ? null : wanted.state();
        SetTyping command = new SetTyping(
                ChatId.of(chatId),
                state == null ? SetTyping.State.TYPING : state,
                wanted == null ? null : wanted.durationMs());
        return ask(caller, Scope.SEND, terms, id, command, "Typing shown");
    }

    @PostMapping("/sync")
    ResponseEntity<Answer> syncAll(Caller caller, Terms terms, @PathVariable AccountId id) {
        return ask(caller, Scope.CONTROL, terms, id, new SyncChats(), "Chats told anew");
    }

    @PostMapping("/{chatId}/sync")
    ResponseEntity<Answer> sync(
            Caller caller,
            Terms terms,
            @PathVariable AccountId id,
            @PathVariable String chatId,
            @RequestBody(required = false) @Nullable Sync wanted) {
        SyncMessages command = new SyncMessages(ChatId.of(chatId), wanted == null ? null : wanted.limit());
        return ask(caller, Scope.CONTROL, terms, id, command, "Messages told anew");
    }

    private ResponseEntity<Answer> ask(
            Caller caller, Scope scope, Terms terms, AccountId id, CommandData command, String done) {
        caller.need(scope, id);
        return fleet.ask(terms, id, command).answer(done);
    }
}
