package io.wafleet.session.browser;

import io.wafleet.common.message.Location;
import io.wafleet.common.message.Poll;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as the page saw it; all of it was written by strangers.
 *
 * @param id bare id, like 3EB0…
 * @param chatId {@code <number>@c.us} or {@code …@g.us}; {@code …@lid} where no number is known
 * @param from bare number of the sender's side of the chat (the group's id in a group), the LID where no number is known
 * @param fromLid bare LID of the sender
 * @param author bare number of who wrote it, in a group
 * @param type WhatsApp's own word: chat, image, ptt …
 * @param timestamp seconds since 1970
 * @param ack WhatsApp's own number: 0 waiting, 1 server, 2 delivered, 3 read, 4 played
 */
public record PageMessage(
        String id,
        String chatId,
        String from,
        @Nullable String fromLid,
        @Nullable String author,
        String to,
        boolean fromMe,
        boolean isGroup,
        String type,
        @Nullable String body,
        @Nullable String caption,
        long timestamp,
        @Nullable String quotedId,
        List<String> mentions,
        @Nullable String pushName,
        @Nullable PageMedia media,
        boolean forwarded,
        @Nullable Location location,
        List<PageContact> contacts,
        @Nullable Poll poll,
        int ack) {}
