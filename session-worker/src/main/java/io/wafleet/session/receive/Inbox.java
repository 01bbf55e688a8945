package io.wafleet.session.receive;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.EventType;
import io.wafleet.common.event.MessageAcknowledged;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.MessageSent;
import io.wafleet.common.message.Ack;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.message.Media;
import io.wafleet.session.account.Accounts;
import io.wafleet.session.browser.PageMessage;
import io.wafleet.session.media.MediaStore;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells what an account's page has seen.
 *
 * <p>Failure policy: a {@code DataAccessException} means try again with the same; everything told has an id that is the
 * same each time. Kafka being away holds the caller, and with it the page.
 */
@Component
public class Inbox {

    private final Accounts accounts;
    private final MediaStore media;
    private final CollectMedia collect;
    private final CommandedMessages commanded;
    private final Counter received;

    Inbox(
            Accounts accounts,
            MediaStore media,
            CollectMedia collect,
            CommandedMessages commanded,
            MeterRegistry meters) {
        this.accounts = accounts;
        this.media = media;
        this.collect = collect;
        this.commanded = commanded;
        this.received = Counter.builder("wafleet.message.received")
                .description("Messages that came in")
                .register(meters);
    }

    /** A message appeared: from somebody, or from another device of the account. */
    public void seen(LivePage from, PageMessage message) throws InterruptedException {
        if (!MessageShapes.isOfAChat(message) || (message.fromMe() && commanded.has(from, message))) {
            return;
        }
        MediaStore.Untold file = announce(from, message);
        ChatMessage shaped = MessageShapes.shape(message, file == null ? null : file.media());
        if (message.fromMe()) {
            from.events()
                    .tell(EventIds.of(from.account(), EventType.MESSAGE_SENT, message.id()), new MessageSent(shaped));
        } else {
            from.events()
                    .tell(
                            EventIds.of(from.account(), EventType.MESSAGE_RECEIVED, message.id()),
                            new MessageReceived(shaped));
            received.increment();
        }
        accounts.countMessage(from.account());
        if (file != null && file.media().status() == Media.Status.PENDING) {
            collect.fetch(from, file);
        }
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

    private MediaStore.@Nullable Untold announce(LivePage from, PageMessage message) {
        if (message.media() == null) {
            return null;
        }
        return media.expect(from.account(), message.id(), message.chatId(), MediaClaims.of(from.account(), message));
    }
}
