package io.wafleet.session.pacing;

import io.wafleet.common.json.ContractJson;
import java.time.Duration;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How fast one account sends, as it is in force. */
record Pace(boolean enabled, int perMinute, int perHour, int perDay, int gapMinMs, int gapMaxMs) {

    /** This one with what is asked for in its place; {@code session.account_view} puts the two together alike. */
    Pace with(JsonNode asked) {
        ObjectNode merged = ContractJson.mapper().valueToTree(this);
        asked.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> merged.set(field.getKey(), field.getValue()));
        return ContractJson.mapper().treeToValue(merged, Pace.class);
    }

    int most(Window window) {
        return switch (window) {
            case MINUTE -> perMinute;
            case HOUR -> perHour;
            case DAY -> perDay;
        };
    }

    /** The pause after a send, another one each time. A setting may have come between the two ends since. */
    Duration gap(RandomGenerator random) {
        return Duration.ofMillis(random.nextInt(gapMinMs, Math.max(gapMinMs, gapMaxMs) + 1));
    }
}
