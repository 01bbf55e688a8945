package io.wafleet.session.send;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.command.SendMessage;
import io.wafleet.common.problem.CommandError;
import io.wafleet.session.browser.OutgoingMessage;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.CommandHandler;
import io.wafleet.session.lifecycle.Session;
import io.wafleet.session.lifecycle.Sessions;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Carries out a send: from the command to the message that WhatsApp has taken, and the events about it. */
@Component
class SendToChat implements CommandHandler {

    private final Sessions sessions;
    private final ClientIds clientIds;
    private final PrepareContent content;
    private final SendOnce once;
    private final TellSent tell;

    SendToChat(Sessions sessions, ClientIds clientIds, PrepareContent content, SendOnce once, TellSent tell) {
        this.sessions = sessions;
        this.clientIds = clientIds;
        this.content = content;
        this.once = once;
        this.tell = tell;
    }

    @Override
    public CommandType type() {
        return CommandType.SEND;
    }

    @Override
    public Object carryOut(Command command, boolean resumed) throws CommandFailure, InterruptedException {
        SendMessage send = (SendMessage) command.data();
        AccountId account = command.accountId();
        Session session = sessions.obtain(account);
        Optional<JsonNode> first = clientIds.firstResult(command, send, () -> content.markOf(account, send));
        if (first.isPresent()) {
            return first.get();
        }
        once.awaitTurn(command, resumed); // before its file is in memory
        String messageId = MessageIds.of(account, command.id());
        Content prepared = content.prepare(account, messageId, send);
        OutgoingMessage message = new OutgoingMessage(
                messageId,
                ChatIds.of(Objects.requireNonNull(send.to())),
                prepared.outgoing(),
                send.replyTo(),
                send.mentions());
        return once.send(command, session, message, resumed, sent -> tell.sent(command, send, prepared, sent));
    }

    @Override
    public void failed(Command command, CommandError error) throws InterruptedException {
        once.failed(command, error);
    }
}
