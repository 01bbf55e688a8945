package io.wafleet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Linking by a code that is typed into the phone. */
class PairingCodeIT extends PageAndPhones {

    private static String codeFor(WaPage page, String phone) {
        return (String) page.run("phone => WPP.conn.genLinkDeviceCodeForPhoneNumber(phone)", phone);
    }

    @Test
    void aCodeThatIsTypedIntoThePhoneLinksThePage() {
        WaPage page = page();
        page.qr();

        String code = codeFor(page, account);

        assertThat(code).matches("[1-9A-Z]{8}");
        page.waitFor("code => document.querySelector('[data-link-code]')?.dataset.linkCode === [...code].join()", code);
        String asWritten = code.substring(0, 4).toLowerCase() + "-" + code.substring(4);
        phones.post("/phone/pair-code", Map.of("code", asWritten, "phone", account, "name", "Support"));
        page.ready();
        assertThat(page.run("[WPP.conn.getMyUserId().toString(), WPP.whatsapp.Conn.pushname]"))
                .isEqualTo(List.of(account + "@c.us", "Support"));
        send(page, "3EB0A1", "linked by a code");
    }

    @Test
    void aCodeIsGoodForItsPhoneOnlyAndOnlyOnce() {
        WaPage page = page();
        page.qr();
        String former = codeFor(page, account);
        String code = codeFor(page, account);

        assertThat(refusal(former, account)).isEqualTo("PAIR_CODE_UNKNOWN");
        assertThat(refusal(code, "15558887777")).isEqualTo("PAIR_CODE_UNKNOWN");
        phones.post("/phone/pair-code", Map.of("code", code, "phone", account));
        assertThat(refusal(code, account)).isEqualTo("PAIR_CODE_UNKNOWN");
        page.ready();
    }

    @Test
    void aNumberThatIsNotOnWhatsAppGetsNoCode() {
        WaPage page = page();
        page.qr();

        for (String number : List.of("15550000000", "not a number")) {
            assertThat(page.run(
                            "number => WPP.conn.genLinkDeviceCodeForPhoneNumber(number)"
                                    + ".then(() => 'a code', ({ message }) => message)",
                            number))
                    .isEqualTo("This is not the number of a phone on WhatsApp");
        }
    }

    @Test
    void anOldCodeIsRefusedAndWaJsAsksForAnother() {
        try (var own = new SandboxProcess(directory.resolve("old-code"), "wafleet.sandbox.link-code-life=10s")) {
            var itsPhones = new Phones(own.uri());
            WaPage page = page(own);
            page.qr();
            page.run("window.codes = []; WPP.on('conn.link_code_change', (code) => window.codes.push(code)); null");
            page.run("phone => WPP.conn.startLinkDeviceCodeForPhoneNumber(phone)", account);

            page.waitFor("codes.length >= 2");

            var old = Map.of("code", page.run("codes[0]"), "phone", account);
            assertThat(itsPhones.refused("/phone/pair-code", old, 400).toString())
                    .contains("PAIR_CODE_UNKNOWN");
            itsPhones.post("/phone/pair-code", Map.of("code", page.run("codes.at(-1)"), "phone", account));
            page.ready();
        }
    }

    @Test
    void theCallsOfWhatsappWebJsGiveACodeToo() {
        WaPage page = page();
        page.qr();

        String code = (String) page.run(
                "async (phone) => { const api = require('WAWebAltDeviceLinkingApi');"
                        + " api.setPairingType('ALT_DEVICE_LINKING'); await api.initializeAltDeviceLinking();"
                        + " return api.startAltLinkingFlow(phone, true); }",
                account);

        phones.post("/phone/pair-code", Map.of("code", code, "phone", account));
        page.ready();
    }

    private String refusal(String code, String phone) {
        return phones.refused("/phone/pair-code", Map.of("code", code, "phone", phone), 400)
                .get("error")
                .get("code")
                .asString();
    }
}
