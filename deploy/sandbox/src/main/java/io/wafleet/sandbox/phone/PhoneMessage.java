package io.wafleet.sandbox.phone;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as a phone shows it now.
 *
 * @param key its whole key in the chats of the account
 * @param body its text, after the last edit
 * @param ack 1 sent, 2 delivered, 3 read, 4 played
 * @param additions how many edits, revocations, reactions and votes the phone got for it, whether they still show or not
 * @param sends how often the account's page sent this id; more than once is a repeated send
 */
record PhoneMessage(
        String id,
        String key,
        String account,
        String from,
        String to,
        boolean isGroup,
        String type,
        @Nullable String body,
        @Nullable String caption,
        @Nullable String mimetype,
        @Nullable String filename,
        @Nullable Long size,
        @Nullable String sha256,
        @Nullable Location location,
        @Nullable Contact contact,
        @Nullable Poll poll,
        @Nullable Notice notice,
        @Nullable List<String> mentions,
        @Nullable String quoted,
        boolean forwarded,
        boolean edited,
        boolean revoked,
        List<Reaction> reactions,
        long timestamp,
        int ack,
        int additions,
        int sends) {

    /** A place. */
    record Location(
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable String name,
            @Nullable String address) {}

    /** Somebody's card; the number is missing where the card has none. */
    record Contact(@Nullable String name, @Nullable String phone, String vcard) {}

    /** A poll and the votes that hold. */
    record Poll(String question, List<String> options, boolean multiple, List<Vote> votes) {}

    /** What somebody has chosen. */
    record Vote(String from, List<String> options, long timestamp) {}

    /** What happened: a change to the group (add remove leave promote demote subject) or a missed call (miss miss_video). */
    record Notice(String kind, List<String> members) {}

    /** What somebody thinks of it. */
    record Reaction(String from, String emoji, long timestamp) {}
}
