package io.wafleet.session.browser;

import java.time.Duration;

/** What the account can show the other side of a chat without writing. */
public sealed interface ChatSign {

    /** That everything in it was seen. */
    record Seen() implements ChatSign {}

    /** That somebody types; it ends by itself after the time. */
    record Typing(Duration lasts) implements ChatSign {}

    /** That somebody records a voice message; it ends by itself after the time. */
    record Recording(Duration lasts) implements ChatSign {}

    /** That nobody types or records any more. */
    record Paused() implements ChatSign {}
}
