package io.wafleet.session.send;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.ForwardMessage;
import io.wafleet.common.command.MessageOrder;
import io.wafleet.common.command.SendMessage;
import io.wafleet.common.command.SendResult;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.EventType;
import io.wafleet.common.event.MessageSent;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.message.ContactCard;
import io.wafleet.session.account.Accounts;
import io.wafleet.session.browser.PageMessage;
import io.wafleet.session.browser.Self;
import io.wafleet.session.browser.SentMessage;
import io.wafleet.session.receive.Inbox;
import io.wafleet.session.receive.OwnMessages;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells how a send ended: the message as everybody sees it, and the answer to the command. */
@Component
class TellSent {

    private final Accounts accounts;
    private final Inbox inbox;
    private final OwnMessages own;
    private final Counter sent;

    TellSent(Accounts accounts, Inbox inbox, OwnMessages own, MeterRegistry meters) {
        this.accounts = accounts;
        this.inbox = inbox;
        this.own = own;
        this.sent = Counter.builder("wafleet.message.sent")
                .description("Messages that were sent for commands")
                .register(meters);
    }

    void sent(Command command, SendMessage send, Content content, Transmit.Sent outcome) throws InterruptedException {
        SentMessage message = outcome.message();
        Self self = outcome.page().page().self();
        boolean group = message.chatId().endsWith("@g.us");
        ChatMessage shown = new ChatMessage(
                message.messageId(),
                message.chatId(),
                self.phone(),
                self.lid(),
                group ? self.phone() : null,
                recipientOf(message),
                group,
                content.type(),
                content.media() == null ? send.message() : null,
                message.timestamp().getEpochSecond(),
                send.replyTo(),
                send.mentions().stream().map(TellSent::digits).toList(),
                self.pushName(),
                content.media(),
                send.clientMessageId(),
                command.id(),
                send.metadata(),
                false,
                send.location(),
                cards(send.contact()),
                send.poll());
        outcome.page()
                .events()
                .tell(
                        EventIds.of(command.accountId(), EventType.MESSAGE_SENT, message.messageId()),
                        new MessageSent(shown));
        accounts.countMessage(command.accountId());
        sent.increment();
    }

    /** Tells what WhatsApp said about the message before the message itself was told. */
    void heldAck(Transmit.Sent outcome, int ack) throws InterruptedException {
        inbox.acknowledged(
                outcome.page(), outcome.message().messageId(), outcome.message().chatId(), ack);
    }

    /** Tells a message whose content only the page knows. */
    void forwarded(Command command, ForwardMessage forward, Transmit.Sent outcome) throws InterruptedException {
        PageMessage content = outcome.message().content();
        if (content == null) {
            throw new IllegalStateException("the page does not show what it has sent");
        }
        own.tell(
                outcome.page(),
                content,
                new OwnMessages.Order(command.id(), forward.clientMessageId(), forward.metadata()));
        sent.increment();
    }

    SendResult result(Command command, MessageOrder order, Transmit.Sent outcome) {
        SentMessage message = outcome.message();
        return new SendResult(
                command.id(),
                order.clientMessageId(),
                message.messageId(),
                "sent",
                recipientOf(message),
                message.waId(),
                message.timestamp().getEpochSecond());
    }

    private static List<ContactCard> cards(@Nullable ContactCard contact) {
        return contact == null
                ? List.of()
                : List.of(new ContactCard(contact.name(), digits(String.valueOf(contact.phone()))));
    }

    private static String digits(String number) {
        return number.replace("+", "");
    }

    private static String recipientOf(SentMessage message) {
        String chat = message.chatId();
        return chat.endsWith("@c.us") ? chat.substring(0, chat.indexOf('@')) : chat;
    }
}
