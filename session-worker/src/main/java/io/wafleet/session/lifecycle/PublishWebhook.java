package io.wafleet.session.lifecycle;

import io.wafleet.common.command.Command;
import io.wafleet.common.command.CreateAccount;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.topic.Topics;
import io.wafleet.session.event.DurableRecords;
import io.wafleet.session.ownership.Incarnation;
import io.wafleet.session.ownership.OwnershipLost;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.stereotype.Component;

/** Asks the webhook-relay to make the endpoint that came with a new account. */
@Component
class PublishWebhook {

    private static final int LONGEST_ID = 128;
    private static final String SUFFIX = "-webhook";

    private final DurableRecords records;
    private final OwnedShards owned;
    private final Incarnation self;
    private final Clock clock;

    PublishWebhook(DurableRecords records, OwnedShards owned, Incarnation self, Clock clock) {
        this.records = records;
        this.owned = owned;
        this.self = self;
        this.clock = clock;
    }

    void publish(Command create, CreateAccount wish) throws InterruptedException {
        if (wish.webhookUrl() == null) {
            return;
        }
        RelayCommand configure = new RelayCommand(
                idFor(create),
                create.accountId(),
                clock.instant(),
                self.name(),
                ConfigureWebhook.to(
                        wish.webhookUrl(),
                        wish.webhookEvents().isEmpty() ? null : wish.webhookEvents(),
                        wish.webhookSecret()));
        boolean durable = records.write(
                new ProducerRecord<>(
                        Topics.RELAY_COMMANDS,
                        create.accountId().value().getBytes(StandardCharsets.UTF_8),
                        ContractJson.write(configure)),
                () -> owned.has(create.accountId()));
        if (!durable) {
            throw new OwnershipLost(create.accountId());
        }
    }

    /** The same each time the create is repeated. */
    private static String idFor(Command create) {
        String id = create.id();
        return (id.length() + SUFFIX.length() <= LONGEST_ID ? id : EventIds.ofResult(id)) + SUFFIX;
    }
}
