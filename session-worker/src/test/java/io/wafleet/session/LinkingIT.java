package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountState;
import io.wafleet.common.account.StatusReason;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.PasskeyAsked;
import io.wafleet.common.event.QrIssued;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.standalone.testing.RealParts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Linking by a code, the passkey that some accounts need for it, and asking whether a number is on WhatsApp. */
class LinkingIT {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path home;

    private static Wire wire;
    private static Phone phone;
    private static Worker worker;

    @BeforeAll
    static void start() {
        phone = new Phone(RealParts.sandbox());
        worker = Worker.start(
                Map.of(
                        "WAFLEET_KAFKA", RealParts.kafka(),
                        "WAFLEET_DATABASE_URL", RealParts.postgres(),
                        "WAFLEET_SANDBOX_URL", RealParts.sandbox().toString()),
                home,
                Map.of("wafleet.session.contact-check.per-hour", "2"));
        wire = new Wire(RealParts.kafka());
    }

    @AfterAll
    static void stop() {
        worker.close();
        wire.close();
    }

    @Test
    void aCodeThatIsTypedIntoThePhoneLinksTheAccount() {
        create("typed");
        JsonNode code =
                completed(wire.run("typed-code", "request-pairing-code", "typed", "{\"phone\":\"+15550300001\"}"));
        assertThat(code.path("code").asString()).matches("[0-9A-Z]{8}");
        assertThat(code.path("expires_at").asString()).isNotBlank();

        phone.does("pair-code", Map.of("code", code.path("code").asString(), "phone", "15550300001", "name", "Shop"));
        assertThat(wire.awaitState("typed", AccountState.READY).phone()).isEqualTo("15550300001");

        assertThat(failed(wire.run("typed-late", "request-pairing-code", "typed", "{\"phone\":\"15550300001\"}")))
                .isEqualTo(ErrorCode.PAIRING_NOT_AVAILABLE);
    }

    @Test
    void thePasskeyThatWhatsAppAsksForIsToldAndItsAnswerLinksTheAccount() {
        create("passkey");
        phone.turns("15550300002", Map.of("passkey", true));
        scan("passkey", "15550300002");

        wire.awaitState("passkey", AccountState.PASSKEY);
        PasskeyAsked asked = wire.awaitTold("passkey", PasskeyAsked.class, any -> true);
        assertThat(asked.request()).containsKeys("challenge", "rpId");

        JsonNode assertion = phone.does("passkey", Map.of("phone", "15550300002", "request", asked.request()));
        EventData answered = wire.run(
                "passkey-answer", "answer-passkey", "passkey", JSON.writeValueAsString(Map.of("assertion", assertion)));
        completed(answered);
        assertThat(wire.awaitState("passkey", AccountState.READY).phone()).isEqualTo("15550300002");
    }

    @Test
    void aWrongAnswerToThePasskeyPromptIsRefusedAndTheAccountCanBeLinkedAgain() {
        create("forged");
        phone.turns("15550300003", Map.of("passkey", true));
        scan("forged", "15550300003");
        wire.awaitState("forged", AccountState.PASSKEY);
        PasskeyAsked asked = wire.awaitTold("forged", PasskeyAsked.class, any -> true);

        // The phone of somebody else signs.
        JsonNode assertion = phone.does("passkey", Map.of("phone", "15550300099", "request", asked.request()));
        assertThat(failed(wire.run(
                        "forged-answer",
                        "answer-passkey",
                        "forged",
                        JSON.writeValueAsString(Map.of("assertion", assertion)))))
                .isEqualTo(ErrorCode.PASSKEY_REFUSED);
        assertThat(wire.awaitState("forged", AccountState.QR).reason().code())
                .isEqualTo(StatusReason.Code.PASSKEY_FAILED);

        phone.turns("15550300003", Map.of("passkey", false));
        scan("forged", "15550300003");
        wire.awaitState("forged", AccountState.READY);
        assertThat(failed(wire.run(
                        "forged-late",
                        "answer-passkey",
                        "forged",
                        JSON.writeValueAsString(Map.of("assertion", assertion)))))
                .isEqualTo(ErrorCode.PASSKEY_NOT_ASKED);
    }

    @Test
    void aNumberIsAskedForOnceAndTheHourHasABound() {
        create("asks");
        scan("asks", "15550300004");
        wire.awaitState("asks", AccountState.READY);

        JsonNode there = check("1", "+15550300005");
        assertThat(there.path("exists").asBoolean()).isTrue();
        assertThat(there.path("input").asString()).isEqualTo("+15550300005");
        assertThat(there.path("wa_id").asString()).isEqualTo("15550300005");
        assertThat(there.path("lid").asString()).matches("[0-9]+");
        assertThat(check("2", "15550000000").path("exists").asBoolean()).isFalse();
        assertThat(check("3", "15550300005").path("checked_at")).isEqualTo(there.path("checked_at"));

        EventData third = wire.run("asks-4", "check-contact", "asks", "{\"phone\":\"15550300006\"}");
        assertThat(failed(third)).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(((CommandFailed) third).error().retryAfterSeconds()).isBetween(1L, 3_600L);
    }

    private static JsonNode check(String number, String asked) {
        return completed(wire.run("asks-" + number, "check-contact", "asks", "{\"phone\":\"" + asked + "\"}"));
    }

    private static void create(String account) {
        completed(wire.run(account + "-create", "create", account, "{\"network\":\"sandbox\"}"));
        wire.awaitState(account, AccountState.QR);
    }

    private static void scan(String account, String number) {
        // The state is told before its code: what is read first may be a code of before.
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
            String raw = wire.told(account, QrIssued.class).getLast().raw();
            phone.does("pair", Map.of("qr", raw, "phone", number, "name", "Shop"));
        });
    }

    private static JsonNode completed(EventData ended) {
        assertThat(ended).isInstanceOf(CommandCompleted.class);
        return ((CommandCompleted) ended).result();
    }

    private static ErrorCode failed(EventData ended) {
        assertThat(ended).isInstanceOf(CommandFailed.class);
        return ((CommandFailed) ended).error().code();
    }
}
