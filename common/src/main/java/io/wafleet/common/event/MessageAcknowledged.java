package io.wafleet.common.event;

import io.wafleet.common.message.Ack;

/** A sent message has come further. */
public record MessageAcknowledged(String id, String chatId, Ack ack) implements EventData {}
