package io.wafleet.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.Event;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Relays in processes of their own on one broker and database, and a producer beside them. */
final class Relays implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Map<String, String> environment;
    private final JdbcClient database;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Process> running = new CopyOnWriteArrayList<>();
    private final AtomicInteger made = new AtomicInteger();

    /** On the broker and the database that these settings name. */
    Relays(Map<String, String> settings) {
        environment = new HashMap<>(settings);
        environment.put("WAFLEET_TRUSTED_NETWORKS", "127.0.0.0/8");
        environment.put("WAFLEET_WEBHOOK_KEY", RelayUnderTest.KEY);
        database = JdbcClient.create(new DriverManagerDataSource(settings.get("WAFLEET_DATABASE_URL")));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", settings.get("WAFLEET_KAFKA"), "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    Process start(String jvmOption) throws IOException {
        Process relay = RelayProcess.start(environment, jvmOption);
        running.add(relay);
        Thread.ofPlatform().daemon().start(() -> relay.inputReader().lines().forEach(line -> {}));
        return relay;
    }

    /** With SIGKILL. */
    void kill(Process relay) throws InterruptedException {
        running.remove(relay);
        relay.destroyForcibly().waitFor();
    }

    JdbcClient database() {
        return database;
    }

    static List<AccountId> accounts(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new AccountId(name + "-" + i))
                .toList();
    }

    /** Sets an endpoint of the account, the global one without; returns when a relay has done so. */
    void endpoint(@Nullable AccountId account, String url, @Nullable String retry) {
        await().atMost(PATIENCE)
                .until(() -> database.sql("select to_regclass('relay.stats_view') is not null")
                        .query(Boolean.class)
                        .single());
        RelayCommand command = RelayCommand.of(
                account,
                Instant.now(),
                "test",
                new ConfigureWebhook(
                        null, url, List.of("message.received"), null, null, null, retry, null, null, null, null));
        producer.send(new ProducerRecord<>(
                Topics.RELAY_COMMANDS, String.valueOf(account).getBytes(), ContractJson.write(command)));
        await().atMost(PATIENCE)
                .until(() -> database.sql("select status from relay.command where id = ?")
                        .param(command.id())
                        .query(String.class)
                        .optional()
                        .orElse("")
                        .equals("completed"));
    }

    /** A message of this account that nobody has heard of. */
    Event event(AccountId account) {
        int number = made.incrementAndGet();
        return RelayUnderTest.text(account, "3EB0C7" + number, "Is my order " + number + " ready? Yours, Ann");
    }

    /** So many, of the accounts in turn. */
    List<Event> events(List<AccountId> accounts, int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(accounts.get(i % accounts.size())));
        }
        return events;
    }

    /** Puts them on Kafka; returns when they are there. */
    void tell(List<Event> events) {
        events.forEach(this::tell);
        producer.flush();
    }

    void tell(Event event) {
        producer.send(new ProducerRecord<>(
                Topics.EVENTS, String.valueOf(event.accountId()).getBytes(), ContractJson.write(event)));
    }

    /** Until all of them have come, and that is written down. */
    void awaitDelivered(List<Event> events, Arrivals arrivals) {
        await().atMost(PATIENCE).until(() -> arrivals.haveCome(events) && undelivered() == 0);
        assertThat(database.sql(
                                "select count(distinct event_id) from relay.delivery where event_id = any(?) and status = 'delivered'")
                        .param(events.stream().map(Event::id).toArray(String[]::new))
                        .query(Integer.class)
                        .single())
                .isEqualTo(events.size());
    }

    private int undelivered() {
        try {
            return count("status <> 'delivered'");
        } catch (DataAccessException away) {
            return -1;
        }
    }

    int count(String condition) {
        return database.sql("select count(*) from relay.delivery where " + condition)
                .query(Integer.class)
                .single();
    }

    @Override
    public void close() throws Exception {
        for (Process relay : running) {
            kill(relay);
        }
        producer.close(Duration.ofSeconds(5));
    }
}
