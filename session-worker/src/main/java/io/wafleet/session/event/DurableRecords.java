package io.wafleet.session.event;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.stereotype.Component;

/**
 * Writes a record to Kafka and returns when all replicas have it.
 *
 * <p>Failure policy: it tries again, with growing waits of at most ten seconds, until the record is durable, the caller
 * does not want it any more, or the thread is interrupted. A record that Kafka refuses as such, being too large for
 * example, is refused at once.
 */
@Component
public class DurableRecords {

    private static final Logger log = LoggerFactory.getLogger(DurableRecords.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final KafkaTemplate<byte[], byte[]> kafka;

    DurableRecords(KafkaTemplate<byte[], byte[]> kafka) {
        this.kafka = kafka;
    }

    /**
     * Writes the record.
     *
     * @param wanted asked about once a second; when false the write is given up
     * @return whether the record is durable; if not, it may still become so
     * @throws RecordRefused if no attempt can ever succeed
     */
    public boolean write(ProducerRecord<byte[], byte[]> record, BooleanSupplier wanted) throws InterruptedException {
        Duration wait = FIRST_WAIT;
        while (wanted.getAsBoolean()) {
            try {
                if (isAcknowledged(kafka.send(record), wanted)) {
                    return true;
                }
                return false;
            } catch (ExecutionException | KafkaException | org.apache.kafka.common.KafkaException failure) {
                Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
                if (cause instanceof org.apache.kafka.common.errors.RecordTooLargeException
                        || cause instanceof org.apache.kafka.common.errors.InvalidTopicException) {
                    throw new RecordRefused(cause);
                }
                log.atWarn()
                        .addKeyValue("topic", record.topic())
                        .addKeyValue("error", String.valueOf(cause.getMessage()))
                        .log("kafka.write_failed");
            }
            Thread.sleep(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
        return false;
    }

    /** Writes once, for what may be lost. */
    public CompletableFuture<?> attempt(ProducerRecord<byte[], byte[]> record) {
        return kafka.send(record);
    }

    private static boolean isAcknowledged(CompletableFuture<SendResult<byte[], byte[]>> sending, BooleanSupplier wanted)
            throws ExecutionException, InterruptedException {
        while (true) {
            try {
                sending.get(1, TimeUnit.SECONDS);
                return true;
            } catch (TimeoutException stillWaiting) {
                if (!wanted.getAsBoolean()) {
                    return false;
                }
            }
        }
    }
}
