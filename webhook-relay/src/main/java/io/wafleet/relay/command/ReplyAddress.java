package io.wafleet.relay.command;

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

    /** From the headers of the command; null if nobody waits, or if the headers make no sense. */
    static @Nullable ReplyAddress of(ConsumerRecord<byte[], byte[]> command) {
        Header topic = command.headers().lastHeader(KafkaHeaders.REPLY_TOPIC);
        Header correlation = command.headers().lastHeader(KafkaHeaders.CORRELATION_ID);
        if (topic == null || topic.value() == null || correlation == null || correlation.value() == null) {
            return null;
        }
        String name = new String(topic.value(), StandardCharsets.UTF_8);
        if (!name.matches("[A-Za-z0-9._-]{1,249}")) {
            return null;
        }
        Header partition = command.headers().lastHeader(KafkaHeaders.REPLY_PARTITION);
        boolean known = partition != null && partition.value() != null && partition.value().length == 4;
        return new ReplyAddress(name, known ? ByteBuffer.wrap(partition.value()).getInt() : null, correlation.value());
    }
}
