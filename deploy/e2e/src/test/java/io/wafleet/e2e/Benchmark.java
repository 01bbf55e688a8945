package io.wafleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How fast a whole Wafleet is on this machine: real processes, a real browser, the sandbox in WhatsApp's place. Run by
 * {@code deploy/benchmark}, not by the tests: it judges that nothing is lost or doubled, and prints the times.
 */
class Benchmark {

    private static final int ACCOUNTS = 8;
    private static final int SENDS_ON_ONE_ACCOUNT = 300;
    private static final int SENDS_PER_ACCOUNT = 100;
    private static final int INBOUND_PER_SECOND = 50;
    private static final int INBOUND_SECONDS = 20;
    private static final int BURST = 2_000;
    private static final int WRITERS = 8;

    private final Figures figures = new Figures(Path.of("target", "benchmark.md"));
    private final Map<String, Long> arrivedAt = new ConcurrentHashMap<>();
    private final Fleet fleet = new Fleet("benchmark", Map.of("MAX_WHATSAPP_ACCOUNTS", "16"));

    private Http api;
    private Phone phone;
    private Receiver receiver;

    @Test
    void measure() throws Exception {
        try (Receiver webhooks = new Receiver(this::arrived);
                Fleet running = fleet) {
            receiver = webhooks;
            figures.machine(running);
            running.up();
            api = new Http(running.gateway(), Map.of("X-Api-Key", running.apiKey()));
            phone = new Phone(new Http(running.sandbox(), Map.of()));

            link(0);
            Memory one = Memory.of(running);
            IntStream.range(1, ACCOUNTS).forEach(this::link);
            figures.memory(one, Memory.of(running), ACCOUNTS);
            warmUp();
            sendsOnOneAccount();
            sendsOnAllAccounts();
            inboundAtASteadyRate();
            inboundBurst();
            assertThat(receiver.badSignatures()).isEmpty();
        }
        figures.write();
    }

    private void link(int index) {
        String account = account(index);
        Answer created = api.post(
                "/api/accounts",
                Map.of(
                        "id",
                        account,
                        "network",
                        "sandbox",
                        "webhook_url",
                        receiver.url(),
                        "webhook_events",
                        List.of("message.received"),
                        "webhook_secret",
                        Receiver.SECRET));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        long start = System.nanoTime();
        within(60).until(() -> api.get("/api/accounts/" + account + "/qr").status() == 200);
        phone.scan(
                api.get("/api/accounts/" + account + "/qr").data().path("raw").asString(),
                number(index),
                "Shop " + index);
        within(60)
                .until(() -> api.get("/api/accounts/" + account + "/status")
                        .data()
                        .path("status")
                        .asString()
                        .equals("READY"));
        figures.progress("%s is READY after %,d ms".formatted(account, sinceMillis(start)));
    }

    private void warmUp() {
        for (int index = 0; index < ACCOUNTS; index++) {
            for (int i = 0; i < 20; i++) {
                send(index);
            }
        }
    }

    private void sendsOnOneAccount() {
        figures.progress("sending on one account, one after the other");
        long start = System.nanoTime();
        long[] latencies =
                IntStream.range(0, SENDS_ON_ONE_ACCOUNT).mapToLong(i -> send(0)).toArray();
        figures.latency("send, one account, REST call to WhatsApp's receipt", latencies);
        figures.rate("sends on one account", SENDS_ON_ONE_ACCOUNT, System.nanoTime() - start);
    }

    private void sendsOnAllAccounts() throws InterruptedException {
        figures.progress("sending on %d accounts at once".formatted(ACCOUNTS));
        Queue<Long> latencies = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();
        inParallel(ACCOUNTS, index -> IntStream.range(0, SENDS_PER_ACCOUNT).forEach(i -> latencies.add(send(index))));
        long took = System.nanoTime() - start;
        figures.rate("sends over %d accounts, pacing off".formatted(ACCOUNTS), ACCOUNTS * SENDS_PER_ACCOUNT, took);
        figures.latency(
                "send while %d accounts send".formatted(ACCOUNTS),
                latencies.stream().mapToLong(Long::longValue).toArray());
    }

