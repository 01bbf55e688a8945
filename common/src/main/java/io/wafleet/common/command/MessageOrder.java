package io.wafleet.common.command;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command that brings a new message to somebody. */
public interface MessageOrder {

    @Nullable
    String to();

    /** What the caller names the message by. */
    @Nullable
    String clientMessageId();

    /** What the caller attached; echoed in the events about the message. */
    Map<String, Object> metadata();
}
