package io.wafleet.session.send;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.SendMessage;
import io.wafleet.common.command.SendResult;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.EventType;
import io.wafleet.common.event.MessageFailed;
import io.wafleet.common.event.MessageSent;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.account.Accounts;
import io.wafleet.session.browser.Self;
import io.wafleet.session.browser.SentMessage;
import io.wafleet.session.event.Events;
import io.wafleet.session.lifecycle.Sessions;
import io.wafleet.session.receive.Inbox;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells how a send ended: the message as everybody sees it, and the answer to the command. */
@Component
class TellSent {

    /** With these no message of any account has failed. */
    private static final Set<ErrorCode> NO_MESSAGE =
            Set.of(ErrorCode.INVALID_REQUEST, ErrorCode.ACCOUNT_NOT_FOUND, ErrorCode.IDEMPOTENCY_CONFLICT);

    private final Accounts accounts;
    private final Inbox inbox;
    private final Events events;
    private final Sessions sessions;
    private final Counter sent;

    TellSent(Accounts accounts, Inbox inbox, Events events, Sessions sessions, MeterRegistry meters) {
        this.accounts = accounts;
        this.inbox = inbox;
        this.events = events;
        this.sessions = sessions;
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
                send.mentions(),
                self.pushName(),
                content.media(),
                send.clientMessageId(),
                command.id(),
                send.metadata(),
                false,
                send.location(),
                send.contact() == null ? List.of() : List.of(send.contact()),
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

    SendResult result(Command command, SendMessage send, Transmit.Sent outcome) {
        SentMessage message = outcome.message();
        return new SendResult(
                command.id(),
                send.clientMessageId(),
                message.messageId(),
                "sent",
                recipientOf(message),
                message.waId(),
                message.timestamp().getEpochSecond());
    }

    void failed(Command command, SendMessage send, CommandError error) throws InterruptedException {
        if (NO_MESSAGE.contains(error.code())) {
            return;
        }
        events.tell(
                command.accountId(),
                EventIds.of(command.accountId(), EventType.MESSAGE_FAILED, command.id()),
                new MessageFailed(command.id(), send.clientMessageId(), send.to(), error, send.metadata()),
                () -> sessions.isOurs(command.accountId()));
    }

    private static String recipientOf(SentMessage message) {
        String chat = message.chatId();
        return chat.endsWith("@c.us") ? chat.substring(0, chat.indexOf('@')) : chat;
    }
}
