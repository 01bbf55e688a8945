package io.wafleet.session.send;

import io.wafleet.common.command.Command;
import io.wafleet.common.command.MessageOrder;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.EventType;
import io.wafleet.common.event.MessageFailed;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.event.Events;
import io.wafleet.session.lifecycle.Sessions;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells that the message of a command was not sent. */
@Component
class TellFailed {

    /** With these no message of any account has failed. */
    private static final Set<ErrorCode> NO_MESSAGE =
            Set.of(ErrorCode.INVALID_REQUEST, ErrorCode.ACCOUNT_NOT_FOUND, ErrorCode.IDEMPOTENCY_CONFLICT);

    private final Events events;
    private final Sessions sessions;

    TellFailed(Events events, Sessions sessions) {
        this.events = events;
        this.sessions = sessions;
    }

    void tell(Command command, CommandError error) throws InterruptedException {
        if (NO_MESSAGE.contains(error.code())) {
            return;
        }
        MessageOrder order = (MessageOrder) command.data();
        events.tell(
                command.accountId(),
                EventIds.of(command.accountId(), EventType.MESSAGE_FAILED, command.id()),
                new MessageFailed(command.id(), order.clientMessageId(), order.to(), error, order.metadata()),
                () -> sessions.isOurs(command.accountId()));
    }
}
