package io.wafleet.gateway.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API over real HTTP. */
public record Client(String base, String key) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What came back. */
    public record Reply(HttpResponse<byte[]> response) {

        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public byte[] bytes() {
            return response.body();
        }

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public JsonNode data() {
            return json().path("data");
        }

        public String code() {
            return json().path("code").asString("");
        }
    }

    public Reply get(String path, String... headers) {
        return send(request("GET", path, null, headers));
    }

    public Reply post(String path, String body, String... headers) {
        return send(request("POST", path, body.getBytes(StandardCharsets.UTF_8), headers));
    }

    public Reply post(String path, Map<String, ?> body, String... headers) {
        return post(path, JSON.writeValueAsString(body), headers);
    }

    public Reply put(String path, Map<String, ?> body, String... headers) {
        return send(request("PUT", path, JSON.writeValueAsBytes(body), headers));
    }

    public Reply delete(String path, String... headers) {
        return send(request("DELETE", path, null, headers));
    }

    public Reply call(String method, String path, byte[] body, String... headers) {
        return send(request(method, path, body, headers));
    }

    /** Posts a body without saying how long it is. */
    public Reply postChunked(String path, byte[] body, String... headers) {
        return send(
                streamed("POST", path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)), headers));
    }

    public HttpRequest request(String method, String path, byte[] body, String... headers) {
        return streamed(method, path, body == null ? null : BodyPublishers.ofByteArray(body), headers);
    }

    private HttpRequest streamed(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(70));
        if (!key.isEmpty()) {
            request.setHeader("X-Api-Key", key);
        }
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request.method(method, body == null ? BodyPublishers.noBody() : body)
                .build();
    }

    private static Reply send(HttpRequest request) {
        try {
            return new Reply(HTTP.send(request, BodyHandlers.ofByteArray()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
