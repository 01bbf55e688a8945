package io.wafleet.gateway.account;

import io.wafleet.common.command.UpdateAccount;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of a change; what is absent stays.
 *
 * @param pacing merged field by field, where null means what the worker's settings say
 */
record UpdateRequest(
        @Nullable String name,
        @Nullable Map<String, Object> metadata,
        @Nullable JsonNode pacing) {

    UpdateAccount command() {
        return new UpdateAccount(name, metadata, PacingWish.of(pacing));
    }
}
