package io.wafleet.relay.delivery;

import io.wafleet.relay.failing.FailingEndpoints;
import io.wafleet.relay.failing.Tried;
import io.wafleet.relay.stream.Unstorable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what came of attempts, for the deliveries and for their endpoints: all that wait at one moment in one
 * transaction.
 *
 * <p>Failure policy: while the database is away the callers wait, which is what holds the sending back; after 30 seconds
 * they get an exception and leave the delivery to its lease. At any other failure they get it at once. The relay is not
 * alive without the thread that writes.
 */
@Component
final class OutcomeLog implements SmartLifecycle, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(OutcomeLog.class);
    private static final int MOST_AT_ONCE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final FailingEndpoints failing;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private volatile boolean running;
    private volatile @Nullable Thread writer;

    OutcomeLog(JdbcClient database, TransactionTemplate transaction, FailingEndpoints failing) {
        this.database = database;
        this.transaction = transaction;
        this.failing = failing;
    }

    /**
     * One attempt and where it leaves the delivery.
     *
     * @param probe whether it was the one that an open breaker lets through
     * @param status of the delivery from now on
     * @param free whether it uses up none of the retries
     * @param pause until the next attempt, for a pending one
     */
    record Entry(Due due, Outcome outcome, boolean probe, String status, boolean free, Duration pause) {

        int attempt() {
            return due.attempts() + 1;
        }

        /** What it says about the endpoint. */
        Tried tried() {
            Duration asked = Objects.requireNonNullElse(outcome.retryAfter(), Duration.ZERO);
            return new Tried(due.endpointKey(), due.target().url(), result(), probe, asked);
        }

        private Tried.Result result() {
            return switch (outcome.verdict()) {
                case DELIVERED -> Tried.Result.ACCEPTED;
                case GONE -> Tried.Result.GONE;
                case RETRY, FINAL -> outcome.isBreakdown() ? Tried.Result.FAILED : Tried.Result.REFUSED;
            };
        }
    }

    private record Waiting(Entry entry, CompletableFuture<Void> durable, long since) {}

    /** Is done when it is durable. */
    Future<Void> store(Entry entry) {
        Waiting waiting = new Waiting(entry, new CompletableFuture<>(), System.nanoTime());
        queue.add(waiting);
        return waiting.durable;
    }

    /** Returns when it is durable, or throws. */
    static void await(Future<Void> durable) throws InterruptedException {
        try {
            durable.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new CompletionException(failed.getCause());
        } catch (TimeoutException late) {
            throw new CompletionException(late);
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        writer = Thread.ofPlatform().name("outcomes").start(this::run);
    }

    @Override
    public synchronized void stop() {
        running = false;
        Thread thread = writer;
        writer = null;
        if (thread != null) {
            thread.interrupt();
            try {
                boolean ignored = thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public Health health() {
        Thread thread = writer;
        return (thread == null || thread.isAlive() ? Health.up() : Health.down()).build();
    }

    /** Ends after the dispatcher, whose last attempts it stores. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 10_000;
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>();
        while (running) {
            try {
                if (batch.isEmpty()) {
                    batch.add(queue.take());
                }
                queue.drainTo(batch, MOST_AT_ONCE - batch.size());
                List<Entry> entries = batch.stream().map(Waiting::entry).toList();
                transaction.executeWithoutResult(status -> {
                    write(entries);
                    failing.note(entries.stream().map(Entry::tried).toList());
                });
                batch.forEach(waiting -> waiting.durable.complete(null));
                batch.clear();
            } catch (InterruptedException stopping) {
                break;
            } catch (Throwable failed) {
                boolean inVain = Unstorable.is(failed);
                log.atWarn()
                        .addKeyValue("waiting", batch.size())
                        .addKeyValue("cause", String.valueOf(failed))
                        .log(inVain ? "outcomes.not_stored" : "outcomes.kept_waiting");
                batch.removeIf(
                        waiting -> (inVain || isOverdue(waiting)) && waiting.durable.completeExceptionally(failed));
                try {
                    TimeUnit.MILLISECONDS.sleep(500);
                } catch (InterruptedException stopping) {
                    break;
                }
            }
        }
        queue.drainTo(batch);
        IllegalStateException stopped = new IllegalStateException("The relay has stopped");
        batch.forEach(waiting -> waiting.durable.completeExceptionally(stopped));
    }

    private static boolean isOverdue(Waiting waiting) {
        return System.nanoTime() - waiting.since > PATIENCE.toNanos();
    }

    /** An outcome of an attempt that was taken for lost and made again is logged once: by whoever came first. */
    private void write(List<Entry> entries) {
        // A plan that is kept from when there were few deliveries reads all of them when there are many.
        database.sql("set local plan_cache_mode = force_custom_plan").update();
        database.sql("""
                        with outcome as (
                          select * from unnest(?::text[], ?::int[], ?::int[], ?::boolean[], ?::text[], ?::int[], ?::text[],
                            ?::text[], ?::bigint[], ?::timestamptz[], ?::bigint[], ?::text[]) with ordinality
                            as o(id, attempt, free, fifo, url, code, error, status, wait, at, latency, head, place)),
                        changed as (
                          update relay.delivery d
                          set attempts = o.attempt, round_start = d.round_start + o.free, in_lane = d.in_lane and o.fifo,
                              url = o.url, last_status_code = o.code, last_error = o.error,
                              status = case when d.status = 'pending' then o.status else d.status end,
                              next_at = now() + o.wait * interval '1 millisecond',
                              delivered_at = case when o.status = 'delivered' then now() end
                          from outcome o
                          where d.id = o.id and d.attempts = o.attempt - 1
                          returning o.place)
                        insert into relay.attempt (delivery_id, attempt, at, status_code, latency_ms, error_code,
                          response_head)
                        select o.id, o.attempt, o.at, o.code, o.latency, o.error, o.head
                        from outcome o join changed using (place)
                        """)
                .params(
                        column(entries, String[]::new, entry -> entry.due.id()),
                        column(entries, Integer[]::new, Entry::attempt),
                        column(entries, Integer[]::new, entry -> entry.free ? 1 : 0),
                        column(entries, Boolean[]::new, entry -> entry.due.fifo()),
                        column(
                                entries,
                                String[]::new,
                                entry -> entry.due.target().url()),
                        column(entries, Integer[]::new, entry -> entry.outcome.statusCode()),
                        column(entries, String[]::new, OutcomeLog::error),
                        column(entries, String[]::new, Entry::status),
                        column(entries, Long[]::new, entry -> entry.pause.toMillis()),
                        column(
                                entries,
                                String[]::new,
                                entry -> entry.outcome.at().toString()),
                        column(
                                entries,
                                Long[]::new,
                                entry -> entry.outcome.latency().toMillis()),
                        column(entries, String[]::new, entry -> entry.outcome.responseHead()))
                .update();
    }

    private static @Nullable String error(Entry entry) {
        return entry.outcome.error() == null ? null : Objects.toString(entry.outcome.error());
    }

    private static <T> Object column(
            List<Entry> entries,
            java.util.function.IntFunction<@Nullable T[]> array,
            Function<Entry, @Nullable T> value) {
        return entries.stream().map(value).toArray(array);
    }
}
