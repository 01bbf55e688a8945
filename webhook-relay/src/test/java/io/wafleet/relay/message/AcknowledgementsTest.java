package io.wafleet.relay.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.message.Ack;
import io.wafleet.relay.message.Acknowledgements.Told;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {

    @Test
    void severalAtOnceComeToTheSameAsOneAfterTheOther() {
        for (Ack state : Ack.values()) {
            for (Ack first : Ack.values()) {
                for (Ack second : Ack.values()) {
                    assertThat(told(state).then(told(first).then(told(second))))
                            .as("%s, then %s and %s", state, first, second)
                            .isEqualTo(told(state).then(told(first)).then(told(second)));
                }
            }
        }
    }

    @Test
    void onlyWhatIsPendingFails() {
        assertThat(told(Ack.PENDING).then(told(Ack.FAILED))).isEqualTo(told(Ack.FAILED));
        assertThat(told(Ack.SENT).then(told(Ack.FAILED))).isEqualTo(told(Ack.SENT));
    }

    @Test
    void nothingGoesBack() {
        assertThat(told(Ack.READ).then(told(Ack.DELIVERED))).isEqualTo(told(Ack.READ));
    }

    private static Told told(Ack ack) {
        return new Told("support", "M1", ack);
    }
}
