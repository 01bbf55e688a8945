package io.wafleet.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.Event;
import io.wafleet.common.json.ContractJson;
import io.wafleet.standalone.testing.RealParts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.junit.jupiter.api.Test;

/**
 * How fast the relay is on this machine, in a process of its own, on a real broker and database. Run by
 * {@code deploy/benchmark-webhooks}, not by the tests: it judges that everything arrives, once, and prints the times. The
 * receivers, the broker and the database have the same cores.
 */
class WebhookBenchmark {

    private static final int ENDPOINTS = 50;
    private static final int HEALTHY = 20;
    /** Attempts at once to one endpoint, as the relay has it. */
    private static final int EACH = 8;

    private static final int BACKLOG = Integer.getInteger("wafleet.benchmark.backlog", 30_000);
    private static final int SECONDS = Integer.getInteger("wafleet.benchmark.seconds", 20);
    private static final int DUE = Integer.getInteger("wafleet.benchmark.due", 1_000_000);
    private static final int PER_SECOND = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Figures figures = new Figures(Path.of("target", "benchmark-webhooks.md"));
    private final Map<String, String> parts = RealParts.settings();

    @Test
    void measure() throws Exception {
        try (Arrivals arrivals = new Arrivals(ENDPOINTS);
                Relays relays = new Relays(parts)) {
            relays.start("-Xmx512m");
            List<AccountId> own = Relays.accounts("own", ENDPOINTS);
            for (int i = 0; i < ENDPOINTS; i++) {
                relays.endpoint(own.get(i), arrivals.url(i), null);
            }
            backlog(ENDPOINTS + " endpoints, in the relay's first minute", own, relays, arrivals);

            double bare = bare(arrivals, ENDPOINTS, ENDPOINTS);
            figures.rate("bare client loop to " + ENDPOINTS + " receivers, a connection each", bare);
            for (int warmUp = 0; warmUp < 2; warmUp++) {
                List<Event> events = relays.events(own, BACKLOG);
                relays.tell(events);
                relays.awaitDelivered(events, arrivals);
            }
            double durable = backlog(ENDPOINTS + " endpoints", own, relays, arrivals);
            figures.figure("share of the bare loop", "%.2f".formatted(durable / bare));

            settle(relays);
            List<AccountId> healthy = own.subList(0, HEALTHY);
            steady(ENDPOINTS + " endpoints", own, relays, arrivals);
            steady(HEALTHY + " endpoints alone", healthy, relays, arrivals);
            AccountId asleep = new AccountId("asleep");
            relays.endpoint(asleep, arrivals.sleepingUrl(), null);
            relays.tell(relays.events(List.of(asleep), 200));
            steady(HEALTHY + " endpoints beside one that sleeps", healthy, relays, arrivals);
            makeDue(asleep, relays);
            steady(
                    HEALTHY + " endpoints beside %,d due deliveries of the one that sleeps".formatted(DUE),
                    healthy,
                    relays,
                    arrivals);
            forget(asleep, relays);

            List<AccountId> shared = Relays.accounts("shared", ENDPOINTS);
            relays.endpoint(null, arrivals.url(0), null);
            bare = bare(arrivals, 1, EACH);
            figures.rate("bare client loop to one receiver, " + EACH + " connections", bare);
            durable = backlog("one endpoint", shared, relays, arrivals);
            figures.figure("share of the bare loop", "%.2f".formatted(durable / bare));
        }
        figures.write();
    }

    /** Has a backlog taken in while nothing is sent, then sent while nothing is taken in; says how many a second. */
    private double backlog(String name, List<AccountId> accounts, Relays relays, Arrivals arrivals) throws Exception {
        List<Event> opening = relays.events(accounts, accounts.size());
        relays.tell(opening);
        relays.awaitDelivered(opening, arrivals);
        await().atMost(PATIENCE)
                .until(() -> relays.database()
                                .sql(
                                        "update relay.lane set held_until = now() + interval '1 hour' where holder is null")
                                .update()
                        >= accounts.size());

        List<Event> events = relays.events(accounts, BACKLOG);
        long before = logged(relays);
        long start;
        try (Connection gate = DriverManager.getConnection(parts.get("WAFLEET_DATABASE_URL"))) {
            gate.setAutoCommit(false);
            gate.createStatement().execute("lock table relay.seen_event");
            relays.tell(events);
            start = System.nanoTime();
            gate.rollback();
        }
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> logged(relays) == before + BACKLOG);
        figures.rate("events taken in with their deliveries, " + name, BACKLOG * 1e9 / (System.nanoTime() - start));

