package io.wafleet.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A client of the live events and the lines it has got so far. */
public record Listening(HttpResponse<Stream<String>> response, List<String> lines) implements AutoCloseable {

    /** Returns when the stream has begun, so that what is published next is heard. */
    public static Listening to(Client client, String query, String... headers)
            throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response = HttpClient.newHttpClient()
                .send(client.request("GET", "/api/events" + query, null, headers), BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread.ofVirtual().start(() -> {
            try {
                response.body().forEach(lines::add);
                lines.add("END");
            } catch (RuntimeException closed) {
                lines.add("CLOSED");
            }
        });
        Awaitility.await().until(() -> !lines.isEmpty());
        return new Listening(response, lines);
    }

    public boolean has(String line) {
        return lines.contains(line);
    }

    @Override
    public void close() {
        response.body().close();
    }
}