    private void inboundAtASteadyRate() throws InterruptedException {
        int count = INBOUND_PER_SECOND * INBOUND_SECONDS;
        figures.progress("phones write %d messages a second for %d s".formatted(INBOUND_PER_SECOND, INBOUND_SECONDS));
        Map<String, Long> writtenAt = new ConcurrentHashMap<>();
        long begin = System.nanoTime();
        long gap = TimeUnit.SECONDS.toNanos(1) / INBOUND_PER_SECOND;
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                int number = i;
                LockSupport.parkNanos(begin + i * gap - System.nanoTime());
                writers.submit(() -> write(number, writtenAt));
            }
        }
        assertThat(writtenAt).hasSize(count);
        awaitAll(writtenAt);
        figures.latency("phone to webhook at %d messages/s".formatted(INBOUND_PER_SECOND), latencies(writtenAt));
    }

    private void inboundBurst() throws InterruptedException {
        figures.progress("phones write %,d messages at once".formatted(BURST));
        Map<String, Long> writtenAt = new ConcurrentHashMap<>();
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        inParallel(WRITERS, writer -> {
            for (int i = next.getAndIncrement(); i < BURST; i = next.getAndIncrement()) {
                write(i, writtenAt);
            }
        });
        long written = System.nanoTime() - start;
        assertThat(writtenAt).hasSize(BURST);
        awaitAll(writtenAt);
        long last = writtenAt.keySet().stream().mapToLong(arrivedAt::get).max().orElseThrow();
        figures.figure(
                "burst of %,d messages, first written to last written".formatted(BURST),
                "%,d ms".formatted(TimeUnit.NANOSECONDS.toMillis(written)));
        figures.figure(
                "burst of %,d messages, first written to last webhook".formatted(BURST),
                "%,d ms".formatted(TimeUnit.NANOSECONDS.toMillis(last - start)));
        figures.latency("phone to webhook in the burst", latencies(writtenAt));
    }

    /** Nanoseconds from the call to its answer. */
    private long send(int index) {
        long start = System.nanoTime();
        Answer answer = api.post(
                "/api/accounts/" + account(index) + "/messages/send?wait=60",
                Map.of(
                        "to", "1555100" + (1000 + index),
                        "message", "Order " + UUID.randomUUID(),
                        "client_message_id", UUID.randomUUID().toString()));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return System.nanoTime() - start;
    }

    private void write(int i, Map<String, Long> writtenAt) {
        long start = System.nanoTime();
        writtenAt.put(phone.text(number(i % ACCOUNTS), "1555200" + (1000 + i % 50), "Message " + i), start);
    }

    private void arrived(Receiver.Delivery delivery) {
        arrivedAt.putIfAbsent(delivery.data().path("id").asString(), System.nanoTime());
    }

    private void awaitAll(Map<String, Long> writtenAt) {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(arrivedAt.keySet()).containsAll(writtenAt.keySet()));
    }

    private long[] latencies(Map<String, Long> writtenAt) {
        return writtenAt.entrySet().stream()
                .mapToLong(written -> arrivedAt.get(written.getKey()) - written.getValue())
                .toArray();
    }

    private interface Work {
        void of(int index);
    }

    private static void inParallel(int count, Work work) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, count)
                    .mapToObj(index -> threads.submit(() -> work.of(index)))
                    .toList();
            for (var each : running) {
                try {
                    each.get();
                } catch (java.util.concurrent.ExecutionException failed) {
                    throw new AssertionError(failed.getCause());
                }
            }
        }
    }

    private static String account(int index) {
        return "bench-" + index;
    }

    private static String number(int index) {
        return "1555765" + (1000 + index);
    }

    private static long sinceMillis(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static org.awaitility.core.ConditionFactory within(int seconds) {
        return await().atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(50));
    }
}
