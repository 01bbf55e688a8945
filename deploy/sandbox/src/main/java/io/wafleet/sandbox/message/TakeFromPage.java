package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.outbox.AccountOrder;
import io.wafleet.sandbox.wire.WireMessage;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes a message that an account sends from its page. */
@Component
public class TakeFromPage {

    private static final int SENT = 1;

    private final Messages messages;
    private final AccountOrder order;
    private final CheckMessage check;
    private final HandToPhones phones;
    private final Clock clock;

    TakeFromPage(Messages messages, AccountOrder order, CheckMessage check, HandToPhones phones, Clock clock) {
        this.messages = messages;
        this.order = order;
        this.check = check;
        this.phones = phones;
        this.clock = clock;
    }

    /**
     * Keeps the message, then hands it to the phones and to the account's other devices. The same key again is counted and
     * answered as the first time, but nobody gets it twice, as phones know messages by their ids.
     *
     * @return the second in which WhatsApp took the message
     */
    public long take(Link device, WireMessage message) throws RefusedMessage {
        PhoneNumber account = device.number();
        Recipient recipient = check.check(account, message);
        long now = clock.instant().getEpochSecond();
        var taken = new StoredMessage(
                account, message.to(), true, account, recipient.id(), message.withTimeAndAck(now, SENT), SENT, 1);
        Optional<StoredMessage> former = order.inOrder(account, () -> {
            Optional<StoredMessage> sentBefore = messages.sentAgain(account, message.id());
            if (sentBefore.isEmpty()) {
                messages.add(taken);
            }
            return sentBefore;
        });
        if (former.isPresent()) {
            return former.get().wire().t();
        }
        phones.hand(device, taken, recipient);
        return now;
    }
}
