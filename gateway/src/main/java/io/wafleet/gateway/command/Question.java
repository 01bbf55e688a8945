package io.wafleet.gateway.command;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.Command;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.topic.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A command on its way to whoever owns it.
 *
 * @param content what is asked, without id and time: the same content is the same question, and reads the same on every
 *     gateway and in whatever order a client wrote it
 */
record Question(String id, String topic, @Nullable AccountId account, String type, byte[] record, byte[] content) {

    private static final JsonMapper CANONICAL = ContractJson.mapper()
            .rebuild()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    static Question of(Command command) {
        return new Question(
                command.id(),
                Topics.COMMANDS,
                command.accountId(),
                command.type().wireName(),
                ContractJson.write(command),
                CANONICAL.writeValueAsBytes(command.data()));
    }

    static Question of(RelayCommand command) {
        return new Question(
                command.id(),
                Topics.RELAY_COMMANDS,
                command.accountId(),
                command.type().wireName(),
                ContractJson.write(command),
                CANONICAL.writeValueAsBytes(command.data()));
    }

    ProducerRecord<String, byte[]> toRecord() {
        return new ProducerRecord<>(topic, account == null ? Topics.GLOBAL_KEY : account.value(), record);
    }
}
