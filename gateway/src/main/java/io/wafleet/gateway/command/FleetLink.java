package io.wafleet.gateway.command;

import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.Event;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.json.ContractViolation;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.topic.Topics;
import io.wafleet.gateway.problem.ApiException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.requestreply.KafkaReplyTimeoutException;
import org.springframework.kafka.requestreply.ReplyingKafkaTemplate;
import org.springframework.kafka.requestreply.RequestReplyFuture;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.stereotype.Component;

/**
 * The connection to the fleet over Kafka: publishes commands and takes their replies.
 *
 * <p>Failure policy: it connects in the background and tries again every five seconds for as long as it takes; until
 * then, and while Kafka does not confirm a record within its delivery timeout, commands are UNAVAILABLE.
 */
@Component
class FleetLink implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FleetLink.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);
    private static final Duration CONFIRMED_WITHIN = Duration.ofSeconds(12);
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final ConnectToFleet connect;
    private final Clock clock;
    private volatile @Nullable ReplyingKafkaTemplate<String, byte[], byte[]> template;
    private volatile @Nullable Thread connecting;
    private volatile @Nullable Instant lastUnconfirmed;

    FleetLink(ConnectToFleet connect, Clock clock) {
        this.connect = connect;
        this.clock = clock;
    }

    String source() {
        return connect.source();
    }

    /** Whether commands can go out, as far as those of the last half minute tell. */
    boolean isUp() {
        Instant failed = lastUnconfirmed;
        return template != null && (failed == null || clock.instant().isAfter(failed.plus(REMEMBERED)));
    }

    boolean wasConnected() {
        return template != null;
    }

    /** Returns when Kafka has it on every replica that must. */
    void publish(Question question) {
        ReplyingKafkaTemplate<String, byte[], byte[]> open = open();
        confirmed(handOver(question, () -> open.send(question.toRecord())), question);
    }

    /** @throws ApiException UNAVAILABLE if nothing can be sent at this moment */
    void needConnection() {
        open();
    }

    Outcome ask(Question question, Duration wait) {
        ProducerRecord<String, byte[]> record = question.toRecord();
        record.headers().add(KafkaHeaders.REPLY_TOPIC, Topics.REPLIES.getBytes(StandardCharsets.UTF_8));
        ReplyingKafkaTemplate<String, byte[], byte[]> open = open();
        RequestReplyFuture<String, byte[], byte[]> asked = handOver(question, () -> open.sendAndReceive(record, wait));
        CompletableFuture<?> sent = asked.getSendFuture();
        if (sent != null) {
            confirmed(sent, question);
        }
        try {
            return read(asked.get(wait.toMillis() + 1_000, TimeUnit.MILLISECONDS), question);
        } catch (TimeoutException late) {
            throw timeout(question);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaReplyTimeoutException ? timeout(question) : unconfirmed(question);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw timeout(question);
        }
    }

    private ReplyingKafkaTemplate<String, byte[], byte[]> open() {
        ReplyingKafkaTemplate<String, byte[], byte[]> open = template;
        if (open == null || !open.isRunning()) {
            throw ApiException.unavailable("Kafka cannot be reached; nothing was sent");
        }
        return open;
    }

    /** What fails before the record has left this process is thrown here rather than told by the future. */
    private <T> T handOver(Question question, Supplier<T> send) {
        try {
            return send.get();
        } catch (KafkaException | org.springframework.kafka.KafkaException failed) {
            throw notConfirmed(failed, question);
        }
    }

    private void confirmed(CompletableFuture<?> sent, Question question) {
        try {
            sent.get(CONFIRMED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            lastUnconfirmed = null;
        } catch (ExecutionException | TimeoutException failed) {
            throw notConfirmed(failed, question);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw unconfirmed(question);
        }
    }

    private ApiException notConfirmed(Exception failed, Question question) {
        if (NestedExceptionUtils.getMostSpecificCause(failed) instanceof RecordTooLargeException) {
            return ApiException.bodyTooLarge(1_000_000);
        }
        lastUnconfirmed = clock.instant();
        return unconfirmed(question);
    }

    private static Outcome read(ConsumerRecord<String, byte[]> reply, Question question) {
        try {
            Event event = ContractJson.readEvent(reply.value());
            return switch (event.data()) {
                case CommandCompleted completed -> new Outcome.Completed(question.id(), completed.result());
                case CommandFailed failed -> throw new ApiException(failed.error()).about(question.id());
                default -> throw unreadable(question);
            };
        } catch (ContractViolation broken) {
            throw unreadable(question);
        }
    }

    private static ApiException unreadable(Question question) {
        return new ApiException(ErrorCode.SERVER_ERROR, "The reply could not be read").about(question.id());
    }

    private static ApiException timeout(Question question) {
        return new ApiException(
                        ErrorCode.COMMAND_TIMEOUT,
                        "No result yet; the command goes on, and its resource says how it ends")
                .about(question.id());
    }

    private static ApiException unconfirmed(Question question) {
        return ApiException.unavailable("Kafka did not confirm the command; it may or may not be carried out")
                .about(question.id());
    }

    @Override
    public void start() {
        connecting = Thread.ofVirtual().name("fleet-link").start(this::connectPatiently);
    }

    private void connectPatiently() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                template = connect.open();
                log.atInfo().log("fleet.connected");
                return;
            } catch (KafkaException | IllegalStateException away) {
                log.atWarn().addKeyValue("cause", away.getMessage()).log("fleet.unreachable");
            }
            try {
                Thread.sleep(BETWEEN_TRIES);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    @Override
    public void stop() {
        Thread thread = connecting;
        if (thread != null) {
            thread.interrupt();
        }
        connecting = null;
        ReplyingKafkaTemplate<String, byte[], byte[]> open = template;
        if (open != null) {
            open.stop();
            open.destroy();
        }
    }

    @Override
    public boolean isRunning() {
        return connecting != null;
    }

    /** Stops after the web server, whose last requests still wait for replies. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 4096;
    }
}
