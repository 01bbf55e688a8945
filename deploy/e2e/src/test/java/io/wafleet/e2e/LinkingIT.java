package io.wafleet.e2e;

import static io.wafleet.e2e.SharedFleet.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.e2e.SharedFleet.Running;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Linking an account by a code instead of a picture, and with a passkey. */
@ExtendWith(SharedFleet.class)
class LinkingIT {

    private final Running wafleet;

    LinkingIT(Running wafleet) {
        this.wafleet = wafleet;
    }

    @Test
    void aCodeThatIsTypedIntoThePhoneLinksTheAccount() {
        wafleet.create("typed");
        Answer code = wafleet.api().post("/api/accounts/typed/pairing-code", Map.of("phone", "15557770010"));
        assertThat(code.status()).as(code.toString()).isEqualTo(200);
        wafleet.phone()
                .act(
                        "pair-code",
                        Map.of("code", code.data().path("code").asString(), "phone", "15557770010", "name", "Shop"));
        wafleet.awaitStatus("typed", "READY");
        assertThat(wafleet.api().delete("/api/accounts/typed").status()).isEqualTo(200);
    }

    @Test
    void aPasskeyPromptIsShownAndItsAnswerLinksTheAccount() {
        wafleet.create("passkey");
        wafleet.phone().knobs("15557770011", Map.of("passkey", true));
        wafleet.scanned("passkey", "15557770011");
        wafleet.awaitStatus("passkey", "PASSKEY");
        within(60)
                .untilAsserted(() -> assertThat(wafleet.receiver()
                                .accepted("account.passkey")
                                .map(delivery ->
                                        delivery.data().at("/request/challenge").asString()))
                        .isNotEmpty());

        JsonNode request =
                wafleet.api().get("/api/accounts/passkey/passkey").data().path("request");
        JsonNode assertion = wafleet.phone().act("passkey", Map.of("phone", "15557770011", "request", request));
        Answer answered = wafleet.api().post("/api/accounts/passkey/passkey", Map.of("assertion", assertion));
        assertThat(answered.status()).as(answered.toString()).isEqualTo(200);
        wafleet.awaitStatus("passkey", "READY");
        assertThat(wafleet.api().delete("/api/accounts/passkey").status()).isEqualTo(200);
    }
}
