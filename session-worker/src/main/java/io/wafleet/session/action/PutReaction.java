package io.wafleet.session.action;

import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.command.ReactToMessage;
import io.wafleet.common.event.MessageReaction;
import io.wafleet.session.browser.MessageChange;
import io.wafleet.session.browser.MessageRef;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.CommandHandler;
import io.wafleet.session.receive.Fact;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Carries out a reaction, or takes one away. */
@Component
class PutReaction implements CommandHandler {

    private final ChangeMessage change;

    PutReaction(ChangeMessage change) {
        this.change = change;
    }

    @Override
    public CommandType type() {
        return CommandType.REACT;
    }

    @Override
    public Object carryOut(Command command, boolean resumed) throws CommandFailure, InterruptedException {
        ReactToMessage wish = (ReactToMessage) command.data();
        MessageRef message = new MessageRef(
                Objects.requireNonNull(wish.chatId()),
                Objects.requireNonNull(wish.messageId()),
                wish.fromMe(),
                wish.author());
        String emoji = Objects.requireNonNull(wish.emoji());

        return change.carryOut(
                command,
                resumed,
                message,
                new MessageChange.React(emoji),
                (changed, self) -> Fact.of(
                        command.accountId(),
                        new MessageReaction(
                                changed.messageId(),
                                changed.chatId(),
                                self.phone(),
                                self.lid(),
                                emoji,
                                changed.at().getEpochSecond(),
                                command.id())));
    }
}
