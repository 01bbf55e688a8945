package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Links;
import io.wafleet.sandbox.message.ChatList;
import io.wafleet.sandbox.message.CurrentMessages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The list of chats that a phone shows. */
@RestController
class ChatsController {

    private final ChatList chats;
    private final CurrentMessages messages;
    private final ShowMessage showMessage;
    private final Names names;
    private final Links links;

    ChatsController(ChatList chats, CurrentMessages messages, ShowMessage showMessage, Names names, Links links) {
        this.chats = chats;
        this.messages = messages;
        this.showMessage = showMessage;
        this.names = names;
        this.links = links;
    }

    /** What it has written with linked accounts, and, where the phone is linked itself, with everybody; the latest first. */
    @GetMapping("/phone/{number}/chats")
    List<Chat> chats(@PathVariable String number) {
        PhoneNumber phone = Wanted.number(number, "number");
        boolean linked = !links.of(phone).isEmpty();
        Map<String, ChatList.Entry> byOther = new LinkedHashMap<>();
        Stream.concat(linked ? chats.ofAccount(phone).stream() : Stream.of(), chats.ofPhone(phone).stream())
                .forEach(entry -> byOther.putIfAbsent(otherThan(phone, entry), entry));
        return byOther.entrySet().stream()
                .sorted((one, other) ->
                        Long.compare(other.getValue().lastSeq(), one.getValue().lastSeq()))
                .map(entry -> chat(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String otherThan(PhoneNumber phone, ChatList.Entry entry) {
        boolean between = entry.with().equals(phone.digits());
        return between ? entry.account().digits() : entry.with();
    }

    private Chat chat(String other, ChatList.Entry entry) {
        PhoneMessage last = messages.last(entry.account(), entry.with())
                .map(showMessage::show)
                .orElse(null);
        boolean group = other.endsWith("@g.us");
        return new Chat(entry.account().digits(), other, group, names.of(other), entry.unread(), last);
    }

    /**
     * A line of the list.
     *
     * @param account whose conversation it is
     * @param with the other side as this phone sees it
     */
    record Chat(
            String account,
            String with,
            boolean isGroup,
            @Nullable String name,
            int unread,
            @Nullable PhoneMessage last) {}
}
