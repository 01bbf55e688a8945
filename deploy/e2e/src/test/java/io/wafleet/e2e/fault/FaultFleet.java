package io.wafleet.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.e2e.Answer;
import io.wafleet.e2e.Fleet;
import io.wafleet.e2e.Http;
import io.wafleet.e2e.Phone;
import io.wafleet.e2e.Receiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.JsonNode;

/** A Wafleet that is broken on purpose: its workers come and go one by one, and its accounts are linked once. */
final class FaultFleet implements AutoCloseable {

    private static final int MOST_WORKERS = 3;
    private static final int SHARDS = 24;
    /** So long the site takes to answer a send: there is nearly always one under way when a fault comes. */
    private static final int ACK_MILLIS = 200;

    private final Scratch scratch = Scratch.create();
    private final Fleet fleet;
    private final Arrivals arrivals = new Arrivals();
    private final Receiver receiver;
    private final Http api;
    private final Phone phone;
    private final EventLog events;
    private final List<Worker> workers;
    private final List<LinkedAccount> linked = new ArrayList<>();
    private List<LinkedAccount> active = List.of();

    /** Starts it with its first worker. */
    FaultFleet(String name) {
        fleet = new Fleet(name, settings());
        workers = IntStream.rangeClosed(1, MOST_WORKERS)
                .mapToObj(number -> new Worker(fleet, number))
                .toList();
        try {
            receiver = new Receiver(arrivals);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        fleet.up("--without", "worker");
        worker(1).start();
        api = new Http(fleet.gateway(), Map.of("X-Api-Key", fleet.apiKey()));
        phone = new Phone(new Http(fleet.sandbox(), Map.of()));
        events = new EventLog(fleet.kafka());
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("MAX_WHATSAPP_ACCOUNTS", "64");
        settings.put("TMPDIR", scratch.path().toString());
        // The end of a worker is not to be that of writing an archive of its classes, which the launcher has asked for.
        settings.put(
                "WAFLEET_WORKER_JAVA_OPTIONS", "-Djava.io.tmpdir=" + scratch.path() + " -XX:-AutoCreateSharedArchive");
        if (!FaultSuite.isThorough()) {
            // A build does not wait for half a minute until a page counts as hanging.
            settings.put("WAFLEET_SESSION_LIFECYCLE_HEALTH_INTERVAL", "5s");
            // Nor is a send refused because a busy machine takes longer to open a page again.
            settings.put("WAFLEET_SESSION_SEND_READYWAIT", "50s");
        }
        return settings;
    }

    Fleet fleet() {
        return fleet;
    }

    /** Where the workers and their Chromiums put temporary files. */
    Path temporary() {
        return scratch.path();
    }

    Http api() {
        return api;
    }

    Phone phone() {
        return phone;
    }

    EventLog events() {
        return events;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    Worker worker(int number) {
        return workers.get(number - 1);
    }

    /** Has so many workers run, the first ones, with all active accounts READY on them. */
    List<Worker> workers(int count) {
        workers.stream()
                .filter(worker -> worker.number() <= count && !worker.isRunning())
                .forEach(Worker::start);
        workers.stream()
                .filter(worker -> worker.number() > count && worker.isRunning())
                .forEach(Worker::stop);
        List<Worker> wanted = workers.subList(0, count);
        // A worker is up before it has shards; until it has, its accounts are READY where they were.
        within(120)
                .until(() -> wanted.stream().allMatch(worker -> shards(worker) > 0)
                        && wanted.stream().mapToDouble(FaultFleet::shards).sum() == SHARDS);
        awaitReady(active);
        return wanted;
    }

    /** All that are to run now. */
    List<LinkedAccount> accounts() {
        return active;
    }

    /** The first so many accounts, linked and READY; the others are stopped. */
    List<LinkedAccount> accounts(int count) {
        List<LinkedAccount> fresh = IntStream.range(linked.size(), count)
                .mapToObj(LinkedAccount::of)
                .toList();
        fresh.forEach(this::create);
        fresh.forEach(this::scan);
        List<LinkedAccount> known = linked.subList(0, Math.min(count, linked.size()));
        known.stream().filter(account -> !active.contains(account)).forEach(account -> order(account, "connect"));
        active.stream().filter(account -> !known.contains(account)).forEach(account -> order(account, "disconnect"));
        List<LinkedAccount> wanted =
                Stream.concat(known.stream(), fresh.stream()).toList();
        linked.addAll(fresh);
        active = wanted;
        awaitReady(active);
        return active;
    }

    private static double shards(Worker worker) {
        return Metrics.sum(List.of(worker.management()), "wafleet_session_shards");
    }

    void awaitReady(List<LinkedAccount> wanted) {
        within(120)
                .untilAsserted(() -> assertThat(wanted)
                        .allSatisfy(account -> assertThat(
                                        status(account).path("status").asString())
                                .isEqualTo("READY")));
    }

    JsonNode status(LinkedAccount account) {
        return api.get("/api/accounts/" + account.id() + "/status").data();
    }

    /** The worker that has the account. */
    Worker owner(LinkedAccount account) {
        String name = status(account).path("worker").asString("");
        return workers.stream()
                .filter(worker -> worker.part().equals(name))
                .findFirst()
                .orElse(worker(1)); // called after its host
    }

    /** The accounts that a worker has. */
    List<LinkedAccount> accountsOf(Worker worker, List<LinkedAccount> among) {
        return among.stream().filter(account -> owner(account) == worker).toList();
    }

    /** Puts an event on Kafka that none of the workers has told. */
    void tell(LinkedAccount account, JsonNode event) {
        Map<String, Object> settings = Map.of("bootstrap.servers", fleet.kafka());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("wafleet.events", account.id(), event.toString()));
        }
    }

    private void create(LinkedAccount account) {
        phone.knobs(account.number(), Map.of("server_ack_delay_ms", ACK_MILLIS));
        Answer created = api.post(
                "/api/accounts",
                Map.of(
                        "id",
                        account.id(),
                        "network",
                        "sandbox",
                        "webhook_url",
                        receiver.url(),
                        "webhook_events",
                        List.of("message.received"),
                        "webhook_secret",
                        Receiver.SECRET));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
    }

    private void scan(LinkedAccount account) {
        String qr = "/api/accounts/" + account.id() + "/qr";
        // A code may have been replaced by the next one before it is scanned.
        within(60)
                .untilAsserted(() -> phone.scan(
                        api.get(qr).data().path("raw").asString(), account.number(), "Shop " + account.id()));
    }

    private void order(LinkedAccount account, String command) {
        Answer done = api.post("/api/accounts/" + account.id() + "/" + command + "?wait=60");
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
    }

    static ConditionFactory within(int seconds) {
        return await().atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(100));
    }

    @Override
    public void close() {
        events.close();
        fleet.killAll();
        receiver.close();
        scratch.close();
    }
}
