package io.wafleet.sandbox.message;

import io.wafleet.sandbox.link.Links;
import org.springframework.stereotype.Component;

/** Gives a message to the phones it is for; one whose number is itself linked shows it on its own page, too. */
@Component
class HandToPhones {

    private final Links links;
    private final WriteToAccount writeToAccount;
    private final Receipts receipts;

    HandToPhones(Links links, WriteToAccount writeToAccount, Receipts receipts) {
        this.links = links;
        this.writeToAccount = writeToAccount;
        this.receipts = receipts;
    }

    void hand(StoredMessage message, Recipient recipient) {
        var wire = message.wire();
        var draft = new Draft(
                wire.bareId(), wire.type(), wire.t(), wire.body(), wire.caption(), wire.media(), wire.quote());
        String group = recipient.isGroup() ? recipient.id() : null;
        recipient.phones().stream()
                .filter(phone -> !phone.equals(message.sender()))
                .filter(phone -> links.byNumber(phone).isPresent())
                .forEach(phone -> writeToAccount.write(phone, message.sender(), group, draft));
        receipts.deliveredSoon(message);
    }
}
