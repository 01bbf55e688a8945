package io.wafleet.session.action;

import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.command.RevokeMessage;
import io.wafleet.common.event.MessageRevoked;
import io.wafleet.session.browser.MessageChange;
import io.wafleet.session.browser.MessageRef;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.CommandHandler;
import io.wafleet.session.receive.Fact;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Carries out a revocation: the message is deleted for everybody. */
@Component
class DeleteForAll implements CommandHandler {

    private final ChangeMessage change;

    DeleteForAll(ChangeMessage change) {
        this.change = change;
    }

    @Override
    public CommandType type() {
        return CommandType.REVOKE;
    }

    @Override
    public Object carryOut(Command command, boolean resumed) throws CommandFailure, InterruptedException {
        RevokeMessage wish = (RevokeMessage) command.data();
        MessageRef message = new MessageRef(
                Objects.requireNonNull(wish.chatId()),
                Objects.requireNonNull(wish.messageId()),
                wish.fromMe(),
                wish.author());

        return change.carryOut(
                command,
                resumed,
                message,
                new MessageChange.Revoke(),
                (changed, self) -> Fact.of(
                        command.accountId(),
                        new MessageRevoked(
                                changed.messageId(),
                                changed.chatId(),
                                self.phone(),
                                self.lid(),
                                changed.at().getEpochSecond(),
                                command.id())));
    }
}
