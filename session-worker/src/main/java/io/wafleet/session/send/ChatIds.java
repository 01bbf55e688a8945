package io.wafleet.session.send;

/** The ids of chats, from what a caller may call them by. */
public final class ChatIds {

    private ChatIds() {}

    /** A number becomes the chat with it; a chat id stays. */
    public static String of(String to) {
        return to.indexOf('@') >= 0 ? to.replace("+", "") : to.replace("+", "") + "@c.us";
    }
}
