package io.wafleet.session.receive;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.ChatSeen;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.EventType;
import io.wafleet.common.event.MessageEdited;
import io.wafleet.common.event.MessageReaction;
import io.wafleet.common.event.MessageRevoked;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to a message or a chat that exists, with an event id that is the same whoever tells it: the
 * command that did it, or the page that saw it.
 *
 * @param subject the id of the message, or of the chat
 * @param from who did it; null where only the account itself can have done it
 */
public record Fact(String eventId, String subject, @Nullable String from, EventData data) {

    private static final long SAME_SECONDS = 5;

    /** One for each reaction: its timestamp is the one that the page's own record of it has, in seconds. */
    public static Fact of(AccountId account, MessageReaction reaction) {
        String what = String.join(
                ":", reaction.messageId(), reaction.from(), reaction.emoji(), String.valueOf(reaction.timestamp()));
        return new Fact(
                EventIds.of(account, EventType.MESSAGE_REACTION, what),
                reaction.messageId(),
                reaction.from(),
                reaction);
    }

    /** One for each new text: its time is the one that the edited message itself has, in seconds. */
    public static Fact of(AccountId account, MessageEdited edit) {
        String what = String.join(":", edit.id(), String.valueOf(edit.editedAt()), edit.message());
        return new Fact(EventIds.of(account, EventType.MESSAGE_EDITED, what), edit.id(), edit.from(), edit);
    }

    /** One for each message: it is revoked only once. */
    public static Fact of(AccountId account, MessageRevoked revocation) {
        return new Fact(
                EventIds.of(account, EventType.MESSAGE_REVOKED, revocation.id()),
                revocation.id(),
                revocation.from(),
                revocation);
    }

    /** One for each second. */
    public static Fact of(AccountId account, ChatSeen seen) {
        String what = seen.chatId() + ":" + seen.seenAt();
        return new Fact(EventIds.of(account, EventType.CHAT_SEEN, what), seen.chatId(), null, seen);
    }

    /** Whether both tell of the same doing; its time may be known a little differently. */
    boolean saysTheSameAs(Fact other) {
        return subject.equals(other.subject)
                && Objects.equals(from, other.from)
                && switch (data) {
                    case MessageReaction reaction ->
                        other.data instanceof MessageReaction that
                                && reaction.emoji().equals(that.emoji());
                    case MessageEdited edit ->
                        other.data instanceof MessageEdited that
                                && edit.message().equals(that.message());
                    case ChatSeen seen ->
                        other.data instanceof ChatSeen that && Math.abs(seen.seenAt() - that.seenAt()) <= SAME_SECONDS;
                    default -> data.getClass() == other.data.getClass();
                };
    }
}
