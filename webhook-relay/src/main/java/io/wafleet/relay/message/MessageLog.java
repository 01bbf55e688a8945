package io.wafleet.relay.message;

import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.MediaLost;
import io.wafleet.common.event.MediaStored;
import io.wafleet.common.event.MessageAcknowledged;
import io.wafleet.common.event.MessageEdited;
import io.wafleet.common.event.MessageFailed;
import io.wafleet.common.event.MessageReaction;
import io.wafleet.common.event.MessageRevoked;
import io.wafleet.common.event.PollVote;
import io.wafleet.relay.chat.ChatBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Writes the log and the chat list, inside the transaction of its caller.
 *
 * <p>Failure policy: an unreachable database throws, and the caller's batch is read again.
 */
@Component
public final class MessageLog {

    private final NewMessages messages;
    private final MessageChanges changes;
    private final Acknowledgements acknowledgements;
    private final Responses responses;
    private final ChatBook chats;

    MessageLog(
            NewMessages messages,
            MessageChanges changes,
            Acknowledgements acknowledgements,
            Responses responses,
            ChatBook chats) {
        this.messages = messages;
        this.changes = changes;
        this.acknowledgements = acknowledgements;
        this.responses = responses;
        this.chats = chats;
    }

    /** Applies events in their order and says how many messages are new, by account. */
    public Map<String, Long> apply(List<Event> events) {
        Map<String, Long> added = new HashMap<>();
        List<Event> run = new ArrayList<>();
        for (Event event : events) {
            if (ChatBook.counts(event.data())) {
                // It is to find in the log what was told before, and nothing else.
                applyRun(run, added);
                run.clear();
                chats.apply(String.valueOf(event.accountId()), event.data());
            } else {
                run.add(event);
            }
        }
        applyRun(run, added);
        return added;
    }

    private void applyRun(List<Event> events, Map<String, Long> added) {
        messages.add(events).forEach((account, count) -> added.merge(account, count, Long::sum));
        List<Acknowledgements.Told> acks = new ArrayList<>();
        for (Event event : events) {
            String account = String.valueOf(event.accountId());
            switch (event.data()) {
                case MessageAcknowledged told -> acks.add(new Acknowledgements.Told(account, told.id(), told.ack()));
                case MessageFailed failed -> {
                    acknowledgements.raise(acks);
                    acks.clear();
                    acknowledgements.fail(account, failed.commandId());
                }
                default -> change(account, event.data());
            }
        }
        // They are the most of what is told, and no other change asks for them.
        acknowledgements.raise(acks);
    }

    private void change(String account, EventData data) {
        switch (data) {
            case MediaStored stored -> changes.store(account, stored);
            case MediaLost lost -> changes.lose(account, lost);
            case MessageEdited edited -> changes.edit(account, edited);
            case MessageRevoked revoked -> changes.revoke(account, revoked);
            case MessageReaction reaction -> responses.react(account, reaction);
            case PollVote vote -> responses.vote(account, vote);
            default -> chats.apply(account, data);
        }
    }

    /** Removes what the log has of an account. */
    public void forget(String account) {
        messages.forget(account);
        changes.forget(account);
        acknowledgements.forget(account);
        responses.forget(account);
        chats.forget(account);
    }
}
