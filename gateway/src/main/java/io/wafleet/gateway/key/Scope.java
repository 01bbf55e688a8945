package io.wafleet.gateway.key;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a key may do. */
public enum Scope {
    /** Look at accounts, messages, deliveries and live events. */
    @JsonProperty("read")
    READ,
    /** Send messages. */
    @JsonProperty("send")
    SEND,
    /** Create, connect, stop and delete accounts, and set their webhooks. */
    @JsonProperty("control")
    CONTROL,
    /** Everything, and keys and the global webhook. */
    @JsonProperty("admin")
    ADMIN
}
