package io.wafleet.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer's webhook endpoint that checks every signature by the Standard Webhooks recipe. */
public final class Receiver implements AutoCloseable {

    public static final String SECRET =
            "whsec_" + Base64.getEncoder().encodeToString("a secret of 24 bytes ...".getBytes());

    /** One accepted delivery. */
    public record Delivery(String id, JsonNode body) {
        public String event() {
            return body.path("event").asString();
        }

        public JsonNode data() {
            return body.path("data");
        }
    }

    private final HttpServer server;
    private final Consumer<Delivery> listener;
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final List<String> badSignatures = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    public Receiver() throws IOException {
        this(delivery -> {});
    }

    /** @param listener told of each delivery as it arrives, repetitions included */
    public Receiver(Consumer<Delivery> listener) throws IOException {
        this.listener = listener;
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 50);
        server.createContext("/", this::receive);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    public void answer(int status) {
        this.status = status;
    }

    /** In the order of arrival, without repetitions of the same id. */
    public List<Delivery> accepted() {
        return deliveries.stream()
                .filter(delivery -> deliveries.stream()
                                .filter(other -> other.id().equals(delivery.id()))
                                .findFirst()
                                .orElseThrow()
                        == delivery)
                .toList();
    }

    public Stream<Delivery> accepted(String event) {
        return accepted().stream().filter(delivery -> delivery.event().equals(event));
    }

    /** The webhook ids that were answered with an error, once for each attempt. */
    public List<String> refused() {
        return refused;
    }

    public List<String> badSignatures() {
        return badSignatures;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            String timestamp = exchange.getRequestHeaders().getFirst("webhook-timestamp");
            String signature = exchange.getRequestHeaders().getFirst("webhook-signature");
            if (!List.of(String.valueOf(signature).split(" ")).contains(sign(id + "." + timestamp + "." + body))) {
                badSignatures.add(id);
            }
            int answer = status;
            if (answer / 100 == 2) {
                Delivery delivery = new Delivery(id, JsonMapper.shared().readTree(body));
                deliveries.add(delivery);
                listener.accept(delivery);
            } else {
                refused.add(id);
            }
            exchange.sendResponseHeaders(answer, -1);
        }
    }

    private static String sign(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring(6)), "HmacSHA256"));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
