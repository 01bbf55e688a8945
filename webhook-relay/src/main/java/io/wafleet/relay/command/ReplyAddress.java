package io.wafleet.relay.command;

import io.wafleet.common.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * Where somebody waits for the result of a command.
 *
 * @param partition any if null
 */
record ReplyAddress(String topic, @Nullable Integer partition, byte[] correlationId) {

    private static final String OUR_TOPICS = "wafleet.";

    /** From the headers of the command; null if nobody waits, or if the headers make no sense. */
    static @Nullable ReplyAddress of(ConsumerRecord<byte[], byte[]> command) {
        Header topic = command.headers().lastHeader(KafkaHeaders.REPLY_TOPIC);
        Header correlation = command.headers().lastHeader(KafkaHeaders.CORRELATION_ID);
        if (topic == null || topic.value() == null || correlation == null || correlation.value() == null) {
            return null;
        }
        String name = new String(topic.value(), StandardCharsets.UTF_8);
        if (!name.matches("[A-Za-z0-9._-]{1,249}") || !isForReplies(name)) {
            return null;
        }
        return new ReplyAddress(
                name, partition(command.headers().lastHeader(KafkaHeaders.REPLY_PARTITION)), correlation.value());
    }

    /** A producer must not make us write what is no command into a topic of ours. */
    private static boolean isForReplies(String topic) {
        return topic.startsWith(Topics.REPLIES) || !topic.startsWith(OUR_TOPICS);
    }

    private static @Nullable Integer partition(@Nullable Header header) {
        if (header == null || header.value() == null || header.value().length != Integer.BYTES) {
            return null;
        }
        int partition = ByteBuffer.wrap(header.value()).getInt();
        return partition < 0 ? null : partition;
    }
}
