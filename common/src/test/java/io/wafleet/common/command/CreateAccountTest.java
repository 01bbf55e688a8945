package io.wafleet.common.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.problem.FieldProblem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CreateAccountTest {

    @Test
    void aWebhookThatTheRelayWouldRefuseIsRefusedAtOnce() {
        CreateAccount wish = new CreateAccount(
                null,
                null,
                "https://user@example.com",
                Arrays.asList("message.*", "nonsense", null),
                "mysecret",
                Map.of(),
                null);
        assertThat(wish.problems())
                .extracting(FieldProblem::pointer)
                .containsExactly("/webhook_url", "/webhook_events/1", "/webhook_events/2", "/webhook_secret");
    }

    @Test
    void aWebhookOfGoodFormIsTaken() {
        CreateAccount wish = new CreateAccount(
                "Support",
                null,
                "http://127.0.0.1:9000/hook",
                List.of("*", "account.status"),
                "whsec_" + "A".repeat(32),
                Map.of("team", "a"),
                null);
        assertThat(wish.problems()).isEmpty();
    }

    @Test
    void metadataThatCannotBeKeptUnalteredIsRefused() {
        CreateAccount wish = new CreateAccount(null, null, null, List.of(), null, Map.of("team", List.of("\0")), null);
        assertThat(wish.problems()).extracting(FieldProblem::pointer).containsExactly("/metadata");
    }
}
