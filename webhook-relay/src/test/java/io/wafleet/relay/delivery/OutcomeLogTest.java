package io.wafleet.relay.delivery;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wafleet.relay.endpoint.Endpoint;
import io.wafleet.relay.endpoint.Sealed;
import io.wafleet.relay.endpoint.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

@Timeout(20)
class OutcomeLogTest {

    @Test
    void anErrorFailsItsCallersAndNotThoseAfterThem() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        OutcomeLog outcomes = new OutcomeLog(
                JdbcClient.create(new DriverManagerDataSource()),
                new TransactionTemplate() {
                    @Override
                    public void executeWithoutResult(Consumer<TransactionStatus> action) {
                        if (calls.incrementAndGet() == 1) {
                            throw new StackOverflowError("once");
                        }
                    }
                },
                null);
        outcomes.start();
        try {
            assertThatThrownBy(() -> OutcomeLog.await(outcomes.store(entry())))
                    .hasRootCauseInstanceOf(StackOverflowError.class);
            assertThatCode(() -> OutcomeLog.await(outcomes.store(entry()))).doesNotThrowAnyException();
        } finally {
            outcomes.stop();
        }
    }

    private static OutcomeLog.Entry entry() {
        Target target = new Target(
                "http://x/",
                new Secrets(new Sealed("key.secret", "here"), "cmd_1", null, Map.of()),
                new Endpoint.Manner("short", 1_000, null, null),
                false);
        return new OutcomeLog.Entry(
                new Due(
                        "dlv_1",
                        1,
                        1,
                        false,
                        null,
                        "1",
                        "message.sent",
                        Instant.EPOCH,
                        "{}",
                        0,
                        0,
                        false,
                        Instant.EPOCH,
                        target),
                Outcome.answered(Instant.EPOCH, Duration.ZERO, 200, null, null),
                false,
                "delivered",
                false,
                Duration.ZERO);
    }
}
