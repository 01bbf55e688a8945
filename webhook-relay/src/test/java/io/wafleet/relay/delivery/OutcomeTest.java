package io.wafleet.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.relay.delivery.Outcome.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED", "204, DELIVERED", "301, FINAL", "400, FINAL", "401, FINAL", "404, FINAL",
        "408, RETRY", "410, GONE", "429, RETRY", "500, RETRY", "503, RETRY", "599, RETRY"
    })
    void theStatusDecidesWhatFollows(int status, Verdict verdict) {
        assertThat(Outcome.answered(Instant.EPOCH, Duration.ZERO, status, null, null)
                        .verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "TIMEOUT, RETRY",
        "CONNECTION_REFUSED, RETRY",
        "DNS, RETRY",
        "TLS, RETRY",
        "IO, RETRY",
        "ADDRESS_REFUSED, FINAL"
    })
    void withoutAnAnswerItIsTriedAgainUnlessTheAddressIsForbidden(Outcome.Error error, Verdict verdict) {
        assertThat(Outcome.failed(Instant.EPOCH, Duration.ZERO, error).verdict())
                .isEqualTo(verdict);
    }
}
