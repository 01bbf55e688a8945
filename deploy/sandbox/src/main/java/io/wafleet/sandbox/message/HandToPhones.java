package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.link.Links;
import io.wafleet.sandbox.outbox.Outbox;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Gives a message to the phones it is for, and to the other devices of the account that sent it; a phone whose number is
 * itself linked shows it on its own pages, too.
 */
@Component
class HandToPhones {

    private final Links links;
    private final WriteToAccount writeToAccount;
    private final Receipts receipts;
    private final Outbox outbox;
    private final Conversations conversations;

    HandToPhones(
            Links links, WriteToAccount writeToAccount, Receipts receipts, Outbox outbox, Conversations conversations) {
        this.links = links;
        this.writeToAccount = writeToAccount;
        this.receipts = receipts;
        this.outbox = outbox;
        this.conversations = conversations;
    }

    void hand(Link sender, StoredMessage message, Recipient recipient) {
        outbox.tellOthers(sender, conversations.fresh(message));
        var wire = message.wire();
        List<PhoneNumber> others = recipient.phones().stream()
                .filter(phone -> !phone.equals(message.sender()))
                .toList();
        if (wire.parentId() == null) {
            receipts.expect(message, others.isEmpty() ? recipient.phones() : others); // a note to oneself arrives, too
        }
        var draft = new Draft(wire.bareId(), wire.type(), wire.t(), wire.content());
        others.stream()
                .filter(phone -> !links.of(phone).isEmpty())
                .forEach(phone -> writeToAccount.write(phone, message.sender(), message.group(), draft));
    }
}
