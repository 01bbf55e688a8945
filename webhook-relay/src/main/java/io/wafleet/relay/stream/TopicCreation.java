package io.wafleet.relay.stream;

import io.wafleet.common.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Creates the topics that are missing.
 *
 * <p>Failure policy: while Kafka cannot be reached it tries again every 5 seconds, without end, with one line in the log
 * each time.
 */
@Component
final class TopicCreation {

    private static final Logger log = LoggerFactory.getLogger(TopicCreation.class);

    private final KafkaAdmin kafka;
    private final List<NewTopic> topics;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean created;

    TopicCreation(KafkaAdmin kafka, TopicSettings settings) {
        this.kafka = kafka;
        this.topics = Topics.all(settings.shards(), settings.replicas());
    }

    /** Returns once all topics are there: true, or false if the relay is stopped before. */
    synchronized boolean await() {
        try {
            while (!created && stopped.getCount() > 0) {
                try {
                    create();
                    created = true;
                } catch (ExecutionException | TimeoutException | RuntimeException unreachable) {
                    log.atWarn()
                            .addKeyValue("cause", String.valueOf(unreachable))
                            .log("kafka.awaited");
                    if (stopped.await(5, TimeUnit.SECONDS)) {
                        return false;
                    }
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return created;
    }

    void stop() {
        stopped.countDown();
    }

    private void create() throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Object> settings = new HashMap<>(kafka.getConfigurationProperties());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 4_000);
        Admin admin = Admin.create(settings);
        try {
            for (var result : admin.createTopics(topics).values().values()) {
                try {
                    result.get(5, TimeUnit.SECONDS);
                } catch (ExecutionException failed) {
                    if (!(failed.getCause() instanceof TopicExistsException)) {
                        throw failed;
                    }
                }
            }
        } finally {
            // Closing without a limit would wait for calls that nobody answers.
            admin.close(Duration.ofSeconds(1));
        }
    }
}
