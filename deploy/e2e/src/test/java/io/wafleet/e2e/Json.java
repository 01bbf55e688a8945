package io.wafleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Comparing JSON. */
public final class Json {

    private Json() {}

    public static JsonNode of(Object value) {
        return JsonMapper.shared().valueToTree(value);
    }

    public static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** Every field of the expected object is there with the same value; there may be others. */
    public static void assertContains(JsonNode actual, JsonNode expected) {
        expected.properties()
                .forEach(field -> assertThat(actual.path(field.getKey()))
                        .as("%s in %s", field.getKey(), actual)
                        .isEqualTo(field.getValue()));
    }
}
