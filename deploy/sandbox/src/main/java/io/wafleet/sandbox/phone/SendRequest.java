package io.wafleet.sandbox.phone;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a phone is to send.
 *
 * @param account the linked account that gets it
 * @param from the number that sends it
 * @param group the group to send it in, made if it is new
 * @param type WhatsApp's own word: chat image audio ptt video document sticker, or location contact poll
 * @param data a file in base64
 * @param quoted the id of a message that is answered
 * @param mentions the numbers of those who are mentioned
 * @param forwarded whether it is shown as forwarded
 * @param name the name that the sender shows
 */
record SendRequest(
        @Nullable String account,
        @Nullable String from,
        @Nullable String group,
        @Nullable String groupName,
        @Nullable String type,
        @Nullable String body,
        @Nullable String data,
        @Nullable String mimetype,
        @Nullable String filename,
        @Nullable String caption,
        @Nullable String quoted,
        @Nullable List<String> mentions,
        @Nullable Boolean forwarded,
        @Nullable Location location,
        @Nullable Contact contact,
        @Nullable Poll poll,
        @Nullable String name) {

    /** A place; degrees. */
    record Location(
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable String name,
            @Nullable String address) {}

    /** Somebody's card. */
    record Contact(@Nullable String name, @Nullable String phone) {}

    /** A question with options, of which one may choose one, or several. */
    record Poll(
            @Nullable String question,
            @Nullable List<String> options,
            @Nullable Boolean multiple) {}
}
