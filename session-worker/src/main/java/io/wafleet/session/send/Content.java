package io.wafleet.session.send;

import io.wafleet.common.message.Media;
import io.wafleet.common.message.MessageType;
import io.wafleet.session.browser.OutgoingMedia;
import org.jspecify.annotations.Nullable;

/** What a message will hold: text alone, or a file with the words that go with it. */
record Content(
        MessageType type,
        @Nullable String text,
        @Nullable OutgoingMedia file,
        @Nullable Media media) {}
