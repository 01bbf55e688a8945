package io.wafleet.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Calls one server, with the same headers each time. */
public final class Http {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final Map<String, String> headers;

    public Http(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    public Answer get(String path) {
        return call("GET", path, null, Map.of());
    }

    public Answer get(String path, String accept) {
        return call("GET", path, null, Map.of("Accept", accept));
    }

    public Answer post(String path, Object body) {
        return call("POST", path, body, Map.of());
    }

    public Answer post(String path) {
        return call("POST", path, null, Map.of());
    }

    /** A form with one file, as browsers and curl send it. */
    public Answer postForm(String path, Map<String, String> fields, String filename, String mimetype, byte[] file) {
        String boundary = "wafleet-" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach(
                (name, value) -> body.writeBytes("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(boundary, name, value)
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(boundary, filename, mimetype)
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = request(path, Map.of("Content-Type", "multipart/form-data; boundary=" + boundary))
                .POST(BodyPublishers.ofByteArray(body.toByteArray()));
        return exchange(request.build());
    }

    public Answer put(String path, Object body) {
        return call("PUT", path, body, Map.of());
    }

    public Answer delete(String path) {
        return call("DELETE", path, null, Map.of());
    }

    public Answer call(String method, String path, Object body, Map<String, String> more) {
        HttpRequest.Builder request = request(patient(method, path), more);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json");
            request.method(
                    method, BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body)));
        }
        return exchange(request.build());
    }

    /** Who does not say how long it waits for a command waits as long as it may: the machine may be busy. */
    private static String patient(String method, String path) {
        boolean waits = path.startsWith("/api/") && !method.equals("GET") && !path.contains("wait=");
        return waits ? path + (path.contains("?") ? "&" : "?") + "wait=60" : path;
    }

    private HttpRequest.Builder request(String path, Map<String, String> more) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(90));
        headers.forEach(request::header);
        more.forEach(request::header);
        return request;
    }

    private static Answer exchange(HttpRequest request) {
        try {
            var response = CLIENT.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response);
        } catch (IOException failed) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
