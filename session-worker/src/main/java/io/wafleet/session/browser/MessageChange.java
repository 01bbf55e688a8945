package io.wafleet.session.browser;

/** What can be done to a message that exists; doing it again changes nothing. */
public sealed interface MessageChange {

    /** Puts the account's reaction on it; an empty one takes it away. */
    record React(String emoji) implements MessageChange {}

    /**
     * Gives it a new text, or a file a new caption.
     *
     * @param editId the bare id that the edit itself has on the wire
     */
    record Edit(String text, String editId) implements MessageChange {}

    /** Deletes it for everybody. */
    record Revoke() implements MessageChange {}
}
