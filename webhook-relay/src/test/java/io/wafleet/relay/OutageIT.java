package io.wafleet.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.Event;
import io.wafleet.standalone.kafka.EmbeddedKafka;
import io.wafleet.standalone.postgres.EmbeddedPostgres;
import io.wafleet.standalone.process.Part;
import io.wafleet.standalone.process.Ports;
import io.wafleet.standalone.process.RunningPart;
import io.wafleet.standalone.testing.RealParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Receivers, relays, the broker and the database die in the middle of the work, and nothing is lost; what comes twice is
 * printed. {@code -Dwafleet.faults.thorough=true} does it to thousands of events, and {@code -Dwafleet.faults.times} so
 * often.
 */
class OutageIT {

    private static final boolean THOROUGH = Boolean.getBoolean("wafleet.faults.thorough");
    private static final int TIMES = Integer.getInteger("wafleet.faults.times", THOROUGH ? 20 : 2);
    private static final int EVENTS = THOROUGH ? 2_000 : 200;
    private static final int ACCOUNTS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SOON_THERE = "-XX:TieredStopAtLevel=1";

    @ParameterizedTest
    @ValueSource(ints = {3, 30})
    void whatFallsIntoAnOutageOfTheReceiverArrivesOnce(int seconds) throws Exception {
        try (Arrivals arrivals = new Arrivals(1);
                Relays relays = new Relays(RealParts.settings())) {
            relays.start(SOON_THERE);
            List<AccountId> accounts = begin("outage-" + seconds, relays, arrivals, null);
            List<Event> events = relays.events(accounts, EVENTS);

            arrivals.down(0);
            relays.tell(events);
            TimeUnit.SECONDS.sleep(seconds);
            assertThat(arrivals.count(events)).isZero();
            arrivals.up(0);

            relays.awaitDelivered(events, arrivals);
            print("receiver down for " + seconds + " s", events, arrivals);
            assertThat(arrivals.again(events)).isEmpty();
        }
    }

    @Test
    void anOutageOfTheReceiverInWhichTheRelayIsKilledTooLosesNothing() throws Exception {
        try (Arrivals arrivals = new Arrivals(1);
                Relays relays = new Relays(RealParts.settings())) {
            Process killed = relays.start(SOON_THERE);
            List<AccountId> accounts = begin("both", relays, arrivals, null);
            List<Event> events = relays.events(accounts, EVENTS);

            arrivals.down(0);
            relays.tell(events);
            await().atMost(PATIENCE).until(() -> relays.count("status = 'pending' and attempts > 0") > 0);
            relays.kill(killed);
            relays.start(SOON_THERE);
            arrivals.up(0);

            relays.awaitDelivered(events, arrivals);
            print("receiver down, and the relay killed meanwhile", events, arrivals);
            assertThat(arrivals.again(events)).isEmpty();
        }
    }

    @Test
    void whatAKilledRelayHadTakenInIsDeliveredByTheNext() throws Exception {
        try (Arrivals arrivals = new Arrivals(1);
                Relays relays = new Relays(RealParts.settings())) {
            Process killed = relays.start(SOON_THERE);
            List<AccountId> accounts = begin("successor", relays, arrivals, null);
            List<Event> events = relays.events(accounts, EVENTS);

            relays.tell(events);
            await().atMost(PATIENCE).until(() -> arrivals.count(events) >= EVENTS / 4);
            relays.kill(killed);
            relays.start(SOON_THERE);

            relays.awaitDelivered(events, arrivals);
            print("relay killed, and another started", events, arrivals);
            assertOnlyTheLastOfEachLaneCameAgain(events, arrivals);
        }
    }

