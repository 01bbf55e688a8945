package io.wafleet.session.receive;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.EventType;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.MessageSent;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.message.Media;
import io.wafleet.session.account.Accounts;
import io.wafleet.session.browser.PageMessage;
import io.wafleet.session.media.MediaStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells a message as received or sent, and has its file fetched.
 *
 * <p>Failure policy: a {@code DataAccessException} means try again with the same; returns when Kafka has it.
 */
@Component
class TellMessage {

    private final Accounts accounts;
    private final MediaStore media;
    private final CollectMedia collect;
    private final Counter received;
    private final Counter backfilled;

    TellMessage(Accounts accounts, MediaStore media, CollectMedia collect, MeterRegistry meters) {
        this.accounts = accounts;
        this.media = media;
        this.collect = collect;
        this.received = Counter.builder("wafleet.message.received")
                .description("Messages that came in")
                .register(meters);
        this.backfilled = Counter.builder("wafleet.message.backfilled")
                .description("Messages that came in or were sent elsewhere while the account's page was not open")
                .register(meters);
    }

    /** One that appeared on the page. */
    void seen(LivePage from, PageMessage message) throws InterruptedException {
        MediaStore.Untold file = announce(from, message);
        ChatMessage shaped = shape(message, file);
        boolean late = from.arrivals().cameBefore(message);
        if (message.fromMe()) {
            from.events()
                    .tell(
                            EventIds.of(from.account(), EventType.MESSAGE_SENT, message.id()),
                            new MessageSent(shaped),
                            late);
        } else {
            from.events()
                    .tell(
                            EventIds.of(from.account(), EventType.MESSAGE_RECEIVED, message.id()),
                            new MessageReceived(shaped),
                            late);
            received.increment();
        }
        if (late) {
            backfilled.increment();
        }
        afterwards(from, file);
    }

    /** One that a command has sent. */
    void sent(LivePage from, PageMessage message, OwnMessages.Order order) throws InterruptedException {
        MediaStore.Untold file = announce(from, message);
        from.events()
                .tell(
                        EventIds.of(from.account(), EventType.MESSAGE_SENT, message.id()),
                        new MessageSent(
                                shape(message, file).of(order.commandId(), order.clientMessageId(), order.metadata())));
        afterwards(from, file);
    }

    private MediaStore.@Nullable Untold announce(LivePage from, PageMessage message) {
        return message.media() == null
                ? null
                : media.expect(from.account(), message.id(), message.chatId(), MediaClaims.of(from.account(), message));
    }

    private static ChatMessage shape(PageMessage message, MediaStore.@Nullable Untold file) {
        return MessageShapes.shape(message, file == null ? null : file.media());
    }

    private void afterwards(LivePage from, MediaStore.@Nullable Untold file) {
        accounts.countMessage(from.account());
        if (file != null && file.media().status() == Media.Status.PENDING) {
            collect.fetch(from, file);
        }
    }
}
