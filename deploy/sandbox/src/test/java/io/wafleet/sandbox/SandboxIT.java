package io.wafleet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Unmodified wa-js in a real Chromium on the stand-in page, and phones on the other side. */
class SandboxIT extends PageAndPhones {

    @Test
    void theQrCodeOnThePageCanBeScanned() throws Exception {
        WaPage page = page();
        String text = page.qr();
        page.waitFor("text => document.querySelector('.qr').dataset.ref === text", text);

        var image = ImageIO.read(new ByteArrayInputStream(page.qrPicture()));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        // Without the hint, zxing does not find one in forty codes, however well they are painted.
        var scanned = new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)), Map.of(DecodeHintType.PURE_BARCODE, true));

        assertThat(scanned.getText()).isEqualTo(text);
    }

    @Test
    void aScannedPageIsReadyAndKnowsWhoItIs() {
        WaPage page = page().pairedWith(phones, account, "Support");

        assertThat(page.run("[WPP.conn.getMyUserId().toString(), WPP.whatsapp.Conn.pushname, WPP.conn.getPlatform()]"))
                .isEqualTo(List.of(account + "@c.us", "Support", "android"));
        page.waitFor("seen.some(({ event }) => event === 'authenticated')");
        assertThat(phones.get("/phone/" + account + "/connections")
                        .get("connections")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aTextGoesOutAndIsSentThenDeliveredThenRead() {
        WaPage page = page().pairedWith(phones, account, "Support");
        phones.put(
                "/phone/accounts/" + account + "/knobs", Map.of("delivery_delay_ms", 2_000)); // after the server's word

        send(page, "3EB0A1", "Olá ✓");

        JsonNode message = received(phones, ANN).get(0);
        assertThat(message.get("id").asString()).isEqualTo("3EB0A1");
        assertThat(message.get("body").asString()).isEqualTo("Olá ✓");
        page.waitFor("seen.some(({ id, ack }) => id === '3EB0A1' && ack === 2)");
        phones.post("/phone/read", Map.of("account", account, "chat", ANN));
        page.waitFor("seen.some(({ id, ack }) => id === '3EB0A1' && ack === 3)");
        assertThat(page.run("seen.filter(({ event }) => event === 'ack').map(({ ack }) => ack)"))
                .isEqualTo(List.of(1, 2, 3));
    }

    @Test
    void aMessageThatIsSentAgainUnderTheSameIdReachesThePhoneOnce() {
        WaPage page = page().pairedWith(phones, account, "Support");

        send(page, "3EB0B1", "once");
        page.open();
        send(page.ready(), "3EB0B1", "once");

        JsonNode messages = received(phones, ANN);
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).get("sends").asInt()).isEqualTo(2);
    }

    @Test
    void messagesFromPhonesArriveInOrderWithTheirAuthorsAndQuotes() {
        WaPage page = page().pairedWith(phones, account, "Support");
        send(page, "3EB0C1", "question");

        write("type", "chat", "body", "first", "name", "Ann");
        write("type", "chat", "body", "answer", "quoted", "3EB0C1");
        write("type", "chat", "body", "to all", "group", "120363000000000001@g.us", "group_name", "Team");

        page.waitFor("seen.filter(({ event, fromMe }) => event === 'message' && !fromMe).length === 3");
        var seen = page.run("seen.filter(({ event, fromMe }) => event === 'message' && !fromMe)"
                + ".map(({ body, name, author, quoted }) => [body, name, author, quoted].map(String).join(' | '))");
        assertThat(seen)
                .isEqualTo(List.of(
                        "first | Ann | undefined | null",
                        "answer | Ann | undefined | true_" + ANN + "@c.us_3EB0C1",
                        "to all | Ann | " + ANN + "@c.us | null"));
        assertThat(page.run("WPP.chat.sendTextMessage('120363000000000001@g.us', 'hello all', { linkPreview: false })"
                        + ".then(({ sendMsgResult }) => sendMsgResult.messageSendResult)"))
                .isEqualTo("OK");
        assertThat(received(phones, ANN).findValuesAsString("body")).contains("hello all");
    }

    @Test
    void filesArriveByteForByteInBothDirections() throws Exception {
        WaPage page = page().pairedWith(phones, account, "Support");
        byte[] bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        String base64 = Base64.getEncoder().encodeToString(bytes);

        page.run(
                "([to, data]) => WPP.chat.sendFileMessage(to, `data:application/pdf;base64,${data}`,"
                        + " { type: 'document', filename: 'plan.pdf', caption: 'the plan' })",
                List.of(ANN + "@c.us", base64));
        JsonNode sent = received(phones, ANN).get(0);
        assertThat(sent.get("sha256").asString())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        assertThat(sent.get("filename").asString()).isEqualTo("plan.pdf");
        assertThat(sent.get("caption").asString()).isEqualTo("the plan");
        assertThat(phones.bytes("/phone/media/" + sent.get("id").asString())).isEqualTo(bytes);

        for (String type : List.of("image", "audio", "ptt", "video", "document", "sticker")) {
            String key = write("type", type, "data", base64).get("key").asString();
            page.waitFor("key => seen.some(({ id }) => id === key)", key);
            assertThat(page.run(
                            "key => WPP.chat.downloadMedia(key).then((file) => WPP.util.blobToBase64(file))"
                                    + ".then((address) => address.split(',')[1])",
                            key))
                    .as(type)
                    .isEqualTo(base64);
        }
    }

    @Test
    void aLoginAndItsMessagesSurviveAKilledSandboxAndAReopenedPage() {
        try (var own = new SandboxProcess(directory.resolve("killed"))) {
            var itsPhones = new Phones(own.uri());
            WaPage page = pageOnDisk(own).pairedWith(itsPhones, account, "Support");
            send(page, "3EB0D1", "before");
            close(page);
            for (String body : List.of("one", "two", "three")) {
                itsPhones.post("/phone/send", Map.of("account", account, "from", ANN, "type", "chat", "body", body));
            }

            own.kill();
            own.start();

            WaPage again = pageOnDisk(own).ready();
            again.waitFor("number => WPP.chat.get(`${number}@c.us`)?.msgs.length === 4", ANN);
            assertThat(again.run("number => WPP.chat.get(`${number}@c.us`).msgs.map(({ body }) => body)", ANN))
                    .isEqualTo(List.of("before", "one", "two", "three"));
            send(again, "3EB0D2", "after");
            assertThat(received(itsPhones, ANN).findValuesAsString("body")).containsExactly("before", "after");
        }
    }

    @Test
    void anOpenPageComesBackByItselfAfterTheSandboxWasKilled() {
        try (var own = new SandboxProcess(directory.resolve("killed-under-a-page"))) {
            WaPage page = page(own).pairedWith(new Phones(own.uri()), account, "Support");

            own.kill();
            page.waitFor("!WPP.conn.isOnline()");
            own.start();

            page.waitFor("WPP.conn.isOnline() && WPP.conn.getStreamData().info === 'NORMAL'");
            send(page, "3EB0E1", "still here");
        }
    }

    @Test
    void aMessageSentDuringAnOutageGoesOutWhenItIsOver() {
        WaPage page = page().pairedWith(phones, account, "Support");

        phones.post("/phone/outage", Map.of("account", account, "seconds", 4));
        page.waitFor("!WPP.conn.isOnline()");
        write("type", "chat", "body", "meanwhile");
        send(page, "3EB0F1", "patient");

        assertThat(received(phones, ANN).findValuesAsString("body")).containsExactly("patient");
        page.waitFor("seen.some(({ body }) => body === 'meanwhile')");
    }

    @Test
    void aPageThatNobodyScansGoesIdleUntilItAsksAgain() {
        try (var own = new SandboxProcess(
                directory.resolve("idle"), "wafleet.sandbox.qr-rotation=1s", "wafleet.sandbox.qr-refs=2")) {
            WaPage page = page(own);

            page.waitFor("WPP.conn.isIdle()");
            String idle = page.qr();
            page.run("WPP.conn.refreshQR()");

            page.waitFor(
                    "idle => WPP.conn.getAuthCode().then((code) => code !== null && code.fullCode !== idle)", idle);
        }
    }

    @Test
    void aLostKeyMakesTheLoginWorthless() {
        WaPage page = page().pairedWith(phones, account, "Support");

        page.run("new Promise((resolve) => { const opening = indexedDB.open('wawc_db_enc');"
                + " opening.onsuccess = () => { const change = opening.result.transaction('keys', 'readwrite');"
                + " change.objectStore('keys').clear(); change.oncomplete = resolve; }; })");
        page.open();

        assertThat(page.qr()).startsWith("2@");
    }

    @Test
    void aPageThatIsUnlinkedShowsANewQrCode() {
        WaPage page = page().pairedWith(phones, account, "Support");
        page.run("window.before = true");

        phones.post("/phone/unlink", Map.of("account", account));

        page.waitFor("!window.before && Boolean(window.WPP && WPP.isReady)");
        assertThat(page.qr()).startsWith("2@");
        page.pairedWith(phones, account, "Support again");
        assertThat(page.run("WPP.whatsapp.Conn.pushname")).isEqualTo("Support again");
    }

    @Test
    void aPageThatLogsOutIsNoLongerLinked() {
        WaPage page = page().pairedWith(phones, account, "Support");

        assertThat(page.run("WPP.conn.logout()")).isEqualTo(true);

        await().untilAsserted(() ->
                assertThat(phones.get("/phone/accounts").toString()).doesNotContain(account));
    }

    @Test
    void aConflictQuietensThePageUntilItTakesOver() {
        WaPage page = page().pairedWith(phones, account, "Support");

        phones.post("/phone/conflict", Map.of("account", account));
        page.waitFor("WPP.whatsapp.Socket.state === 'CONFLICT' && WPP.conn.getStreamData().mode === 'CONFLICT'");
        page.run("WPP.whatsapp.Socket.takeover()");

        send(page.ready(), "3EB0G1", "mine again");
    }

    @Test
    void ofTwoPagesWithTheSameLoginTheFirstGivesWay() {
        WaPage page = page().pairedWith(phones, account, "Support");

        WaPage second = page.again().ready();

        page.waitFor("WPP.whatsapp.Socket.state === 'CONFLICT'");
        send(second, "3EB0I1", "the second is alive");
        JsonNode connections = phones.get("/phone/" + account + "/connections");
        assertThat(connections.get("peak").asInt()).isEqualTo(2);
        assertThat(connections.get("conflicts").asInt()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(phones.get("/phone/" + account + "/connections")
                        .get("connections")
                        .asInt())
                .isEqualTo(1));
        second.assertNoProblems();
    }

    @Test
    void aPageThatIsMadeToHangAnswersNothingMeanwhile() {
        WaPage page = page().pairedWith(phones, account, "Support");

        page.run("window.longestSilence = 0; let last = performance.now(); setInterval(() => {"
                + " const now = performance.now(); window.longestSilence = Math.max(window.longestSilence, now - last);"
                + " last = now; }, 20)");
        phones.post("/phone/hang", Map.of("account", account, "seconds", 1));

        page.waitFor("window.longestSilence > 900");
        send(page, "3EB0J1", "awake again");
    }

    @Test
    void aNumberThatIsNotOnWhatsAppIsNotFound() {
        WaPage page = page().pairedWith(phones, account, "Support");

        assertThat(page.run("WPP.contact.queryExists('15550000000@c.us')")).isNull();
        assertThat(page.run("WPP.contact.queryExists('15559999999@c.us').then(({ wid }) => wid.toString())"))
                .isEqualTo("15559999999@c.us");
        assertThat(page.run("WPP.chat.sendTextMessage('15550000000@c.us', 'anybody?', { linkPreview: false })"
                        + ".then(() => 'sent', ({ message }) => message)"))
                .isEqualTo("15550000000@c.us is not on WhatsApp");
    }

    @Test
    void twoLinkedAccountsCanWriteToEachOther() {
        String other = "15558880001";
        WaPage page = page().pairedWith(phones, account, "Support");
        WaPage otherPage = page().pairedWith(phones, other, "Sales");

        page.run("to => WPP.chat.sendTextMessage(`${to}@c.us`, 'ping', { linkPreview: false })", other);

        otherPage.waitFor("seen.some(({ body, name }) => body === 'ping' && name === 'Support')");
    }

    @Test
    void chatsUnderLidsAndHiddenKeysWorkToo() {
        try (var own = new SandboxProcess(
                directory.resolve("lid"), "wafleet.sandbox.lid-mode=true", "wafleet.sandbox.minified-keys=true")) {
            var itsPhones = new Phones(own.uri());
            WaPage page = page(own).pairedWith(itsPhones, account, "Support");

            send(page, "3EB0H1", "hello");
            itsPhones.post("/phone/send", Map.of("account", account, "from", ANN, "type", "chat", "body", "hi"));

            page.waitFor("seen.some(({ body, id }) => body === 'hi' && id.includes('@lid'))");
            assertThat(received(itsPhones, ANN).findValuesAsString("body")).containsExactly("hello");
        }
    }
}
