package io.wafleet.sandbox.message;

import io.wafleet.sandbox.wire.WireMedia;
import io.wafleet.sandbox.wire.WireQuote;
import org.jspecify.annotations.Nullable;

/** What somebody has written, before it is addressed. */
public record Draft(
        String id,
        String type,
        long time,
        @Nullable String body,
        @Nullable String caption,
        @Nullable WireMedia media,
        @Nullable WireQuote quote) {}
