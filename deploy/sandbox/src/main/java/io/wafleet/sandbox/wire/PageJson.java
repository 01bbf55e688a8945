package io.wafleet.sandbox.wire;

import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Frames and messages as JSON, in the camel case that WhatsApp Web's models have. */
@Component
public class PageJson {

    private final JsonMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    public FromPage read(String frame) {
        return mapper.readValue(frame, FromPage.class);
    }

    public String write(ToPage frame) {
        return mapper.writeValueAsString(frame);
    }

    public WireMessage message(String json) {
        return mapper.readValue(json, WireMessage.class);
    }

    public String write(WireMessage message) {
        return mapper.writeValueAsString(message);
    }
}
