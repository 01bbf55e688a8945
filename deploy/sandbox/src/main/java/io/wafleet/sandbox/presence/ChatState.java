package io.wafleet.sandbox.presence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody is doing in a chat, and WhatsApp Web's word for it. */
public enum ChatState {
    TYPING("typing"),
    RECORDING("recording_audio"),
    PAUSED("idle");

    private final String word;

    ChatState(String word) {
        this.word = word;
    }

    public static Optional<ChatState> named(String name) {
        return Arrays.stream(values())
                .filter(state -> state.toString().equals(name))
                .findFirst();
    }

    String word() {
        return word;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
