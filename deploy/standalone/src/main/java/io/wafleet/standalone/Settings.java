package io.wafleet.standalone;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment, read once: where things are and which ports they take. */
record Settings(Map<String, String> environment, Path root) {
    private static final String LOOPBACK = "127.0.0.0/8,::1/128";

    enum Port {
        WAFLEET_PORT(8080),
        WAFLEET_WORKER_PORT(8081),
        WAFLEET_RELAY_PORT(8082),
        WAFLEET_SANDBOX_PORT(8090),
        WAFLEET_SANDBOX_TLS_PORT(8493),
        WAFLEET_KAFKA_PORT(9092),
        WAFLEET_KAFKA_CONTROLLER_PORT(9093),
        WAFLEET_POSTGRES_PORT(54320);

        private final int usual;

        Port(int usual) {
            this.usual = usual;
        }
    }

    int port(Port port) {
        var value = given(port.name());
        if (value == null) {
            return port.usual;
        }
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65_535) {
            throw new Options.Misunderstood(port + "=" + value + " is not a port");
        }
        return Integer.parseInt(value);
    }

    /** The value of a variable that is set to something. */
    @Nullable
    String given(String name) {
        var value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    Path home() {
        var given = given("WAFLEET_HOME");
        return root.resolve(given == null ? ".wafleet" : given).toAbsolutePath().normalize();
    }

    Path logs() {
        return home().resolve("logs");
    }

    Path run() {
        return home().resolve("run");
    }

    Path apiKey() {
        return home().resolve("api-key");
    }

    /** What signs the addresses of files in webhooks; makes a key if there has never been one. */
    String mediaKeys() {
        var given = given("WAFLEET_MEDIA_KEYS");
        return given == null ? KeyFile.in(home().resolve("media-key")) : given;
    }

    /** What seals the secrets of webhooks in the database; makes a key if there has never been one. */
    String webhookKey() {
        var given = given("WAFLEET_WEBHOOK_KEY");
        return given == null ? KeyFile.in(home().resolve("webhook-key")) : given;
    }

    /** Whoever runs everything on one machine sends webhooks to programs on that machine. */
    String trustedNetworks() {
        var given = given("WAFLEET_TRUSTED_NETWORKS");
        return given == null ? LOOPBACK : given;
    }

    String kafka() {
        var given = given("WAFLEET_KAFKA");
        return given == null ? "127.0.0.1:" + port(Port.WAFLEET_KAFKA_PORT) : given;
    }

    String sandboxUrl() {
        var given = given("WAFLEET_SANDBOX_URL");
        return given == null ? "http://127.0.0.1:" + port(Port.WAFLEET_SANDBOX_PORT) : given;
    }

    /** Where clients reach the gateway: on this machine, unless somebody knows better. */
    String publicUrl() {
        var given = given("WAFLEET_PUBLIC_URL");
        return given == null ? gatewayUrl() : given;
    }

    String gatewayUrl() {
        return "http://127.0.0.1:" + port(Port.WAFLEET_PORT);
    }
}
