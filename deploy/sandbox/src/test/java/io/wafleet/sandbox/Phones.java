package io.wafleet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The phone API, as a test uses it. */
final class Phones {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI sandbox;

    Phones(URI sandbox) {
        this.sandbox = sandbox;
    }

    JsonNode post(String path, Map<String, ?> body) {
        return send("POST", path, JSON.writeValueAsString(body), 200);
    }

    JsonNode put(String path, Map<String, ?> body) {
        return send("PUT", path, JSON.writeValueAsString(body), 200);
    }

    /** For bodies that a map cannot say. */
    JsonNode putJson(String path, String body) {
        return send("PUT", path, body, 200);
    }

    JsonNode refusedPut(String path, String body, int status) {
        return send("PUT", path, body, status);
    }

    /** The answer to a request that must fail with this status. */
    JsonNode refused(String path, Map<String, ?> body, int status) {
        return send("POST", path, JSON.writeValueAsString(body), status);
    }

    private JsonNode send(String method, String path, String body, int status) {
        var request = HttpRequest.newBuilder(sandbox.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<byte[]> response = exchange(request);
        assertThat(response.statusCode())
                .as("%s: %s", path, new String(response.body()))
                .isEqualTo(status);
        return JSON.readTree(response.body());
    }

    JsonNode get(String path) {
        return JSON.readTree(bytes(path));
    }

    byte[] bytes(String path) {
        HttpResponse<byte[]> response =
                exchange(HttpRequest.newBuilder(sandbox.resolve(path)).build());
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body();
    }

    private static HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
