package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.wafleet.gateway.testing.Client;
import io.wafleet.gateway.testing.Client.Reply;
import io.wafleet.gateway.testing.FleetStandIn;
import io.wafleet.gateway.testing.RunningGateway;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ReadIT {

    private static final String RAW =
            "2@hV6/aG5Jx9fZQ0pLr8W+Tt4uKc1NnBvEwSsYyMmXxCcVvBbNnAaSsDd,QqWwEeRrTtYyUuIiOoPpAaSsDdFfGgHhJjKk=,ZzXxCcVvBbNnMm12345678900987654321AbCdEf=,1";

    private final FleetStandIn fleet = RunningGateway.fleet();
    private final Client client = RunningGateway.shared().client();

    private static String scanned(byte[] png) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(
                                new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))),
                        Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
    }

    @Test
    void theQrPictureScansToTheRawText() throws Exception {
        fleet.views().account("qr", "QR", RAW);
        Reply json = client.get("/api/accounts/qr/qr");
        assertThat(json.data().path("raw").asString()).isEqualTo(RAW);
        assertThat(json.data().path("expires_at").asString()).isNotEmpty();
        String url = json.data().path("qr_code").asString();
        assertThat(url).startsWith("data:image/png;base64,");
        assertThat(scanned(Base64.getDecoder().decode(url.substring(22)))).isEqualTo(RAW);

        Reply png = client.get("/api/accounts/qr/qr", "Accept", "image/png");
        assertThat(png.header("Content-Type")).isEqualTo("image/png");
        assertThat(scanned(png.bytes())).isEqualTo(RAW);
        assertThat(client.get("/api/accounts/qr/qr", "Accept", "*/*")
                        .data()
                        .path("raw")
                        .asString())
                .isEqualTo(RAW);
        assertThat(client.get("/api/accounts/qr/qr", "Accept", "text/plain").text())
                .isEqualTo(RAW);
        Reply svg = client.get("/api/accounts/qr/qr", "Accept", "image/svg+xml");
        assertThat(svg.header("Content-Type")).startsWith("image/svg+xml");
        assertThat(svg.text()).startsWith("<svg");
    }

    @Test
    void withoutAQrCodeTheAnswerNamesTheState() {
        fleet.views().account("linked", "READY", null);
        Reply reply = client.get("/api/accounts/linked/qr");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("QR_NOT_AVAILABLE");
        assertThat(reply.json().path("message").asString()).contains("READY");
        assertThat(client.get("/api/accounts/linked/qr", "Accept", "image/png").code())
                .isEqualTo("QR_NOT_AVAILABLE");
    }

    @Test
    void anUnknownAccountIsNotFound() {
        assertThat(client.get("/api/accounts/nobody").code()).isEqualTo("ACCOUNT_NOT_FOUND");
        assertThat(client.get("/api/accounts/nobody/status").status()).isEqualTo(404);
        assertThat(client.get("/api/accounts/nobody/messages")
                        .data()
                        .path("messages")
                        .isArray())
                .isTrue();
    }

    @Test
    void accountsComeInPages() {
        for (String id : new String[] {"page-1", "page-2", "page-3"}) {
            fleet.views().account(id, "FAILED", null);
        }
        Reply first = client.get("/api/accounts?status=FAILED&limit=2");
        assertThat(first.data()).hasSize(2);
        String cursor = first.json().at("/pagination/next_cursor").asString();
        Reply rest = client.get("/api/accounts?status=FAILED&limit=2&cursor=" + cursor);
        assertThat(rest.data())
                .extracting(account -> account.path("id").asString())
                .containsExactly("page-3");
        assertThat(rest.json().at("/pagination/next_cursor").isNull()).isTrue();
        Reply status = client.get("/api/accounts/page-1/status");
        assertThat(status.data().path("status_seq").asInt()).isEqualTo(3);
        assertThat(status.data().at("/reason/code").asString()).isEqualTo("CREATED");
        assertThat(client.get("/api/accounts?limit=201").status()).isEqualTo(400);
        assertThat(client.get("/api/accounts?status=nonsense").status()).isEqualTo(400);
    }

    @Test
    void messagesAreFilteredAndPaged() {
        fleet.views().message("log", "m1", 101, "100% sure");
        fleet.views().message("log", "m2", 102, "1000 sure");
        fleet.views().message("log", "m3", 103, "<b>no</b>");
        Reply all = client.get("/api/accounts/log/messages?limit=2");
        assertThat(all.data().path("messages"))
                .extracting(m -> m.path("id").asString())
                .containsExactly("m3", "m2");
        String cursor = all.data().at("/pagination/next_cursor").asString();
        Reply next = client.get("/api/accounts/log/messages?limit=2&cursor=" + cursor);
        assertThat(next.data().path("messages"))
                .extracting(m -> m.path("id").asString())
                .containsExactly("m1");
        Reply offset = client.get("/api/accounts/log/messages?limit=2&offset=2");
        assertThat(offset.data().path("messages")).hasSize(1);
        Reply literal = client.get("/api/accounts/log/messages?q=100%25");
        assertThat(literal.data().path("messages"))
                .extracting(m -> m.path("id").asString())
                .containsExactly("m1");
        assertThat(client.get("/api/accounts/log/messages?direction=outbound")
                        .data()
                        .path("messages"))
                .isEmpty();
        assertThat(client.get("/api/accounts/log/messages?since=1700000001")
                        .data()
                        .path("messages"))
                .isEmpty();
        assertThat(client.get("/api/accounts/log/messages?q=%00").status()).isIn(200, 400);
        Reply one = client.get("/api/accounts/log/messages/m3");
        assertThat(one.data().path("message").asString()).isEqualTo("<b>no</b>");
        assertThat(one.data().path("from").asString()).isEqualTo("15551234567");
        assertThat(one.data().at("/media/url").asString()).endsWith("/api/media/med_1");
        assertThat(client.get("/api/accounts/log/messages/m9").code()).isEqualTo("MESSAGE_NOT_FOUND");
    }

    @Test
    void aFileFromAStrangerIsServedSoThatNothingInItRuns() {
        String hash = fleet.views().media("med_png", "log", "image/png", "../../a\u202egnp.exe", new byte[] {1, 2});
        Reply png = client.get("/api/media/med_png");
        assertThat(png.bytes()).containsExactly(1, 2);
        assertThat(png.header("Content-Type")).isEqualTo("image/png");
        assertThat(png.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(png.header("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
        assertThat(png.header("Content-Disposition")).startsWith("inline;").doesNotContain("/", "\u202e");
        assertThat(png.header("ETag")).isEqualTo("\"" + hash + "\"");
        assertThat(client.get("/api/media/med_png", "If-None-Match", "\"" + hash + "\"")
                        .status())
                .isEqualTo(304);

        fleet.views().media("med_html", "log", "text/html; charset=utf-8", "שלום.html", new byte[] {3});
        Reply html = client.get("/api/media/med_html");
        assertThat(html.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(html.header("Content-Disposition")).startsWith("attachment;").contains("filename*=UTF-8''%D7%A9");

        fleet.views().pendingMedia("med_wait", "log", "image/png", null);
        assertThat(client.get("/api/media/med_wait").code()).isEqualTo("MEDIA_NOT_FOUND");
        assertThat(client.get("/api/media/med_none").code()).isEqualTo("MEDIA_NOT_FOUND");
    }

    @Test
    void everyAttemptOfADeliveryIsShown() {
        fleet.views().delivery("dlv_1", "log", false);
        Reply logs = client.get("/api/accounts/log/webhook-logs?status=failed");
        assertThat(logs.data().at("/deliveries/0/attempt_log")).hasSize(2);
        Reply one = client.get("/api/webhook-deliveries/dlv_1");
        assertThat(one.data().at("/attempt_log/1/response_head").asString()).isEqualTo("<b>busy</b>");
        assertThat(client.post("/api/webhook-deliveries/dlv_1/replay", "").status())
                .isEqualTo(200);
        assertThat(client.post("/api/webhook-deliveries/dlv_9/replay", "").code())
                .isEqualTo("DELIVERY_NOT_FOUND");
    }

    @Test
    void aWebhookIsConfiguredByACommandAndItsSecretIsShownOnce() {
        fleet.views().account("hooked", "READY", null);
        assertThat(client.get("/api/accounts/hooked/webhook").code()).isEqualTo("WEBHOOK_NOT_FOUND");
        Reply put = client.put("/api/accounts/hooked/webhook", Map.of("url", "https://example.com/hook"));
        assertThat(put.data().path("secret").asString()).isEqualTo("whsec_shown_once");
        assertThat(put.data().path("url").asString()).isEqualTo("https://example.com/hook");
        assertThat(client.post("/api/accounts/hooked/webhook/rotate-secret", "").status())
                .as("before the view shows it")
                .isEqualTo(200);
        fleet.views().endpoint("hooked", "default");
        Reply shown = client.get("/api/accounts/hooked/webhook");
        assertThat(shown.data().path("has_secret").asBoolean()).isTrue();
        assertThat(shown.text()).doesNotContain("whsec_", "xyz");
        assertThat(shown.data().at("/headers/Authorization").asString()).isEqualTo("***");
        Reply rotated =
                client.post("/api/accounts/hooked/webhook/rotate-secret", Map.of("keep_old_secret_seconds", 60));
        assertThat(rotated.data().path("secret").asString()).isEqualTo("whsec_shown_once");
        assertThat(client.post("/api/accounts/hooked/webhook/rotate-secret", "").status())
                .isEqualTo(200);
        assertThat(client.post("/api/accounts/hooked/webhooks/default/rotate-secret", Map.of("secret", "weak"))
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/secret");
        assertThat(client.post("/api/accounts/hooked/webhooks/none/rotate-secret", "")
                        .code())
                .isEqualTo("WEBHOOK_NOT_FOUND");
        Reply added = client.post("/api/accounts/hooked/webhooks", Map.of("url", "https://example.com/2"));
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.header("Location")).startsWith("/api/accounts/hooked/webhooks/wh_");
        assertThat(client.get("/api/accounts/hooked/webhooks").data()).hasSize(1);
        assertThat(client.get("/api/accounts/hooked/webhooks").text()).doesNotContain("xyz");
        assertThat(client.get("/api/accounts/nobody/webhooks").code()).isEqualTo("ACCOUNT_NOT_FOUND");
        assertThat(client.delete("/api/accounts/hooked/webhook").status()).isEqualTo(200);
        assertThat(client.delete("/api/accounts/hooked/webhooks/none").code()).isEqualTo("WEBHOOK_NOT_FOUND");
        for (String url :
                new String[] {"ftp://example.com", "https://user:pass@example.com", "https:///x", "nonsense"}) {
            Reply refused = client.put("/api/accounts/hooked/webhook", Map.of("url", url));
            assertThat(refused.status()).as(url).isEqualTo(400);
            assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/url");
        }
        assertThat(client.put("/api/accounts/nobody/webhook", Map.of("url", "https://example.com"))
                        .code())
                .isEqualTo("ACCOUNT_NOT_FOUND");
    }

    @Test
    void theGlobalWebhookTakesTheNamesOfOlderDashboards() {
        Reply put = client.put(
                "/api/dashboard/webhook/config",
                Map.of("url", "https://example.com", "timeout", 15000, "maxRetries", 5, "retryDelay", 2000));
        assertThat(put.status()).isEqualTo(200);
        assertThat(fleet.relayCommands().getLast().data()).hasFieldOrPropertyWithValue("maxRetries", 5);
        assertThat(fleet.relayCommands().getLast().data()).hasFieldOrPropertyWithValue("retryDelayMs", 2000);
        assertThat(fleet.relayCommands().getLast().data()).hasFieldOrPropertyWithValue("timeoutMs", 15000);
        assertThat(client.get("/api/dashboard/webhook/config")
                        .data()
                        .path("url")
                        .isNull())
                .isTrue();
        assertThat(client.post("/api/dashboard/webhook/test", "{}").status()).isEqualTo(200);
        assertThat(client.call("POST", "/api/dashboard/webhook/test", null).status())
                .isEqualTo(200);
    }

    @Test
    void figuresHealthAndMetricsAreThere() {
        assertThat(client.get("/api/dashboard/stats")
                        .data()
                        .at("/database/total_messages")
                        .asInt())
                .isEqualTo(7);
        Client anyone = RunningGateway.shared().client("");
        assertThat(anyone.get("/health").json().at("/parts/kafka").asString()).isEqualTo("UP");
        assertThat(anyone.get("/livez").status()).isEqualTo(200);
        assertThat(anyone.get("/readyz").status()).isEqualTo(200);
        client.post("/api/accounts/metrics/restart", "");
        assertThat(anyone.get("/metrics").text())
                .contains("wafleet_gateway_command_seconds_count{", "type=\"restart\"", "wafleet_gateway_sse_clients");
        assertThat(anyone.get("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(client.get("/actuator/env").status()).isEqualTo(404);
    }
}
