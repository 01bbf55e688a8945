package io.wafleet.gateway.command;

import io.wafleet.common.command.Command;
import io.wafleet.common.topic.Topics;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.requestreply.ReplyingKafkaTemplate;
import org.springframework.kafka.support.LoggingProducerListener;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.stereotype.Component;

/**
 * Opens the connection: makes the topics that are missing, and listens to all of the shared topic of replies from its
 * end.
 *
 * <p>Failure policy: one try, bounded to a few seconds; whoever calls tries again.
 */
@Component
class ConnectToFleet {

    private static final int SECONDS = 10;

    private final KafkaAdmin kafka;
    private final ProducerFactory<String, byte[]> producers;
    private final ConsumerFactory<String, byte[]> consumers;
    private final FleetSettings settings;
    private final String source = "gateway-" + host();

    ConnectToFleet(
            KafkaAdmin kafka,
            ProducerFactory<String, byte[]> producers,
            ConsumerFactory<String, byte[]> consumers,
            FleetSettings settings) {
        this.kafka = kafka;
        this.producers = producers;
        this.consumers = consumers;
        this.settings = settings;
    }

    String source() {
        return source;
    }

    ReplyingKafkaTemplate<String, byte[], byte[]> open() {
        ContainerProperties replies = new ContainerProperties(replyPartitions());
        // No group shares the replies and nothing is committed: each gateway hears all of them, from now on.
        replies.setGroupId("wafleet-" + source + "-" + Command.newId());
        replies.setAckMode(ContainerProperties.AckMode.MANUAL);
        // The first poll decides when the connection counts as open.
        replies.setPollTimeout(250);
        KafkaMessageListenerContainer<String, byte[]> container =
                new KafkaMessageListenerContainer<>(consumers, replies);
        container.setBeanName("replies");
        ReplyingKafkaTemplate<String, byte[], byte[]> template = new ReplyingKafkaTemplate<>(producers, container);
        template.setSharedReplyTopic(true);
        // The default would log what could not be sent, and with it the texts of messages.
        LoggingProducerListener<String, byte[]> withoutContents = new LoggingProducerListener<>();
        withoutContents.setIncludeContents(false);
        template.setProducerListener(withoutContents);
        template.afterPropertiesSet();
        template.start();
        try {
            if (!template.waitForAssignment(Duration.ofSeconds(SECONDS))) {
                throw new IllegalStateException("The topic of replies could not be read within " + SECONDS + " s");
            }
            return template;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", stopped);
        } catch (IllegalStateException late) {
            template.stop();
            template.destroy();
            throw late;
        }
    }

    private TopicPartitionOffset[] replyPartitions() {
        try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
            Set<String> there = admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS);
            create(
                    admin,
                    Topics.all(settings.shards(), settings.replicas()).stream()
                            .filter(topic -> !there.contains(topic.name()))
                            .toList());
            int partitions = admin.describeTopics(List.of(Topics.REPLIES))
                    .allTopicNames()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .values()
                    .iterator()
                    .next()
                    .partitions()
                    .size();
            return IntStream.range(0, partitions)
                    .mapToObj(partition ->
                            new TopicPartitionOffset(Topics.REPLIES, partition, TopicPartitionOffset.SeekPosition.END))
                    .toArray(TopicPartitionOffset[]::new);
        } catch (ExecutionException | TimeoutException away) {
            throw new IllegalStateException("Kafka did not answer", away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", stopped);
        }
    }

    private static void create(Admin admin, List<NewTopic> missing) throws InterruptedException, TimeoutException {
        for (var created : admin.createTopics(missing).values().values()) {
            try {
                created.get(SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException failed) {
                // Another service was faster.
                if (!(failed.getCause() instanceof TopicExistsException)) {
                    throw new IllegalStateException("A topic could not be made", failed.getCause());
                }
            }
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "unnamed";
        }
    }
}
