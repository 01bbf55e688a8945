package io.wafleet.relay.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

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
}
