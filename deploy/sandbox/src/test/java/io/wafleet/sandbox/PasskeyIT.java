package io.wafleet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Phones that want their passkey before they link a page. */
class PasskeyIT extends PageAndPhones {

    /** What a browser with an authenticator would do; the authenticator is the simulated phone. */
    private static final String PHONE_AS_AUTHENTICATOR = """
            (() => {
              const { encodeB64, decodeB64 } = require('WABase64');
              const text = (bytes) => encodeB64(bytes).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');
              const bytes = (text) => decodeB64(text.replace(/-/g, '+').replace(/_/g, '/'));
              navigator.credentials.get = async ({ publicKey }) => {
                window.asked = { ...publicKey, challenge: text(publicKey.challenge),
                    allowCredentials: publicKey.allowCredentials.map(({ type, id }) => ({ type, id: text(id) })) };
                const { id, rawId, type, response } = JSON.parse(await window.phoneSigns(JSON.stringify(window.asked)));
                return { id, rawId: bytes(rawId), type, response: Object.fromEntries(
                    Object.entries(response).map(([name, value]) => [name, bytes(value)])) };
              };
            })()""";

    private static final String PROBLEM = "document.querySelector('[role=alert]')?.textContent";

    private final JsonMapper json = new JsonMapper();

    @BeforeEach
    void thePhoneWantsItsPasskey() {
        wantsPasskey(true);
    }

    private void wantsPasskey(boolean wanted) {
        phones.put("/phone/accounts/" + account + "/knobs", Map.of("passkey", wanted));
    }

    private WaPage pageWhoseBrowserAsks(Map<String, String> request) {
        WaPage page = page();
        page.offer("phoneSigns", asked -> sign(asked, request));
        page.run(PHONE_AS_AUTHENTICATOR);
        return page;
    }

    private String sign(String asked, Map<String, String> request) {
        var body = new HashMap<String, Object>(request);
        body.put("request", json.readTree(asked));
        return phones.post("/phone/passkey", body).toString();
    }

    private void scan(String qr) {
        phones.post("/phone/pair", Map.of("qr", qr, "phone", account, "name", "Support"));
    }

    @Test
    void thePasskeyOfThePhoneLinksThePage() {
        WaPage page = pageWhoseBrowserAsks(Map.of("phone", account));

        scan(page.qr());

        page.ready();
        assertThat(page.run("[asked.rpId, asked.userVerification, asked.timeout, asked.allowCredentials.length]"))
                .isEqualTo(List.of("127.0.0.1", "required", 120_000, 1));
        send(page, "3EB0A1", "linked with a passkey");
    }

    @Test
    void aPageThatIsLinkedByACodeShowsThePasskeyToo() {
        WaPage page = pageWhoseBrowserAsks(Map.of("phone", account));
        page.qr();
        Object code = page.run("phone => WPP.conn.genLinkDeviceCodeForPhoneNumber(phone)", account);

        phones.post("/phone/pair-code", Map.of("code", code, "phone", account));

        page.ready();
        assertThat(page.run("asked.userVerification")).isEqualTo("required");
    }

    @Test
    void theKeyOfAnotherPhoneIsRefusedAndThePageShowsANewCode() {
        WaPage page = pageWhoseBrowserAsks(Map.of("phone", "15558887777"));
        String qr = page.qr();

        scan(qr);

        awaitNewCode(page, qr);
        assertThat(page.run(PROBLEM)).isEqualTo("The passkey was not accepted: it is of another passkey");
        assertThat(page.run("WPP.conn.isAuthenticated()")).isEqualTo(false);
        wantsPasskey(false);
        page.pairedWith(phones, account, "Support");
    }

    @Test
    void anAnswerThatWasGivenToAnotherSiteIsRefused() {
        WaPage page = pageWhoseBrowserAsks(Map.of("phone", account, "origin", "https://whatsapp.example"));
        String qr = page.qr();

        scan(qr);

        awaitNewCode(page, qr);
        assertThat(page.run(PROBLEM)).isEqualTo("The passkey was not accepted: it was given to another site");
    }

    /** Chromium has passkeys for no site whose address is a number. */
    @Test
    void aBrowserWithoutThePasskeySaysSoAndThePageCanBeLinkedWithANewCode() {
        WaPage page = page();
        String qr = page.qr();

        scan(qr);

        awaitNewCode(page, qr);
        assertThat((String) page.run(PROBLEM))
                .startsWith("The passkey was not accepted: ")
                .contains("invalid domain");
        wantsPasskey(false);
        page.pairedWith(phones, account, "Support");
    }

    @Test
    void thePasskeyOfARealBrowserLinksThePage() throws SQLException {
        WaPage page = keep(WaPage.in(
                browser, URI.create("http://localhost:" + sandbox.uri().getPort())));
        var request = Map.of("challenge", "bWFrZXMgdGhlIGtleQ", "rpId", "localhost");
        JsonNode made = phones.post(
                "/phone/passkey", Map.of("phone", account, "request", request, "origin", "http://localhost"));
        VirtualAuthenticator.add(page.devTools(), "localhost", made.get("id").asString(), privateKeyOf(account));

        scan(page.qr());

        page.ready();
    }

    private byte[] privateKeyOf(String phone) throws SQLException {
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("sandbox/sandbox.db"));
                var statement = database.prepareStatement("select private_key from passkey where number = ?")) {
            statement.setString(1, phone);
            return statement.executeQuery().getBytes(1);
        }
    }

    @Test
    void aPromptThatNobodyAnswersEndsWhenThePageAsksForANewCode() {
        WaPage page = page();
        page.run("navigator.credentials.get = ({ publicKey, signal }) => new Promise((resolve, reject) => {"
                + " window.waits = true; signal.onabort = () => { window.ended = true; reject(signal.reason); }; });"
                + " null");
        String qr = page.qr();
        scan(qr);
        page.waitFor("window.waits && document.querySelector('.qr').hidden");
        assertThat(page.run("WPP.whatsapp.Socket.state")).isEqualTo("PAIRING");
        assertThat(page.run("Boolean(window.ended)")).isEqualTo(false);

        page.run("WPP.conn.refreshQR()");

        awaitNewCode(page, qr);
        page.waitFor("window.ended && !document.querySelector('.qr').hidden");
        assertThat(page.run(PROBLEM + " === undefined")).isEqualTo(true);
    }

    @Test
    void aPhoneSignsWhatNoPageAsksForOnlyIfItIsToldTheSite() {
        var request = Map.of("challenge", "bm9ib2R5", "rpId", "whatsapp.com");
        var body = Map.of("phone", account, "request", request);

        JsonNode refused = phones.refused("/phone/passkey", body, 409);
        assertThat(refused.get("error").get("code").asString()).isEqualTo("PASSKEY_NOT_ASKED");

        JsonNode assertion = phones.post(
                "/phone/passkey", Map.of("phone", account, "request", request, "origin", "https://web.whatsapp.com"));
        assertThat(assertion.propertyNames()).containsExactlyInAnyOrder("id", "rawId", "type", "response");
        assertThat(assertion.get("response").propertyNames())
                .containsExactlyInAnyOrder("clientDataJSON", "authenticatorData", "signature", "userHandle");
    }

    private static void awaitNewCode(WaPage page, String former) {
        page.waitFor(
                "former => WPP.conn.getAuthCode().then((code) => code?.fullCode !== former)"
                        + ".then((isNew) => isNew && WPP.whatsapp.Socket.state === 'UNPAIRED')",
                former);
    }
}
