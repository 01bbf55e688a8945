package io.wafleet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What can be set for one account while its page is open. */
class KnobsIT extends PageAndPhones {

    private static final String SENT = "(id) => seen.filter((one) => one.id === id).map(({ ack }) => ack)";

    private void turn(String name, Object value) {
        phones.put("/phone/accounts/" + account + "/knobs", Map.of(name, value));
    }

    private static Object sendResult(WaPage page, String text) {
        return page.run(
                "([to, text]) => WPP.chat.sendTextMessage(to, text, { linkPreview: false, waitForAck: true })"
                        + ".then(({ sendMsgResult }) => sendMsgResult.messageSendResult)",
                List.of(ANN + "@c.us", text));
    }

    @Test
    void aSendErrorIsThePagesAnswerUntilItIsTakenBack() {
        WaPage page = page().pairedWith(phones, account, "Support");
        turn("send_error", "ERROR_EXPIRED");

        assertThat(sendResult(page, "refused")).isEqualTo("ERROR_EXPIRED");
        assertThat(received(phones, ANN)).isEmpty();

        phones.putJson("/phone/accounts/" + account + "/knobs", "{\"send_error\":null}");
        assertThat(sendResult(page, "accepted")).isEqualTo("OK");
        assertThat(received(phones, ANN).findValuesAsString("body")).containsExactly("accepted");
    }

    @Test
    void acknowledgementsComeAsLateAsTheKnobsSay() {
        WaPage page = page().pairedWith(phones, account, "Support");
        turn("server_ack_delay_ms", 700);
        turn("delivery_delay_ms", 3_600_000);

        page.run("window.begun = performance.now()");
        send(page, "3EB0A1", "slow");

        assertThat((Boolean) page.run("performance.now() - begun >= 700")).isTrue();
        phones.post("/phone/read", Map.of("account", account, "chat", ANN));
        page.waitFor("seen.some(({ id, ack }) => id === '3EB0A1' && ack === 3)");
        assertThat(page.run(SENT, "3EB0A1")).isEqualTo(List.of(1, 3));
    }

    @Test
    void aDeafConnectionCarriesNothingUntilItHearsAgain() {
        WaPage page = page().pairedWith(phones, account, "Support");
        WaPage other = page().pairedWith(phones, "15557770001", "Other");
        turn("deaf", true);
        write("type", "chat", "body", "into the void");
        page.run("window.pending = WPP.contact.queryExists('15557770000@c.us').then(() => { window.answered = true; });"
                + " null");

        other.run("to => WPP.chat.sendTextMessage(`${to}@c.us`, 'anybody?', { linkPreview: false })", account);
        assertThat(page.run("[WPP.conn.isOnline(), Boolean(window.answered),"
                        + " seen.filter(({ event }) => event === 'message').length]"))
                .isEqualTo(List.of(true, false, 0));
        assertThat(phones.get("/phone/" + account + "/connections")
                        .get("connections")
                        .asInt())
                .isEqualTo(1);

        turn("deaf", false);
        page.waitFor("window.answered && seen.filter(({ event }) => event === 'message').length === 2");
        assertThat(page.run("seen.filter(({ event }) => event === 'message').map(({ body }) => body)"))
                .isEqualTo(List.of("into the void", "anybody?"));
    }

    @Test
    void downloadsAreSlowOrFail() {
        WaPage page = page().pairedWith(phones, account, "Support");
        String data = Base64.getEncoder().encodeToString(new byte[5_000]);
        turn("media_error", true);
        String key = write("type", "document", "data", data).get("key").asString();
        page.waitFor("key => seen.some(({ id }) => id === key)", key);
        String download = "key => WPP.chat.downloadMedia(key).then(({ size }) => size, () => 'failed')";
        assertThat(page.run(download, key)).isEqualTo("failed");

        turn("media_error", false);
        turn("slow_media_ms", 600);
        page.run("window.begun = performance.now()");
        assertThat(page.run(download, key)).isEqualTo(5_000);
        assertThat((Boolean) page.run("performance.now() - begun >= 600")).isTrue();
    }

