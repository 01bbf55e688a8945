package io.wafleet.session.send;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.EventType;
import io.wafleet.common.event.MessageAcknowledged;
import io.wafleet.common.message.Ack;
import io.wafleet.session.browser.OutgoingMessage;
import io.wafleet.session.event.AccountEvents;
import io.wafleet.session.ownership.OwnershipLost;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Speaks up when WhatsApp's server is silent about a message for too long. */
@Component
class AckWatch {

    private static final Logger log = LoggerFactory.getLogger(AckWatch.class);

    private final SendSettings settings;
    private final Counter overdue;

    AckWatch(SendSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.overdue = Counter.builder("wafleet.message.ack.overdue")
                .description("Sent messages about which WhatsApp's server was silent for too long")
                .register(meters);
    }

    Watch over(OutgoingMessage message, AccountEvents events) {
        return new Watch(message, events);
    }

    /** The watch over one message, from when it may be on its way until it is closed. */
    final class Watch implements AutoCloseable {

        private final OutgoingMessage message;
        private final AccountEvents events;
        private @Nullable Thread waiting;

        private Watch(OutgoingMessage message, AccountEvents events) {
            this.message = message;
            this.events = events;
        }

        /** The message may be on its way from here on. */
        void begin() {
            if (waiting == null) {
                waiting = Thread.ofVirtual().name("ack-watch").start(this::speakUpInTime);
            }
        }

        @Override
        public void close() {
            if (waiting != null) {
                waiting.interrupt();
            }
        }

        private void speakUpInTime() {
            try {
                Thread.sleep(settings.ackOverdue());
                overdue.increment();
                log.atWarn()
                        .addKeyValue("account_id", events.account())
                        .addKeyValue("message_id", message.messageId())
                        .log("message.ack_overdue");
                events.tell(
                        EventIds.of(events.account(), EventType.MESSAGE_ACK, message.messageId() + ":pending"),
                        new MessageAcknowledged(message.messageId(), message.to(), Ack.PENDING));
            } catch (InterruptedException | OwnershipLost answered) {
                return;
            }
        }
    }
}
