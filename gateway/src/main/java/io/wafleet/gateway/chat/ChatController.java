package io.wafleet.gateway.chat;

import io.wafleet.common.account.AccountId;
import io.wafleet.gateway.account.Accounts;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.answer.Pagination;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.message.LoggedMessage;
import io.wafleet.gateway.message.MessageFilter;
import io.wafleet.gateway.message.MessageLog;
import io.wafleet.gateway.request.ChatId;
import io.wafleet.gateway.request.Limit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the chat list and what stands in a chat. */
@RestController
@RequestMapping("/api/accounts/{id}/chats")
class ChatController {

    private final Chats chats;
    private final MessageLog messages;
    private final Accounts accounts;

    ChatController(Chats chats, MessageLog messages, Accounts accounts) {
        this.chats = chats;
        this.messages = messages;
        this.accounts = accounts;
    }

    @GetMapping
    Answer list(
            Caller caller,
            @PathVariable AccountId id,
            @RequestParam @Nullable String q,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        caller.need(Scope.READ, id);
        int most = Limit.of(limit);
        List<Chat> page = chats.list(id, q, cursor, most);
        if (page.isEmpty()) {
            accounts.get(id);
        }
        return Answer.page("Chats", page, Pagination.of(page, most, 0, Chat::cursor));
    }

    @GetMapping("/{chatId}/messages")
    Answer messages(
            Caller caller,
            @PathVariable AccountId id,
            @PathVariable String chatId,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        caller.need(Scope.READ, id);
        int most = Limit.of(limit);
        String chat = Objects.requireNonNull(ChatId.of(chatId));
        List<LoggedMessage> page = messages.list(MessageFilter.ofChat(id, chat, cursor), most, 0);
        if (page.isEmpty()) {
            accounts.get(id);
            chats.need(id, chat);
        }
        return Answer.of(
                "Messages",
                Map.of(
                        "messages",
                        page,
                        "pagination",
                        Pagination.of(page, most, 0, message -> message.cursor().toString())));
    }
}
