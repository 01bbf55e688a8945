package io.wafleet.common.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.wafleet.common.message.ChatMessage;

/** A message went out, through the API or from another device of the account. Its data is the message itself. */
public record MessageSent(@JsonValue ChatMessage message) implements EventData {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MessageSent {}
}
