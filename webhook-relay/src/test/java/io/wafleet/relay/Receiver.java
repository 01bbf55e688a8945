package io.wafleet.relay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wafleet.common.json.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** A customer's endpoint: keeps what it gets and answers as the test tells it to. */
final class Receiver implements AutoCloseable {

    /** A request as it came. */
    record Received(Map<String, List<String>> headers, String body) {

        JsonNode json() {
            return ContractJson.mapper().readTree(body);
        }

        String header(String name) {
            return headers.get(name).getFirst();
        }
    }

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    volatile int status = 200;
    volatile boolean hangs;
    /** Answers first attempts, and hangs at retries. */
    volatile boolean hangsAtRetries;
    /** Answers 500 to whatever has these words in it. */
    volatile String breaksAt;
    /** Answers 500 to two of three requests. */
    volatile boolean breaksOften;

    private final AtomicInteger requests = new AtomicInteger();

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    /** The texts of the messages it got, in the order they came. */
    List<String> texts() {
        return received.stream()
                .map(request -> request.json().path("data").path("message").asString(""))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Received request = new Received(
                new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER) {
                    {
                        putAll(exchange.getRequestHeaders());
                    }
                },
                new String(body, java.nio.charset.StandardCharsets.UTF_8));
        received.add(request);
        if (hangs || (hangsAtRetries && request.json().path("attempt").asInt() > 1)) {
            try {
                released.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        boolean breaks = (breaksAt != null && request.body().contains(breaksAt))
                || (breaksOften && requests.incrementAndGet() % 3 != 0);
        int code = breaks ? 500 : status;
        byte[] answer = ("status " + code).getBytes();
        exchange.sendResponseHeaders(code, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** Answers those that hang, and hangs no more. */
    void release() {
        hangs = false;
        hangsAtRetries = false;
        released.countDown();
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }
}
