package io.wafleet.relay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.wafleet.common.event.Event;
import io.wafleet.standalone.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Receivers that answer at once and note when each event came first; one more never answers. */
final class Arrivals implements AutoCloseable {

    private final List<HttpServer> servers = new ArrayList<>();
    private final Map<String, Long> first = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> count = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    Arrivals(int receivers) throws IOException {
        for (int i = 0; i < receivers; i++) {
            servers.add(server(Ports.free(), this::answer));
        }
        servers.add(server(Ports.free(), this::sleep));
    }

    private static HttpServer server(int port, HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", handler);
        server.start();
        return server;
    }

    /** Refuses connections from now on, and ends those that are open. */
    void down(int receiver) {
        servers.get(receiver).stop(0);
    }

    /** Is there again, at the same address. */
    void up(int receiver) throws IOException {
        int port = servers.get(receiver).getAddress().getPort();
        servers.set(receiver, server(port, this::answer));
    }

    String url(int receiver) {
        return "http://127.0.0.1:" + servers.get(receiver).getAddress().getPort() + "/hook";
    }

    String sleepingUrl() {
        return url(servers.size() - 1);
    }

    /** Nanoseconds at which each event came first, by its id. */
    Map<String, Long> first() {
        return first;
    }

    boolean haveCome(Collection<Event> events) {
        return events.stream().allMatch(event -> first.containsKey(event.id()));
    }

    /** How many of them have come. */
    long count(Collection<Event> events) {
        return events.stream().filter(event -> first.containsKey(event.id())).count();
    }

    /** Those of them that came more than once, and how often. */
    Map<String, Integer> again(Collection<Event> events) {
        Map<String, Integer> again = new TreeMap<>();
        for (Event event : events) {
            if (times(event.id()) > 1) {
                again.put(event.id(), times(event.id()));
            }
        }
        return again;
    }

    /** How often this event came. */
    int times(String eventId) {
        AtomicInteger times = count.get(eventId);
        return times == null ? 0 : times.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        if (id != null) {
            String event = id.substring("evt_".length());
            first.putIfAbsent(event, System.nanoTime());
            count.computeIfAbsent(event, none -> new AtomicInteger()).incrementAndGet();
        }
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private void sleep(HttpExchange exchange) {
        try {
            closing.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        servers.forEach(server -> server.stop(0));
    }
}
