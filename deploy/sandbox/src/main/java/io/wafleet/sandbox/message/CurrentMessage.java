package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.wire.WireContent;
import io.wafleet.sandbox.wire.WireMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands after everything that was added to it later.
 *
 * @param edit the last edit
 * @param revocation what took it back
 * @param reactions none of a revoked message, otherwise the last of each person, without those that were taken back
 * @param votes the last of each person, without those that chose nothing
 * @param additions how many there were in all, shown or not any more
 */
public record CurrentMessage(
        StoredMessage message,
        @Nullable StoredMessage edit,
        @Nullable StoredMessage revocation,
        List<StoredMessage> reactions,
        List<StoredMessage> votes,
        int additions) {

    private static final WireContent EMPTY =
            new WireContent(null, null, null, null, null, null, null, null, null, null, null);

    static CurrentMessage of(StoredMessage message, List<StoredMessage> additions) {
        StoredMessage edit = null;
        StoredMessage revocation = null;
        Map<PhoneNumber, StoredMessage> reactions = new LinkedHashMap<>();
        Map<PhoneNumber, StoredMessage> votes = new LinkedHashMap<>();
        for (StoredMessage addition : additions) {
            switch (addition.wire().type()) {
                case "reaction" -> latest(reactions, addition, emoji(addition).isEmpty());
                case "poll_update" -> latest(votes, addition, options(addition).isEmpty());
                default -> {
                    if ("message_edit".equals(addition.wire().content().subtype())) {
                        edit = addition;
                    } else {
                        revocation = addition;
                    }
                }
            }
        }
        return revocation == null
                ? new CurrentMessage(
                        message,
                        edit,
                        null,
                        List.copyOf(reactions.values()),
                        List.copyOf(votes.values()),
                        additions.size())
                : new CurrentMessage(message, edit, revocation, List.of(), List.of(), additions.size());
    }

    private static void latest(Map<PhoneNumber, StoredMessage> byPerson, StoredMessage addition, boolean takenBack) {
        byPerson.remove(addition.sender());
        if (!takenBack) {
            byPerson.put(addition.sender(), addition);
        }
    }

    /** The emoji of a reaction. */
    public static String emoji(StoredMessage reaction) {
        var addition = reaction.wire().content().addition();
        return addition == null ? "" : Objects.requireNonNullElse(addition.reactionText(), "");
    }

    /** The numbers of the options that a vote chose. */
    public static List<Integer> options(StoredMessage vote) {
        var addition = vote.wire().content().addition();
        return addition == null ? List.of() : Objects.requireNonNullElse(addition.selectedOptionLocalIds(), List.of());
    }

    /** The message as a page shows it now. */
    public WireMessage wire() {
        WireMessage wire = message.wire().withTimeAndAck(message.wire().t(), message.ack());
        if (revocation != null) {
            return wire.withContent("revoked", EMPTY);
        }
        if (edit != null) {
            return wire.withContent(
                    wire.type(),
                    wire.content()
                            .edited(edit.wire().content().body(), edit.wire().id()));
        }
        return wire;
    }

    /** The reactions and votes. */
    List<StoredMessage> standing() {
        var all = new ArrayList<>(reactions);
        all.addAll(votes);
        return all;
    }
}
