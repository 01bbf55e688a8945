package io.wafleet.session.action;

import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.command.EditMessage;
import io.wafleet.common.event.MessageEdited;
import io.wafleet.session.browser.MessageChange;
import io.wafleet.session.browser.MessageRef;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.CommandHandler;
import io.wafleet.session.receive.Fact;
import io.wafleet.session.send.MessageIds;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Carries out an edit. */
@Component
class EditText implements CommandHandler {

    private final ChangeMessage change;

    EditText(ChangeMessage change) {
        this.change = change;
    }

    @Override
    public CommandType type() {
        return CommandType.EDIT;
    }

    @Override
    public Object carryOut(Command command, boolean resumed) throws CommandFailure, InterruptedException {
        EditMessage wish = (EditMessage) command.data();
        MessageRef message = new MessageRef(
                Objects.requireNonNull(wish.chatId()),
                Objects.requireNonNull(wish.messageId()),
                wish.fromMe(),
                wish.author());
        String text = Objects.requireNonNull(wish.message());
        String editId = MessageIds.of(command.accountId(), command.id());

        return change.carryOut(
                command,
                resumed,
                message,
                new MessageChange.Edit(text, editId),
                (changed, self) -> Fact.of(
                        command.accountId(),
                        new MessageEdited(
                                changed.messageId(),
                                changed.chatId(),
                                self.phone(),
                                self.lid(),
                                text,
                                changed.at().getEpochSecond(),
                                command.id())));
    }
}
