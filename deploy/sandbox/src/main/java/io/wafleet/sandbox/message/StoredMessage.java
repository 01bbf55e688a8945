package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.wire.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message as the sandbox remembers it.
 *
 * @param account the linked account whose chat it is in
 * @param chat the chat's id as the account's page knows it
 * @param fromMe whether the account sent it
 * @param recipient a number, or the id of a group
 * @param ack how far it has come: 1 sent, 2 delivered, 3 read, 4 played
 * @param sends how often a page has sent it: more than once means a repeated send
 */
public record StoredMessage(
        PhoneNumber account,
        String chat,
        boolean fromMe,
        PhoneNumber sender,
        String recipient,
        WireMessage wire,
        int ack,
        int sends) {

    /** The group it was written in; null between two people. */
    public @Nullable String group() {
        return recipient.endsWith("@g.us") ? recipient : null;
    }
}
