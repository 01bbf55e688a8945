package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.message.CurrentMessages;
import io.wafleet.sandbox.message.Receipts;
import io.wafleet.sandbox.message.StoredMessage;
import io.wafleet.sandbox.wire.WireMessage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What phones write, read and have received. */
@RestController
@RequestMapping("/phone")
class MessageController {

    private final SendFromPhone sendFromPhone;
    private final CurrentMessages messages;
    private final ShowMessage showMessage;
    private final Receipts receipts;
    private final LinkedAccounts accounts;

    MessageController(
            SendFromPhone sendFromPhone,
            CurrentMessages messages,
            ShowMessage showMessage,
            Receipts receipts,
            LinkedAccounts accounts) {
        this.sendFromPhone = sendFromPhone;
        this.messages = messages;
        this.showMessage = showMessage;
        this.receipts = receipts;
        this.accounts = accounts;
    }

    @PostMapping(path = "/send", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> send(@RequestBody SendRequest request) {
        StoredMessage sent = sendFromPhone.send(request);
        return Map.of("ok", true, "id", sent.wire().bareId(), "key", sent.wire().id());
    }

    @PostMapping(path = "/read", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> read(@RequestBody ReadRequest request) {
        PhoneNumber account = accounts.named(request.account());
        return Map.of("ok", true, "messages", receipts.read(account, chat(request.chat()), by(request)));
    }

    @PostMapping(path = "/played", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> played(@RequestBody ReadRequest request) {
        PhoneNumber account = accounts.named(request.account());
        String id = request.id() == null ? null : WireMessage.bareId(request.id());
        return Map.of("ok", true, "messages", receipts.played(account, chat(request.chat()), id, by(request)));
    }

    private static @Nullable PhoneNumber by(ReadRequest request) {
        return request.from() == null ? null : Wanted.number(request.from(), "from");
    }

    @GetMapping("/{number}/messages")
    List<PhoneMessage> received(@PathVariable String number, @RequestParam @Nullable String account) {
        PhoneNumber phone = Wanted.number(number, "number");
        PhoneNumber only = account == null ? null : Wanted.number(account, "account");
        return messages.receivedBy(phone, only).stream().map(showMessage::show).toList();
    }

    /** Both directions, for the page of the phones. */
    @GetMapping("/{account}/conversations/{with}")
    List<PhoneMessage> conversation(@PathVariable String account, @PathVariable String with) {
        PhoneNumber number = Wanted.number(account, "account");
        return messages.conversation(number, chat(with)).stream()
                .map(showMessage::show)
                .toList();
    }

    private static String chat(@Nullable String chat) {
        String text = Wanted.text(chat, "chat");
        return text.endsWith("@g.us")
                ? Wanted.group(text)
                : Wanted.number(text, "chat").digits();
    }

    /** What was read or played: everything of a chat, or one message; by everybody in a group, or by one. */
    record ReadRequest(
            @Nullable String account,
            @Nullable String chat,
            @Nullable String id,
            @Nullable String from) {}
}
