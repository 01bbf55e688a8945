package io.wafleet.gateway.request;

import org.jspecify.annotations.Nullable;

/** Reads how callers name a chat. */
public final class ChatId {

    private ChatId() {}

    /** A number becomes the id of the chat with it; anything else stays as it is, for others to judge. */
    public static @Nullable String of(@Nullable String numberOrId) {
        return numberOrId != null && numberOrId.matches("\\+?[0-9]{5,20}")
                ? (numberOrId.startsWith("+") ? numberOrId.substring(1) : numberOrId) + "@c.us"
                : numberOrId;
    }
}
