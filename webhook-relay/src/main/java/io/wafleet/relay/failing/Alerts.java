package io.wafleet.relay.failing;

import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.EventType;
import io.wafleet.common.event.WebhookDisabled;
import io.wafleet.common.event.WebhookFailing;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.topic.Topics;
import io.wafleet.relay.endpoint.Endpoints;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Says of endpoints that only fail how much time they have left, and disables them when it is over.
 *
 * <p>Failure policy: what cannot be told now is told at the next look. Two relays that look at once, or a relay that
 * dies in between, tell the same twice, with the same id.
 */
@Component
class Alerts {

    private static final Logger log = LoggerFactory.getLogger(Alerts.class);

    private final AlertRows rows;
    private final Endpoints endpoints;
    private final FailingSettings settings;
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final MeterRegistry meters;

    Alerts(
            AlertRows rows,
            Endpoints endpoints,
            FailingSettings settings,
            KafkaTemplate<byte[], byte[]> kafka,
            MeterRegistry meters) {
        this.rows = rows;
        this.endpoints = endpoints;
        this.settings = settings;
        this.kafka = kafka;
        this.meters = meters;
    }

    @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT5S")
    void look() {
        try {
            rows.removeOrphans();
            for (AlertRows.Warned warned : rows.toWarn()) {
                if (warned.percent() < 100) {
                    warn(warned);
                } else {
                    endpoints.disableAsFailing(warned.key());
                }
            }
            for (AlertRows.Disabled disabled : rows.toTell()) {
                tell(disabled);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (Exception away) {
            log.atWarn().addKeyValue("cause", away.getMessage()).log("endpoints.alerts_wait");
        }
    }

    private void warn(AlertRows.Warned warned) throws Exception {
        WebhookFailing failing = new WebhookFailing(
                warned.endpointId(), warned.since(), warned.since().plus(settings.disableAfter()), warned.percent());
        String subject = warned.key() + " " + warned.since() + " " + warned.percent();
        publish(warned.account(), subject, warned.at(), failing);
        rows.warned(warned);
        meters.counter("wafleet.webhook.alert", "percent", Integer.toString(warned.percent()))
                .increment();
        log.atWarn()
                .addKeyValue("account", Objects.toString(warned.account(), Topics.GLOBAL_KEY))
                .addKeyValue("endpoint", warned.endpointId())
                .addKeyValue("since", warned.since())
                .addKeyValue("percent", warned.percent())
                .log("endpoint.failing");
    }

    private void tell(AlertRows.Disabled disabled) throws Exception {
        WebhookDisabled told = new WebhookDisabled(disabled.endpointId(), disabled.reason(), disabled.since());
        publish(disabled.account(), disabled.key() + " " + disabled.at(), disabled.at(), told);
        rows.told(disabled);
        meters.counter("wafleet.webhook.alert", "percent", "100").increment();
        log.atWarn()
                .addKeyValue("account", Objects.toString(disabled.account(), Topics.GLOBAL_KEY))
                .addKeyValue("endpoint", disabled.endpointId())
                .addKeyValue("reason", disabled.reason())
                .log("endpoint.disabled");
    }

    private void publish(@Nullable String account, String subject, Instant at, EventData data) throws Exception {
        AccountId owner = account == null ? null : new AccountId(account);
        String id = EventIds.of(owner, EventType.of(data), subject);
        byte[] event = ContractJson.write(new Event(id, owner, at, "webhook-relay", 0, 0, false, data));
        byte[] key = Objects.requireNonNullElse(account, Topics.GLOBAL_KEY).getBytes(StandardCharsets.UTF_8);
        kafka.send(new ProducerRecord<>(Topics.EVENTS, key, event)).get(35, TimeUnit.SECONDS);
    }
}
