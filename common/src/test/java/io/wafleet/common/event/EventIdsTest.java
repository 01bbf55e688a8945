package io.wafleet.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountId;
import org.junit.jupiter.api.Test;

class EventIdsTest {

    private static final AccountId ANN = new AccountId("ann");

    @Test
    void theSameFactHasTheSameIdAndAnotherFactAnother() {
        String id = EventIds.of(ANN, EventType.MESSAGE_RECEIVED, "3EB0");
        assertThat(id)
                .isEqualTo(EventIds.of(ANN, EventType.MESSAGE_RECEIVED, "3EB0"))
                .hasSize(26);
        assertThat(id)
                .isNotEqualTo(EventIds.of(ANN, EventType.MESSAGE_SENT, "3EB0"))
                .isNotEqualTo(EventIds.of(new AccountId("ben"), EventType.MESSAGE_RECEIVED, "3EB0"))
                .isNotEqualTo(EventIds.of(ANN, EventType.MESSAGE_RECEIVED, "3EB1"));
    }
}
