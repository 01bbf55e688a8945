package io.wafleet.common.message;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of message it is. */
public enum MessageType {
    @JsonProperty("text")
    TEXT,
    @JsonProperty("image")
    IMAGE,
    @JsonProperty("video")
    VIDEO,
    @JsonProperty("audio")
    AUDIO,
    @JsonProperty("voice")
    VOICE,
    @JsonProperty("document")
    DOCUMENT,
    @JsonProperty("sticker")
    STICKER,
    @JsonProperty("location")
    LOCATION,
    @JsonProperty("contact")
    CONTACT,
    @JsonProperty("poll")
    POLL,
    @JsonProperty("reaction")
    REACTION,
    @JsonProperty("unknown")
    UNKNOWN
}