    @Test
    void aNumberCanBeMissingForOneAccountOnly() {
        WaPage page = page().pairedWith(phones, account, "Support");
        WaPage other = page().pairedWith(phones, "15557770002", "Other");
        turn("missing_numbers", List.of(ANN));

        String exists = "number => WPP.contact.queryExists(`${number}@c.us`).then((found) => found !== null)";
        assertThat(page.run(exists, ANN)).isEqualTo(false);
        assertThat(other.run(exists, ANN)).isEqualTo(true);
    }

    @Test
    void lidModeHiddenKeysAndThePolicyFollowWhileThePageIsOpen() {
        WaPage page = page().pairedWith(phones, account, "Support");
        send(page, "3EB0B1", "before");
        page.run("window.before = true");

        phones.put(
                "/phone/accounts/" + account + "/knobs", Map.of("lid_mode", true, "minified_keys", true, "csp", false));

        page.waitFor("!window.before && Boolean(window.WPP && WPP.isReady)");
        page.ready();
        assertThat(page.run(
                        "[WPP.conn.getMigrationState().isLidMigrated, SandboxSettings.minifiedKeys, eval('1 + 1')]"))
                .isEqualTo(List.of(true, true, 2));
        send(page, "3EB0B2", "after");
        assertThat(received(phones, ANN).findValuesAsString("body")).containsExactly("before", "after");
        assertThat(page.run("WPP.chat.get('" + ANN + "@c.us') === undefined")).isEqualTo(true);
    }

    @Test
    void anAccountThatIsDifferentGetsItsPageRightAfterTheFirstScan() {
        turn("lid_mode", true);

        WaPage page = page().pairedWith(phones, account, "Support");

        page.waitFor(
                "window.WPP?.isFullReady && WPP.conn.isMainLoaded() && WPP.conn.getMigrationState().isLidMigrated");
    }

    @Test
    void aCrashKillsTheRenderer() {
        WaPage page = page().pairedWith(phones, account, "Support");

        phones.post("/phone/crash", Map.of("account", account));

        page.waitForCrash();
    }

    @Test
    void knobsThatDoNotExistOrDoNotFitAreRefused() {
        String own = "/phone/accounts/" + account + "/knobs";
        for (String body : List.of(
                "{\"volume\":11}",
                "{\"deaf\":\"yes\"}",
                "{\"deaf\":null,\"qr_refs\":1}",
                "{\"sync_delay_ms\":-1}",
                "{\"sync_delay_ms\":1.5}",
                "{\"send_error\":\"OK\"}",
                "{\"missing_numbers\":[\"Ann\"]}",
                "[]")) {
            JsonNode answer = phones.refusedPut(own, body, 400);
            assertThat(answer.get("error").get("code").asString()).as(body).isEqualTo("INVALID_REQUEST");
        }
        assertThat(phones.get(own)).isEqualTo(phones.get("/phone/knobs"));
    }

    @Test
    void knobsOutliveARestart() {
        try (var own = new SandboxProcess(directory.resolve("knobs"), "wafleet.sandbox.delivery-delay=5s")) {
            var itsPhones = new Phones(own.uri());
            itsPhones.put("/phone/knobs", Map.of("server_ack_delay_ms", 42));
            itsPhones.put("/phone/accounts/" + account + "/knobs", Map.of("deaf", true, "media_error", true));

            own.kill();
            own.start();

            JsonNode account = itsPhones.get("/phone/accounts/" + this.account + "/knobs");
            assertThat(account.get("delivery_delay_ms").asInt()).isEqualTo(5_000);
            assertThat(account.get("server_ack_delay_ms").asInt()).isEqualTo(42);
            assertThat(account.get("deaf").asBoolean()
                            && account.get("media_error").asBoolean())
                    .isTrue();
            assertThat(itsPhones.get("/phone/knobs").get("deaf").asBoolean()).isFalse();
        }
    }
}
