package io.wafleet.session.send;

import io.wafleet.common.message.Media;
import io.wafleet.common.message.MessageType;
import io.wafleet.session.browser.OutgoingContent;
import org.jspecify.annotations.Nullable;

/** What a message will hold, for the page and for the events about it. */
record Content(
        MessageType type,
        OutgoingContent outgoing,
        @Nullable Media media) {}
