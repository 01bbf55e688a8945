package io.wafleet.session.receive;

import io.wafleet.common.event.EventData;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.EventType;
import io.wafleet.common.event.MessageAcknowledged;
import io.wafleet.common.message.Ack;
import io.wafleet.session.browser.PageMessage;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Tells what an account's page has seen.
 *
 * <p>Failure policy: a {@code DataAccessException} means try again with the same; everything told has an id that is the
 * same each time. Kafka being away holds the caller, and with it the page.
 */
@Component
public class Inbox {

    private final TellMessage tell;
    private final CollectMedia collect;
    private final CommandedMessages commanded;
    private final NewsMarks marks;

    Inbox(TellMessage tell, CollectMedia collect, CommandedMessages commanded, NewsMarks marks) {
        this.tell = tell;
        this.collect = collect;
        this.commanded = commanded;
        this.marks = marks;
    }

    /** A message appeared: from somebody, or from another device of the account. */
    public void seen(LivePage from, PageMessage message) throws InterruptedException {
        if (MessageShapes.isOfAChat(message) && !(message.fromMe() && commanded.has(from, message))) {
            tell.seen(from, message);
        }
        marks.told(from, message);
    }

    /** A sent message has come further. */
    public void acknowledged(LivePage from, String messageId, String chatId, int number) throws InterruptedException {
        Optional<Ack> ack = MessageShapes.ackOf(number);
        if (ack.isEmpty() || from.outgoing().holdBack(messageId, number)) {
            return;
        }
        if (number > 0) {
            commanded.taken(from, messageId, chatId);
        }
        String subject = messageId + ":" + ack.get().name().toLowerCase(Locale.ROOT);
        from.events()
                .tell(
                        EventIds.of(from.account(), EventType.MESSAGE_ACK, subject),
                        new MessageAcknowledged(messageId, chatId, ack.get()));
    }

    /** Something happened to a message, a chat or a group that is there. */
    public void happened(LivePage from, EventData happening) throws InterruptedException {
        TellHappening.of(from, happening);
    }

    /** The account is READY again: goes on with what was left. */
    public void resume(LivePage page) {
        collect.resume(page);
    }
}
