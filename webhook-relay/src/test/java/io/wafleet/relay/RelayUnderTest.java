package io.wafleet.relay;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.EventType;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.json.ContractViolation;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.relay.RelayCommandData;
import io.wafleet.common.topic.Topics;
import io.wafleet.standalone.testing.RealParts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.support.KafkaHeaders;

/** A relay on a real broker and database, and the producers and consumers around it. */
final class RelayUnderTest implements AutoCloseable {

    /** What seals the secrets of endpoints. */
    static final String KEY = "4E8nKp5jJ2jXgG3xM0Yk0m5c0s7yN3b1Qw9eRtUiOp0=";

    private final Clock clock;
    private final String[] arguments;
    private final Map<String, Object> settings = new HashMap<>(RealParts.settings());
    private final KafkaProducer<byte[], byte[]> producer;
    private final long began = System.currentTimeMillis();
    private final List<ConsumerRecord<byte[], byte[]>> heard = new CopyOnWriteArrayList<>();
    private final Thread listening;
    private volatile boolean open = true;
    private ConfigurableApplicationContext context;

    /** @param arguments of its command line */
    RelayUnderTest(String... arguments) {
        this(Clock.systemUTC(), arguments);
    }

    /** One that takes its time from this clock; the database has its own. */
    RelayUnderTest(Clock clock, String... arguments) {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
        this.clock = clock;
        this.arguments = arguments;
        settings.put("WAFLEET_RELAY_PORT", "0");
        settings.put("WAFLEET_WEBHOOK_KEY", KEY);
        settings.put("WAFLEET_TRUSTED_NETWORKS", "127.0.0.0/8,::1/128");
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", RealParts.kafka(), "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        start();
        listening = Thread.ofPlatform().daemon().start(this::listen);
    }

    void start() {
        start(Map.of());
    }

    /** Starts it with some settings other than usual. */
    void start(Map<String, Object> changed) {
        context = another(changed);
    }

    /** One more relay in a process of its own, on the same broker and database. */
    Process process() throws java.io.IOException {
        Map<String, String> environment = new HashMap<>();
        settings.forEach((name, value) -> environment.put(name, value.toString()));
        Process process = RelayProcess.start(environment);
        Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(line -> {}));
        return process;
    }

    /** One more relay beside it, on the same broker and database. */
    ConfigurableApplicationContext another() {
        return another(Map.of());
    }

    ConfigurableApplicationContext another(Map<String, Object> changed) {
        SpringApplication application = new SpringApplication(RelayApplication.class);
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(changed);
        application.setDefaultProperties(all);
        application.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean("clockOfTest", Clock.class, () -> clock, bean -> bean.setPrimary(true)));
        return application.run(arguments);
    }

    void stop() {
        context.close();
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
    }

    JdbcClient database() {
        return context.getBean(JdbcClient.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A new account of this test alone. */
    AccountId account() {
        return new AccountId("a" + UUID.randomUUID().toString().substring(0, 12));
    }

    void publish(Event event) {
        publish(Topics.EVENTS, String.valueOf(event.accountId()), ContractJson.write(event));
    }

    /** So many texts of the account came in: M0, which says "text 0", and so on. Returns what they say. */
    List<String> publishTexts(AccountId account, int count) {
        List<String> texts =
                IntStream.range(0, count).mapToObj(i -> "text " + i).toList();
        for (int i = 0; i < count; i++) {
            publish(text(account, "M" + i, texts.get(i)));
        }
        return texts;
    }

    void publish(String topic, String key, byte[] value) {
        send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
    }

    /** Puts it on Kafka as if it had been there since then. */
    void publish(RelayCommand command, Instant madeAt) {
        send(new ProducerRecord<>(
                Topics.RELAY_COMMANDS, null, madeAt.toEpochMilli(), key(command), ContractJson.write(command)));
    }

    /** A text that came in. */
    static Event text(AccountId account, String id, String text) {
        ChatMessage message = new ChatMessage(
                id,
                "15551234567@c.us",
                "15551234567",
                null,
                null,
                "15557654321",
                false,
                MessageType.TEXT,
                text,
                1_700_000_000L,
                null,
                List.of(),
                "Ann",
                null,
                null,
                null,
                Map.of(),
                false,
                null,
                List.of(),
                null);
        return event(account, EventIds.of(account, EventType.MESSAGE_RECEIVED, id), new MessageReceived(message));
    }

    static Event event(AccountId account, String id, EventData data) {
        return new Event(id, account, Instant.now(), "worker-1", 1, 0, false, data);
    }

    /** An endpoint of the account at the receiver, with quick retries. */
    Event endpoint(AccountId account, Receiver receiver) {
        return ask(account, endpointAt(receiver.url()));
    }

    static ConfigureWebhook endpointAt(String url) {
        return new ConfigureWebhook(null, url, null, null, null, null, null, null, null, 200, null);
    }

    /** One whose receiver may hang for a minute, which is longer than any test takes to look. */
    static ConfigureWebhook patientEndpointAt(String url) {
        return new ConfigureWebhook(null, url, null, null, null, null, null, 60_000, null, 200, null);
    }

    /** Asks the relay and waits for the event that says how it ended. */
    Event ask(AccountId account, RelayCommandData data) {
        RelayCommand command = RelayCommand.of(account, Instant.now(), "test", data);
        publish(command);
        return result(command.id());
    }

    void publish(RelayCommand command) {
        publish(command, Map.of());
    }

    void publish(RelayCommand command, String correlationId) {
        publish(
                command,
                Map.of(
                        KafkaHeaders.REPLY_TOPIC,
                        Topics.REPLIES.getBytes(),
                        KafkaHeaders.CORRELATION_ID,
                        correlationId.getBytes()));
    }

    void publish(RelayCommand command, Map<String, byte[]> headers) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.RELAY_COMMANDS, key(command), ContractJson.write(command));
        headers.forEach(record.headers()::add);
        send(record);
    }

    private static byte[] key(RelayCommand command) {
        return (command.accountId() == null
                        ? Topics.GLOBAL_KEY
                        : command.accountId().value())
                .getBytes();
    }

    Event result(String commandId) {
        return Awaitility.await()
                .until(
                        () -> heard(Topics.EVENTS).stream()
                                .map(RelayUnderTest::read)
                                .filter(event -> event.id().equals(EventIds.ofResult(commandId)))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    /** What this topic has carried since the test began. */
    List<ConsumerRecord<byte[], byte[]>> heard(String topic) {
        return heard.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    static Event read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return ContractJson.readEvent(record.value());
        } catch (ContractViolation poison) {
            return new Event(
                    "poison", null, Instant.EPOCH, "", 0, 0, false, new io.wafleet.common.event.AccountDeleted());
        }
    }

    /** The rows of a query, one string each, columns separated by a space. */
    List<String> rows(String sql, Object... parameters) {
        return database()
                .sql(sql)
                .params(parameters)
                .query((row, number) -> {
                    List<String> columns = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        columns.add(row.getString(i));
                    }
                    return String.join(
                            " ", columns.stream().map(String::valueOf).toList());
                })
                .list();
    }

    @Override
    public void close() throws Exception {
        open = false;
        listening.join();
        producer.close();
        stop();
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get(20, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void listen() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        RealParts.kafka(),
                        "group.id",
                        "test-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(
                    Topics.EVENTS,
                    Topics.REPLIES,
                    Topics.deadLetters(Topics.EVENTS),
                    Topics.deadLetters(Topics.RELAY_COMMANDS)));
            while (open) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.timestamp() >= began) {
                        heard.add(record);
                    }
                });
            }
        }
    }
}
