package io.wafleet.relay.stream;

import io.wafleet.common.json.ContractJson;
import java.util.regex.Pattern;

/** JSON as Postgres takes it: without the NUL character, which its text and jsonb cannot hold. */
public final class StoredJson {

    /** An escaped NUL, and not an escaped backslash before the letters u0000. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private StoredJson() {}

    public static String of(Object value) {
        String json = ContractJson.mapper().writeValueAsString(value);
        return json.contains("\\u0000") ? NUL.matcher(json).replaceAll("$1\uFFFD") : json;
    }
}
