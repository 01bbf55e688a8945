package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneBook;
import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.outbox.AccountOrder;
import io.wafleet.sandbox.outbox.Outbox;
import io.wafleet.sandbox.wire.WireContent;
import io.wafleet.sandbox.wire.WireMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a message into the chat of a linked account: kept first, then shown to its pages, or when they are back. */
@Component
public class WriteToAccount {

    private static final int SENT = 1;

    private final Messages messages;
    private final AccountOrder order;
    private final Outbox outbox;
    private final PhoneBook phones;
    private final Conversations conversations;

    WriteToAccount(
            Messages messages, AccountOrder order, Outbox outbox, PhoneBook phones, Conversations conversations) {
        this.messages = messages;
        this.order = order;
        this.outbox = outbox;
        this.phones = phones;
        this.conversations = conversations;
    }

    /** Writes directly, or into a group when one is named. */
    public StoredMessage write(PhoneNumber account, PhoneNumber sender, @Nullable String group, Draft draft) {
        String chat = group == null ? conversations.address(account, sender) : group;
        WireMessage wire = wire(account, sender, chat, draft);
        String recipient = group == null ? account.digits() : group;
        var message = new StoredMessage(account, chat, false, sender, recipient, wire, SENT, 1);
        return order.inOrder(account, () -> {
            messages.add(message);
            outbox.tell(account, conversations.fresh(message));
            return message;
        });
    }

    /** Keys and people have other names in the chats of each account. */
    private WireContent asKnownTo(PhoneNumber account, WireContent content) {
        WireContent known = content.withPeople(wid -> conversations.address(account, wid));
        String parent = known.addition() == null ? null : known.addition().parentKey();
        return parent == null
                ? known
                : messages.byId(account, WireMessage.bareId(parent))
                        .map(message -> known.addedTo(message.wire().id()))
                        .orElse(known);
    }

    private WireMessage wire(PhoneNumber account, PhoneNumber sender, String chat, Draft draft) {
        boolean inGroup = chat.endsWith("@g.us");
        String author = inGroup ? conversations.address(account, sender) : null;
        String key = "false_" + chat + "_" + draft.id() + (author == null ? "" : "_" + author);
        String name = phones.find(sender).map(PhoneBook.Phone::name).orElse(null);
        return new WireMessage(
                key,
                draft.type(),
                chat,
                account.wid(),
                author,
                draft.time(),
                SENT,
                name,
                asKnownTo(account, draft.content()));
    }
}
