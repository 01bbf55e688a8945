import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Receives Wafleet's webhooks: verify, deduplicate, answer, then work. Java 17 or newer, nothing else.
 *
 * <p>WEBHOOK_SECRET=whsec_... PORT=9000 java Receive.java
 */
public final class Receive {

    private static final String SECRET = System.getenv("WEBHOOK_SECRET");
    private static final long OLDEST_SECONDS = 300;

    // In production insert the event into a table, its id unique, and answer after the commit.
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
    private static final ExecutorService WORK = Executors.newSingleThreadExecutor();

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "9000"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.createContext("/", Receive::receive);
        server.start();
        System.out.println("listening on " + server.getAddress().getPort());
    }

    private static void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!isGenuine(SECRET, exchange.getRequestHeaders(), body)) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            if (SEEN.add(id)) {
                WORK.execute(() -> System.out.println("received " + id));
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /** Whether this is from whoever knows the secret, and was signed just now. */
    static boolean isGenuine(String secret, Headers headers, byte[] body) {
        String id = headers.getFirst("webhook-id");
        String timestamp = headers.getFirst("webhook-timestamp");
        String signatures = headers.getFirst("webhook-signature");
        if (id == null || signatures == null || timestamp == null || !timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        if (Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp)) > OLDEST_SECONDS) {
            return false;
        }
        byte[] expected = ("v1," + Base64.getEncoder().encodeToString(hmac(secret, id + "." + timestamp + ".", body)))
                .getBytes(StandardCharsets.US_ASCII);
        // Two while the secret is being replaced.
        for (String given : signatures.split(" ")) {
            if (MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
                return true;
            }
        }
        return false;
    }

    private static byte[] hmac(String secret, String start, byte[] body) {
        try {
            byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(start.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
