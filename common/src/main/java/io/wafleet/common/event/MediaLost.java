package io.wafleet.common.event;

import io.wafleet.common.message.Media;
import io.wafleet.common.problem.CommandError;

/** The bytes of a message could not be had. */
public record MediaLost(String messageId, String chatId, Media media, CommandError error) implements EventData {}
