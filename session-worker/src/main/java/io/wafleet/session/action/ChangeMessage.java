package io.wafleet.session.action;

import io.wafleet.common.command.Command;
import io.wafleet.common.command.MessageActionResult;
import io.wafleet.session.browser.ChangedMessage;
import io.wafleet.session.browser.MessageChange;
import io.wafleet.session.browser.MessageRef;
import io.wafleet.session.browser.Self;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.lifecycle.Session;
import io.wafleet.session.lifecycle.Sessions;
import io.wafleet.session.receive.Changes;
import io.wafleet.session.receive.Fact;
import io.wafleet.session.receive.LivePage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes a message that exists, and tells what came of it once. */
@Component
class ChangeMessage {

    private final Sessions sessions;
    private final AskPage ask;

    ChangeMessage(Sessions sessions, AskPage ask) {
        this.sessions = sessions;
        this.ask = ask;
    }

    /** Puts what was done into words. */
    interface Wording {
        Fact of(ChangedMessage changed, Self self);
    }

    private record Done(ChangedMessage message, LivePage page) {}

    MessageActionResult carryOut(
            Command command, boolean resumed, MessageRef message, MessageChange change, Wording wording)
            throws CommandFailure, InterruptedException {
        Session session = sessions.obtain(command.accountId());
        Changes changes = session.outgoing().changes();
        Fact fact = null;
        try {
            Done done = ask.until(session, resumed, (page, deadline) -> {
                changes.begin(message.messageId(), page.page().self().phone());
                return new Done(page.page().change(message, change, deadline), page);
            });
            fact = tell(done, resumed, wording);
            return new MessageActionResult(
                    done.message().messageId(),
                    done.message().chatId(),
                    done.message().at().getEpochSecond());
        } finally {
            for (Fact left : changes.end(message.messageId(), fact)) {
                session.events().tell(left.eventId(), left.data());
            }
        }
    }

    /** What stood so before has been told, unless it was this command that did it and did not come to tell it. */
    private static @Nullable Fact tell(Done done, boolean resumed, Wording wording) throws InterruptedException {
        if (done.message().wasSo() && !resumed) {
            return null;
        }
        Fact fact = wording.of(done.message(), done.page().page().self());
        done.page().events().tell(fact.eventId(), fact.data());
        return fact;
    }
}