        start = System.nanoTime();
        relays.database().sql("update relay.lane set held_until = now()").update();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> arrivals.haveCome(events) && relays.count("status = 'pending'") == 0);
        double rate = BACKLOG * 1e9 / (System.nanoTime() - start);
        figures.rate("deliveries, durable, " + name, rate);
        assertThat(arrivals.again(events)).isEmpty();
        return rate;
    }

    /** Cheaper to ask for than to count what waits. */
    private static long logged(Relays relays) {
        return relays.database()
                .sql("select sum(messages) from relay.account")
                .query(Long.class)
                .single();
    }

    private void steady(String name, List<AccountId> accounts, Relays relays, Arrivals arrivals) {
        Map<Event, Long> told = new LinkedHashMap<>();
        long begin = System.nanoTime();
        for (int i = 0; i < PER_SECOND * SECONDS; i++) {
            long due = begin + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            Event event = relays.event(accounts.get(i % accounts.size()));
            told.put(event, System.nanoTime());
            relays.tell(event);
        }
        await().atMost(PATIENCE).until(() -> arrivals.haveCome(told.keySet()));
        figures.latency(
                "event to delivered at %d/s, %s".formatted(PER_SECOND, name),
                told.entrySet().stream()
                        .mapToLong(entry -> arrivals.first().get(entry.getKey().id()) - entry.getValue())
                        .toArray());
    }

    /** What the same HTTP library does with nothing around it: posts a second, after a round to warm up. */
    private static double bare(Arrivals arrivals, int receivers, int connections) throws Exception {
        byte[] body = ContractJson.write(RelayUnderTest.text(new AccountId("bare"), "M1", "Is my order ready?"));
        try (ExecutorService loops = Executors.newVirtualThreadPerTaskExecutor();
                CloseableHttpClient client = HttpClients.custom()
                        .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                                .setMaxConnTotal(connections)
                                .setMaxConnPerRoute(connections)
                                .build())
                        .build()) {
            long nanos = 0;
            for (int round = 0; round < 2; round++) {
                long begin = System.nanoTime();
                List<Future<Integer>> running = IntStream.range(0, connections)
                        .mapToObj(i -> loops.submit(
                                () -> post(client, arrivals.url(i % receivers), body, BACKLOG / connections)))
                        .toList();
                for (Future<Integer> loop : running) {
                    assertThat(loop.get()).isEqualTo(204);
                }
                nanos = System.nanoTime() - begin;
            }
            return BACKLOG / connections * connections * 1e9 / nanos;
        }
    }

    private static int post(CloseableHttpClient client, String url, byte[] body, int times) throws IOException {
        int status = 0;
        for (int sent = 0; sent < times; sent++) {
            HttpPost post = new HttpPost(url);
            post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
            status = client.execute(post, answer -> answer.getCode());
        }
        return status;
    }

    private static void makeDue(AccountId account, Relays relays) {
        relays.database().sql("""
                        insert into relay.delivery (id, endpoint_key, endpoint_id, account_id, global, url, event_id, event,
                          event_at, payload, status, attempts, in_lane, next_at, created_at)
                        select 'dlv_due' || n, e.key, e.id, e.account_id, false, e.url, 'due' || n, 'message.received', now(),
                          '{}', 'pending', n % 2, n % 2 = 0, now(), now()
                        from relay.endpoint e cross join generate_series(1, ?) as n where e.account_id = ?
                        """).params(DUE, account.value()).update();
        settle(relays);
    }

    /** Takes what was made due away, as the retention does in the end. */
    private static void forget(AccountId account, Relays relays) {
        relays.database()
                .sql("delete from relay.delivery where account_id = ?")
                .param(account.value())
                .update();
        relays.database().sql("vacuum analyze relay.delivery").update();
    }

    /** As if what was done before had been done over hours: written away, and its traces removed. */
    private static void settle(Relays relays) {
        relays.database().sql("vacuum analyze").update();
        relays.database().sql("checkpoint").update();
    }
}
