package io.wafleet.session.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** A site of our own for what the sandbox does not do: pages that hang, fail, flood and ask. */
final class TinySite implements AutoCloseable {

    private final HttpServer server;

    TinySite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        page("/", 200, "<h1>nothing here</h1>");
        page("/hanging", 200, "<script>setTimeout(() => { for (;;); }, 50)</script>");
        page("/broken", 503, "<h1>out of order</h1>");
        page("/asking", 200, "<script>setTimeout(() => { alert('well?'); window.answered = true; }, 20)</script>");
        // Tells what the bridge tells of a login that synchronizes.
        page("/syncing", 200, """
            <script>
            wafleetTell(JSON.stringify({document: 'd', batch: 1, events: [{type: 'stream', state: 'SYNCING'}]}));
            </script>
            """);
        // Speaks through wa-js's own event bus, as the real site makes it do.
        page("/flooding", 200, """
            <script>
            const wid = (user) => ({user, server: 'c.us'});
            setTimeout(() => {
              for (let n = 0; n < 5000; n++) {
                const id = {id: 'M' + n, remote: wid('15551234567'), fromMe: false, toString: () => 'false_x_M' + n};
                WPP.emit('chat.new_message', {id, type: 'chat', body: 'text ' + n, t: 1700000000, ack: 1});
              }
            }, 100);
            </script>
            """);
        server.start();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void page(String path, int status, String body) {
        byte[] bytes = ("<!doctype html><meta charset=utf-8>" + body).getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("content-type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
