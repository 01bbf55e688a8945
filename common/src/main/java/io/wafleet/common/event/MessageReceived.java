package io.wafleet.common.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.wafleet.common.message.ChatMessage;

/** A message came in. Its data is the message itself. */
public record MessageReceived(@JsonValue ChatMessage message) implements EventData {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MessageReceived {}
}
