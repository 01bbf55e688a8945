package io.wafleet.sandbox.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InboxTest {

    private Instant now = Instant.parse("2026-11-20T10:00:00Z");

    private final Inbox inbox = new Inbox(new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void anOutageEndsByItself() {
        inbox.answerWith(503, Duration.ofSeconds(5));
        assertThat(inbox.receive("evt_1", "v1,x", Map.of())).isEqualTo(503);
        now = now.plusSeconds(5);
        assertThat(inbox.receive("evt_1", "v1,x", Map.of())).isEqualTo(200);
        assertThat(inbox.deliveries()).extracting(Inbox.Delivery::answered).containsExactly(503, 200);
    }

    @Test
    void onlyTheNewestAreKept() {
        for (int i = 0; i < 250; i++) {
            inbox.receive("evt_" + i, "", Map.of());
        }
        assertThat(inbox.deliveries()).hasSize(200);
        assertThat(inbox.deliveries().getFirst().webhookId()).isEqualTo("evt_50");
    }
}
