package io.wafleet.relay.stream;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes in the records of one topic. */
public interface RecordHandler {

    String topic();

    String group();

    /** How many consumers of one process share the partitions; one does not wait for the database of another. */
    default int loops() {
        return 1;
    }

    /**
     * Makes a batch durable. The offsets are committed when it returns; if it throws, the same records come again.
     *
     * @param batch in the order of each partition
     */
    void handle(List<ConsumerRecord<byte[], byte[]>> batch) throws Exception;
}
