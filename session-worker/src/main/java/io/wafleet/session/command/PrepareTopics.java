package io.wafleet.session.command;

import io.wafleet.common.topic.Topics;
import io.wafleet.session.account.AccountSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/**
 * Makes the topics that are missing.
 *
 * <p>Failure policy: it tries again every five seconds, and says why, until Kafka is there and its command topic has as
 * many partitions as there are shards.
 */
@Component
class PrepareTopics {

    private static final Logger log = LoggerFactory.getLogger(PrepareTopics.class);
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final KafkaProperties kafka;
    private final AccountSettings settings;

    PrepareTopics(KafkaProperties kafka, AccountSettings settings) {
        this.kafka = kafka;
        this.settings = settings;
    }

    void untilThere() throws InterruptedException {
        Map<String, Object> properties = kafka.buildAdminProperties();
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 8_000);
        while (true) {
            try (Admin admin = Admin.create(properties)) {
                createMissing(admin);
                requireShards(admin);
                return;
            } catch (ExecutionException | TimeoutException | KafkaException | IllegalStateException notYet) {
                Throwable cause = notYet.getCause() == null ? notYet : notYet.getCause();
                log.atWarn()
                        .addKeyValue("kafka", kafka.getBootstrapServers())
                        .addKeyValue("error", String.valueOf(cause.getMessage()))
                        .log("kafka.awaited");
            }
            Thread.sleep(WAIT);
        }
    }

    private void createMissing(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> present = admin.listTopics().names().get(10, TimeUnit.SECONDS);
        List<NewTopic> missing = Topics.all(settings.shards(), settings.replicas()).stream()
                .filter(topic -> !present.contains(topic.name()))
                .toList();
        for (var creation : admin.createTopics(missing).values().values()) {
            try {
                creation.get(10, TimeUnit.SECONDS);
            } catch (ExecutionException failure) {
                if (!(failure.getCause() instanceof TopicExistsException)) { // another service was faster
                    throw failure;
                }
            }
        }
    }

    private void requireShards(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        TopicDescription topic = admin.describeTopics(List.of(Topics.COMMANDS))
                .allTopicNames()
                .get(10, TimeUnit.SECONDS)
                .get(Topics.COMMANDS);
        int partitions = topic == null ? 0 : topic.partitions().size();
        if (partitions != settings.shards()) {
            throw new IllegalStateException("The topic " + Topics.COMMANDS + " has " + partitions
                    + " partitions and WAFLEET_SHARDS is " + settings.shards() + "; they must be the same");
        }
    }
}
