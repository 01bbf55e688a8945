package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.EventData;
import io.wafleet.standalone.testing.RealParts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A worker with a broker, a database and the sandbox's phones, and what a test does with them again and again. */
final class OneWorker implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(60);

    final Phone phone;
    final Wire wire;
    Worker worker;
    private final Path home;
    private final Map<String, String> parts;
    private int commands;

    OneWorker(Path home, Map<String, String> settings) {
        this(home, RealParts.sandbox(), settings);
    }

    OneWorker(Path home, URI sandbox, Map<String, String> settings) {
        phone = new Phone(sandbox);
        this.home = home;
        parts = Map.of(
                "WAFLEET_KAFKA", RealParts.kafka(),
                "WAFLEET_DATABASE_URL", RealParts.postgres(),
                "WAFLEET_SANDBOX_URL", sandbox.toString());
        worker = Worker.start(parts, home, settings);
        wire = new Wire(parts.get("WAFLEET_KAFKA"));
    }

    /** Stops the worker in order and starts another in its place. */
    void restart(Map<String, String> settings) {
        worker.close();
        worker = Worker.start(parts, home, settings);
    }

    /** Makes an account and links it to the phone of that number. */
    void link(String account, String number) {
        run("create", account, "{\"network\":\"sandbox\"}");
        scan(account, number);
    }

    void scan(String account, String number) {
        phone.scan(wire, account, number);
    }

    /** Runs a command that must succeed. */
    JsonNode run(String type, String account, String data) {
        EventData ended = wire.run(account + "-" + type + "-" + ++commands, type, account, data);
        assertThat(ended).isInstanceOf(CommandCompleted.class);
        return ((CommandCompleted) ended).result();
    }

    /** Has a phone do something with the account of that number, and returns the id of the message, if it is one. */
    String does(String what, String account, String from, Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put("account", account);
        all.put("from", from);
        return phone.does(what, all).path("id").asString("");
    }

    @Override
    public void close() {
        worker.close();
        wire.close();
    }
}
