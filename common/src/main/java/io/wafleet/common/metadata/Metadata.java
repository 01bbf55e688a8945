package io.wafleet.common.metadata;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a caller attaches to a command and gets back in its events; ours to carry, not to understand. */
public final class Metadata {

    private static final JsonMapper JSON = new JsonMapper();

    private Metadata() {}

    /** A copy in the caller's order, nulls included. */
    public static Map<String, Object> copyOf(@Nullable Map<String, Object> given) {
        return given == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    /** How much of a record it takes. */
    public static int bytes(Map<String, Object> metadata) {
        return JSON.writeValueAsBytes(metadata).length;
    }
}
