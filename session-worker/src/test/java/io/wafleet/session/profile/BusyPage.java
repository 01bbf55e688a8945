package io.wafleet.session.profile;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A site whose page writes to its IndexedDB without end: numbered records, every 25th so large that Chromium keeps it in
 * a file of its own, of which the last 300 stay. Opened with {@code ?read} it only tells what it finds there.
 */
final class BusyPage implements AutoCloseable {

    private static final String PAGE = """
        <!doctype html><meta charset=utf-8><script>
        const valueOf = (n) => `${n}-`.padEnd(n % 25 === 0 ? 200000 : 20000, `${n}`);
        const done = (request) => new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        const tell = (what, data) => fetch('/' + what, {method: 'POST', body: JSON.stringify(data)});
        (async () => {
          const opening = indexedDB.open('busy');
          opening.onupgradeneeded = () => opening.result.createObjectStore('records');
          const database = await done(opening);
          const records = (mode) => database.transaction('records', mode).objectStore('records');
          const keys = await done(records('readonly').getAllKeys());
          if (location.search === '?read') {
            let wrong = 0;
            for (const key of keys) {
              const value = await done(records('readonly').get(key)).catch(() => null);
              if (value !== valueOf(key)) wrong++;
            }
            await tell('found', {count: keys.length, first: keys[0], last: keys.at(-1), wrong});
            return;
          }
          for (let n = 0; ; n++) {
            const store = records('readwrite');
            store.put(valueOf(n), n);
            if (n >= 300) store.delete(n - 300);
            await new Promise((resolve) => { store.transaction.oncomplete = resolve; });
            if (n % 20 === 0) await tell('wrote', {last: n});
          }
        })().catch((failure) => tell('found', {failure: String(failure)}));
        </script>
        """;

    private final HttpServer server;
    private final BlockingQueue<JsonNode> found = new LinkedBlockingQueue<>();
    private volatile int written = -1;

    BusyPage() throws IOException {
        JsonMapper json = new JsonMapper();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            JsonNode told = json.readTree(exchange.getRequestBody().readAllBytes());
            switch (exchange.getRequestURI().getPath()) {
                case "/wrote" -> written = told.path("last").asInt();
                case "/found" -> found.add(told);
                default -> {}
            }
            byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** The number of the last record that the page knows to be written. */
    int written() {
        return written;
    }

    /** What a page that reads has found. */
    JsonNode found() throws InterruptedException {
        JsonNode told = found.poll(60, TimeUnit.SECONDS);
        if (told == null) {
            throw new AssertionError("The page tells nothing");
        }
        return told;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
