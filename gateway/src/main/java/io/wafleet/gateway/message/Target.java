package io.wafleet.gateway.message;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message to which something is to be done, as far as it is known here; the worker finds out the rest.
 *
 * @param fromMe whether the account wrote it
 * @param author who wrote it, in a group
 */
record Target(
        @Nullable String chatId,
        @Nullable Boolean fromMe,
        @Nullable String author) {

    private static final Pattern AUTHOR = Pattern.compile("[0-9]{5,20}(@(c\\.us|lid))?");

    /** Stands for any message while only the form of a request is judged. */
    static final Target ANY = new Target("00000@c.us", null, null);

    /** What the log calls somebody may have a form that no command takes. */
    Target {
        author = author == null || AUTHOR.matcher(author).matches() ? author : null;
    }

    boolean isInbound() {
        return Boolean.FALSE.equals(fromMe);
    }

    boolean isInGroup() {
        return chatId != null && chatId.endsWith("@g.us");
    }
}
