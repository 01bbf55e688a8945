package io.wafleet.sandbox.phone;

import org.jspecify.annotations.Nullable;

/**
 * What a phone is to send.
 *
 * @param account the linked account that gets it
 * @param from the number that sends it
 * @param group the group to send it in, made if it is new
 * @param type WhatsApp's own word: chat image audio ptt video document sticker
 * @param data a file in base64
 * @param quoted the id of a message that is answered
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
        @Nullable String name) {}
