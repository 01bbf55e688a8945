package io.wafleet.common.event;

import io.wafleet.common.message.Ack;

/** A sent message has come further; {@code pending} says that WhatsApp's server has been silent about it for too long. */
public record MessageAcknowledged(String id, String chatId, Ack ack) implements EventData {}
