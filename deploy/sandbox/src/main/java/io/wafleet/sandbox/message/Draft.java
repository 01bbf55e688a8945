package io.wafleet.sandbox.message;

import io.wafleet.sandbox.wire.WireContent;

/** What somebody has written, before it is addressed. */
public record Draft(String id, String type, long time, WireContent content) {}
