package io.wafleet.sandbox.message;

import static io.wafleet.sandbox.message.CheckMessage.refused;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.wire.WireContent;
import io.wafleet.sandbox.wire.WireMessage;
import io.wafleet.sandbox.wire.WirePoll;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Checks whether somebody may change a message: who may edit, revoke or vote, and that there is something to change. */
@Component
class CheckAddition {

    private static final int LONGEST_REACTION = 64;

    private final Messages messages;
    private final Groups groups;

    CheckAddition(Messages messages, Groups groups) {
        this.messages = messages;
        this.groups = groups;
    }

    /** Checks it and returns the message that is to change, as it is in the chats of the account. */
    StoredMessage check(PhoneNumber account, PhoneNumber by, String type, WireContent content) throws RefusedMessage {
        String key = content.addition() == null ? null : content.addition().parentKey();
        if (key == null) {
            throw refused("It is not said which message is to change");
        }
        StoredMessage parent = messages.byId(account, WireMessage.bareId(key))
                .filter(message -> message.wire().parentId() == null)
                .filter(message -> !messages.isRevoked(account, message.wire().bareId()))
                .orElseThrow(() -> refused("There is no such message to change"));
        switch (type) {
            case "reaction" -> checkReaction(content);
            case "poll_update" -> checkVote(parent, content);
            default -> checkProtocol(parent, by, content);
        }
        return parent;
    }

    private static void checkReaction(WireContent reaction) throws RefusedMessage {
        var addition = reaction.addition();
        String emoji = addition == null ? null : addition.reactionText();
        if (emoji == null || emoji.length() > LONGEST_REACTION) {
            throw refused("A reaction is an emoji, or empty");
        }
    }

    private static void checkVote(StoredMessage parent, WireContent vote) throws RefusedMessage {
        WirePoll poll = parent.wire().content().poll();
        var addition = vote.addition();
        if (poll == null || poll.pollOptions() == null || addition == null) {
            throw refused("This message is not a poll");
        }
        List<Integer> chosen = Objects.requireNonNullElse(addition.selectedOptionLocalIds(), List.of());
        List<Integer> offered =
                poll.pollOptions().stream().map(WirePoll.Option::localId).toList();
        if (!offered.containsAll(chosen)) {
            throw refused("The poll has no such option");
        }
        boolean onlyOne = Integer.valueOf(1).equals(poll.pollSelectableOptionsCount());
        if (onlyOne && chosen.size() > 1) {
            throw refused("This poll takes one option");
        }
    }

    private void checkProtocol(StoredMessage parent, PhoneNumber by, WireContent change) throws RefusedMessage {
        boolean own = parent.sender().equals(by);
        switch (String.valueOf(change.subtype())) {
            case "message_edit" -> {
                if (!own) {
                    throw refused("Only who wrote a message can edit it");
                }
                CheckMessage.checkText(change.body());
            }
            case "sender_revoke" -> {
                if (!own) {
                    throw refused("Only who wrote a message can revoke it");
                }
            }
            case "admin_revoke" -> {
                if (!isAdmin(parent, by)) {
                    throw refused("Only an admin of the group can revoke the messages of others");
                }
            }
            default -> throw refused("The sandbox does not know this change");
        }
    }

    private boolean isAdmin(StoredMessage parent, PhoneNumber by) {
        String group = parent.group();
        return group != null
                && groups.find(group)
                        .filter(found -> found.admins().contains(by))
                        .isPresent();
    }
}
