package io.wafleet.e2e;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an HTTP call answered. */
public record Answer(int status, HttpResponse<byte[]> response) {

    private static final JsonMapper JSON = JsonMapper.shared();

    public JsonNode json() {
        return JSON.readTree(response.body());
    }

    public JsonNode data() {
        return json().path("data");
    }

    public String code() {
        return json().path("code").asString("");
    }

    public byte[] bytes() {
        return response.body();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Override
    public String toString() {
        return status + " " + new String(response.body(), 0, Math.min(response.body().length, 2_000));
    }
}
