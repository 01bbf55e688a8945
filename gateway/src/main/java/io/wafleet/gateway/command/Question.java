package io.wafleet.gateway.command;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.Command;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.topic.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way to whoever owns it.
 *
 * @param content what is asked, without id and time: the same content is the same question
 */
record Question(String id, String topic, @Nullable AccountId account, String type, byte[] record, byte[] content) {

    static Question of(Command command) {
        return new Question(
                command.id(),
                Topics.COMMANDS,
                command.accountId(),
                command.type().wireName(),
                ContractJson.write(command),
                ContractJson.mapper().writeValueAsBytes(command.data()));
    }

    static Question of(RelayCommand command) {
        return new Question(
                command.id(),
                Topics.RELAY_COMMANDS,
                command.accountId(),
                command.type().wireName(),
                ContractJson.write(command),
                ContractJson.mapper().writeValueAsBytes(command.data()));
    }

    ProducerRecord<String, byte[]> toRecord() {
        return new ProducerRecord<>(topic, account == null ? Topics.GLOBAL_KEY : account.value(), record);
    }
}
