package io.wafleet.common.message;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a sent message has come; a later one never goes back to an earlier. */
public enum Ack {
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("pending")
    PENDING,
    /** WhatsApp's server has it. */
    @JsonProperty("sent")
    SENT,
    /** The phone has it. */
    @JsonProperty("delivered")
    DELIVERED,
    @JsonProperty("read")
    READ,
    @JsonProperty("played")
    PLAYED
}
