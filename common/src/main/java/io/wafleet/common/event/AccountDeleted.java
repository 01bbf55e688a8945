package io.wafleet.common.event;

/** An account and its stored profile were removed. */
public record AccountDeleted() implements EventData {}
