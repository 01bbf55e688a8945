package io.wafleet.e2e;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Listens to {@code GET /api/events}. */
final class EventStream implements AutoCloseable {

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final CompletableFuture<?> listening;

    EventStream(URI gateway, String apiKey) {
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/api/events"))
                .header("X-Api-Key", apiKey)
                .header("Accept", "text/event-stream")
                .build();
        CompletableFuture<HttpResponse<Stream<String>>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofLines());
        HttpResponse<Stream<String>> open = answer.join();
        if (open.statusCode() != 200) {
            throw new IllegalStateException("The event stream answered " + open.statusCode());
        }
        listening = CompletableFuture.runAsync(() -> open.body()
                .filter(line -> line.startsWith("data:"))
                .map(line -> JsonMapper.shared().readTree(line.substring(5)))
                .forEach(events::add));
    }

    Stream<JsonNode> events(String type) {
        return events.stream().filter(event -> event.path("type").asString("").equals(type));
    }

    @Override
    public void close() {
        listening.cancel(true);
        client.shutdownNow();
    }
}
