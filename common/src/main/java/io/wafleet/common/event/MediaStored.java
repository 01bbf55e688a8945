package io.wafleet.common.event;

import io.wafleet.common.message.Media;

/** The bytes of a message can be fetched. */
public record MediaStored(String messageId, String chatId, Media media) implements EventData {}
