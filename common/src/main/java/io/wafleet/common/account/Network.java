package io.wafleet.common.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which WhatsApp Web an account talks to. */
public enum Network {
    /** The real one. */
    @JsonProperty("whatsapp")
    WHATSAPP,
    /** Our stand-in with simulated phones. */
    @JsonProperty("sandbox")
    SANDBOX
}
