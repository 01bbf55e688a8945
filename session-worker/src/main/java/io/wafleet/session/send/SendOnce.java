package io.wafleet.session.send;

import io.wafleet.common.command.Command;
import io.wafleet.common.command.MessageOrder;
import io.wafleet.common.command.SendResult;
import io.wafleet.common.problem.CommandError;
import io.wafleet.session.browser.OutgoingMessage;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.lifecycle.Session;
import io.wafleet.session.pacing.TakeTurn;
import org.springframework.stereotype.Component;

/** Sends the message of a command and has it told, before anything that WhatsApp says about it. */
@Component
class SendOnce {

    private final TakeTurn turn;
    private final Transmit transmit;
    private final TellSent tell;
    private final TellFailed failures;

    SendOnce(TakeTurn turn, Transmit transmit, TellSent tell, TellFailed failures) {
        this.turn = turn;
        this.transmit = transmit;
        this.tell = tell;
        this.failures = failures;
    }

    /** Waits until the account may send, unless this very message has had its turn. */
    void awaitTurn(Command command, boolean resumed) throws CommandFailure, InterruptedException {
        if (!transmit.mayHaveAsked(command, resumed)) {
            turn.await(command.accountId());
        }
    }

    /** Tells the message that was sent. */
    interface Telling {
        void tell(Transmit.Sent sent) throws InterruptedException;
    }

    SendResult send(Command command, Session session, OutgoingMessage message, boolean resumed, Telling telling)
            throws CommandFailure, InterruptedException {
        session.outgoing().begin(message.messageId());
        Transmit.Sent sent;
        try {
            sent = transmit.send(command, session, message, resumed);
            telling.tell(sent);
        } catch (CommandFailure | InterruptedException | RuntimeException failure) {
            session.outgoing().end(message.messageId());
            throw failure;
        }
        tell.heldAck(sent, session.outgoing().end(message.messageId()));
        return tell.result(command, (MessageOrder) command.data(), sent);
    }

    void failed(Command command, CommandError error) throws InterruptedException {
        failures.tell(command, error);
    }
}