    @Test
    void twoRelaysOfWhichOneIsKilledAtAnyMomentLoseNothing() throws Exception {
        Random random = new Random(20_261_126);
        try (Arrivals arrivals = new Arrivals(1);
                Relays relays = new Relays(RealParts.settings())) {
            Process one = relays.start(SOON_THERE);
            Process other = relays.start(SOON_THERE);
            List<AccountId> accounts = begin("pair", relays, arrivals, null);
            for (int trial = 1; trial <= TIMES; trial++) {
                List<Event> events = relays.events(accounts, EVENTS);
                relays.tell(events);
                int moment = random.nextInt(EVENTS);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> arrivals.count(events) >= moment);
                if (random.nextBoolean()) {
                    Process survivor = other;
                    other = one;
                    one = survivor;
                }
                relays.kill(other);
                other = relays.start(SOON_THERE);

                relays.awaitDelivered(events, arrivals);
                print("trial " + trial + ": one of two relays killed after " + moment, events, arrivals);
                assertOnlyTheLastOfEachLaneCameAgain(events, arrivals);
            }
        }
    }

    @Test
    void postgresAndKafkaThatAreKilledAndComeBackCostNothing(@TempDir Path directory) throws Exception {
        // Postgres may run as another user, who has to get there.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        EmbeddedKafka broker = new EmbeddedKafka(
                directory.resolve("kafka"), Ports.free(), Ports.free(), directory.resolve("kafka.log"));
        EmbeddedPostgres server =
                new EmbeddedPostgres(directory.resolve("postgres"), Ports.free(), directory.resolve("postgres.log"));
        RunningPart kafka = RunningPart.start(broker);
        RunningPart postgres = RunningPart.start(server);
        Map<String, String> parts =
                Map.of("WAFLEET_KAFKA", broker.bootstrapServers(), "WAFLEET_DATABASE_URL", server.jdbcUrl("postgres"));
        try (Arrivals arrivals = new Arrivals(1);
                Relays relays = new Relays(parts)) {
            relays.start(SOON_THERE);
            List<AccountId> accounts = begin("stores", relays, arrivals, "long");
            List<Event> events = relays.events(accounts, 5 * EVENTS);

            Thread telling = Thread.ofPlatform().start(() -> relays.tell(events));
            await().atMost(PATIENCE).until(() -> arrivals.count(events) >= EVENTS);
            postgres = restarted(postgres, server);
            await().atMost(PATIENCE).until(() -> arrivals.count(events) >= 2 * EVENTS);
            kafka = restarted(kafka, broker);
            telling.join();

            relays.awaitDelivered(events, arrivals);
            print("Postgres and Kafka killed and started again", events, arrivals);
        } finally {
            kafka.close();
            postgres.close();
        }
    }

    /** The hours go by at once: what is due then is made due now. The breaker stays closed, as others are taken. */
    @Test
    void anEventThatFailsForDaysIsTriedByTheLongScheduleAndThenGivenUp() throws Exception {
        try (Receiver receiver = new Receiver();
                Relays relays = new Relays(RealParts.settings())) {
            relays.start(SOON_THERE);
            AccountId account = Relays.accounts("failing", 1).getFirst();
            relays.endpoint(account, receiver.url(), "long");
            Event broken = relays.event(account);
            receiver.breaksAt = broken.id();
            relays.tell(broken);
            List<Long> waits = new ArrayList<>();
            for (int attempt = 1; attempt < 10; attempt++) {
                String attempted = "status = 'pending' and attempts = " + attempt;
                await().atMost(PATIENCE).until(() -> relays.count(attempted) == 1);
                waits.add(relays.database()
                        .sql(
                                "select extract(epoch from next_at - now())::bigint from relay.delivery where status = 'pending'")
                        .query(Long.class)
                        .single());
                // The first waits are seconds, and none may end before its turn.
                relays.database()
                        .sql("update relay.delivery set next_at = now() + interval '1 day' where status = 'pending'")
                        .update();
                relays.tell(relays.event(account));
                int taken = attempt;
                await().atMost(PATIENCE).until(() -> relays.count("status = 'delivered'") == taken);
                relays.database()
                        .sql("update relay.delivery set next_at = now() where status = 'pending'")
                        .update();
            }

            await().atMost(PATIENCE).until(() -> relays.count("status = 'dead' and attempts = 10") == 1);
            List<Integer> hours = List.of(2, 5, 10, 14, 20, 24);
            for (int i = 0; i < hours.size(); i++) {
                assertThat(waits.get(i + 3) / 3600.0).isCloseTo(hours.get(i), Percentage.withPercentage(15));
            }
        }
    }

    private static RunningPart restarted(RunningPart running, Part part) {
        running.kill();
        return RunningPart.start(part);
    }

    /** A global endpoint that has heard each of the accounts. */
    private static List<AccountId> begin(String name, Relays relays, Arrivals arrivals, @Nullable String retry) {
        List<AccountId> accounts = Relays.accounts(name, ACCOUNTS);
        relays.endpoint(null, arrivals.url(0), retry);
        List<Event> first = relays.events(accounts, ACCOUNTS);
        relays.tell(first);
        relays.awaitDelivered(first, arrivals);
        return accounts;
    }

    private static void print(String what, List<Event> events, Arrivals arrivals) {
        Map<String, Integer> again = arrivals.again(events);
        System.out.printf(
                "%s: %,d of %,d delivered, %d more than once %s%n",
                what, arrivals.count(events), events.size(), again.size(), again);
    }

    /** What was sent and not yet written down: of each account the few that are read at once, at most. */
    private static void assertOnlyTheLastOfEachLaneCameAgain(List<Event> events, Arrivals arrivals) {
        Map<String, Integer> again = arrivals.again(events);
        assertThat(again.values()).allMatch(times -> times == 2);
        for (AccountId account :
                events.stream().map(Event::accountId).distinct().toList()) {
            assertThat(events.stream()
                            .filter(event -> account.equals(event.accountId()) && again.containsKey(event.id())))
                    .hasSizeLessThanOrEqualTo(20);
        }
    }
}
