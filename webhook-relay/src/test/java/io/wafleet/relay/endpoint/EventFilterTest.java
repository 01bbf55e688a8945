package io.wafleet.relay.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.event.EventType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFilterTest {

    @Test
    void noNamesMeanAllEvents() {
        assertThat(new EventFilter(List.of()).wants("message.received")).isTrue();
        assertThat(new EventFilter(List.of("*")).wants("account.qr")).isTrue();
    }

    @Test
    void aNameMeansItselfAndAFamilyItsMembers() {
        EventFilter filter = new EventFilter(List.of("account.status", "message.*"));

        assertThat(filter.wants("account.status")).isTrue();
        assertThat(filter.wants("account.qr")).isFalse();
        assertThat(filter.wants("message.ack")).isTrue();
        assertThat(filter.wants("messages.ack")).isFalse();
    }

    @Test
    void onlyNamesThatCanEverMatchAreValid() {
        assertThat(List.of("*", "message.*", "poll.vote", "webhook.test")).allMatch(EventFilter::isValid);
        assertThat(List.of("", "message", "mess*", "command.completed", "account.deleted", "presence.*", ".*"))
                .noneMatch(EventFilter::isValid);
    }

    @Test
    void resultsOfCommandsAreNobodysWebhooks() {
        assertThat(Arrays.stream(EventType.values()).filter(type -> !EventFilter.isDelivered(type.wireName())))
                .containsExactlyInAnyOrder(
                        EventType.ACCOUNT_CREATED,
                        EventType.ACCOUNT_DELETED,
                        EventType.COMMAND_COMPLETED,
                        EventType.COMMAND_FAILED);
    }
}
