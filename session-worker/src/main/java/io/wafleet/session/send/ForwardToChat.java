package io.wafleet.session.send;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.command.ForwardMessage;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.CommandError;
import io.wafleet.session.Digests;
import io.wafleet.session.browser.MessageRef;
import io.wafleet.session.browser.OutgoingContent;
import io.wafleet.session.browser.OutgoingMessage;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.CommandHandler;
import io.wafleet.session.lifecycle.Session;
import io.wafleet.session.lifecycle.Sessions;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Carries out a forward: a new message with an id of its own, sent once like any other. WhatsApp Web's own forwarding
 * takes no id, so what the message holds is sent anew, with the file that lies on WhatsApp's servers already.
 */
@Component
class ForwardToChat implements CommandHandler {

    private final Sessions sessions;
    private final ClientIds clientIds;
    private final SendOnce once;
    private final TellSent tell;

    ForwardToChat(Sessions sessions, ClientIds clientIds, SendOnce once, TellSent tell) {
        this.sessions = sessions;
        this.clientIds = clientIds;
        this.once = once;
        this.tell = tell;
    }

    @Override
    public CommandType type() {
        return CommandType.FORWARD;
    }

    @Override
    public Object carryOut(Command command, boolean resumed) throws CommandFailure, InterruptedException {
        ForwardMessage forward = (ForwardMessage) command.data();
        AccountId account = command.accountId();
        Session session = sessions.obtain(account);
        Optional<JsonNode> first = clientIds.firstResult(command, forward, () -> markOf(forward));
        if (first.isPresent()) {
            return first.get();
        }
        once.awaitTurn(command, resumed);
        MessageRef original = new MessageRef(
                Objects.requireNonNull(forward.chatId()),
                Objects.requireNonNull(forward.messageId()),
                forward.fromMe(),
                forward.author());
        OutgoingMessage message = new OutgoingMessage(
                MessageIds.of(account, command.id()),
                ChatIds.of(Objects.requireNonNull(forward.to())),
                new OutgoingContent.Copy(original),
                null,
                List.of());
        return once.send(command, session, message, resumed, sent -> tell.forwarded(command, forward, sent));
    }

    @Override
    public void failed(Command command, CommandError error) throws InterruptedException {
        once.failed(command, error);
    }

    private static String markOf(ForwardMessage forward) {
        return Digests.sha256(ContractJson.mapper()
                .writeValueAsBytes(Arrays.asList("forward", forward.to(), forward.chatId(), forward.messageId())));
    }
}
