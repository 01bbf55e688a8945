package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.gateway.testing.Client;
import io.wafleet.gateway.testing.Client.Reply;
import io.wafleet.gateway.testing.Form;
import io.wafleet.gateway.testing.RunningGateway;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HostileRequestIT {

    private static final String SEND = "/api/accounts/hostile/messages/send";

    private final Client client = RunningGateway.shared().client();

    @BeforeAll
    static void thereIsAnAccount() {
        RunningGateway.fleet().views().account("hostile", "READY", null);
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("not JSON", "hello"),
                Arguments.of("null", "null"),
                Arguments.of("a list", "[]"),
                Arguments.of("a number", "7"),
                Arguments.of("half an object", "{\"to\":\"1555"),
                Arguments.of("trailing tokens", "{\"to\":\"15551234567\",\"message\":\"a\"} {}"),
                Arguments.of("duplicate keys", "{\"to\":\"15551234567\",\"to\":\"2\",\"message\":\"a\"}"),
                Arguments.of("a deep list", "{\"metadata\":{\"a\":" + "[".repeat(100_000) + "}}"),
                Arguments.of("a deep unknown field", "{\"x\":" + "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_001)),
                Arguments.of("a huge number", "{\"metadata\":{\"a\":" + "1".repeat(500_000) + "}}"),
                Arguments.of("a huge exponent", "{\"to\":1e999999999,\"message\":\"a\"}"),
                Arguments.of("a huge key", "{\"" + "k".repeat(300_000) + "\":1}"),
                Arguments.of("an object for a text", "{\"to\":{\"a\":1},\"message\":\"a\"}"),
                Arguments.of("a wrong enum", "{\"to\":\"15551234567\",\"type\":\"hologram\"}"),
                Arguments.of("a number for an enum", "{\"to\":\"15551234567\",\"type\":1}"),
                Arguments.of("a null in a map", "{\"to\":\"15551234567\",\"message\":\"a\",\"metadata\":{\"a\":null}}"),
                Arguments.of("bad base64", "{\"to\":\"15551234567\",\"media_base64\":\"%%%\"}"),
                Arguments.of("an empty file", "{\"to\":\"15551234567\",\"media_base64\":\"\"}"),
                Arguments.of("no recipient", "{\"message\":\"a\"}"),
                Arguments.of("no content", "{\"to\":\"15551234567\"}"),
                Arguments.of("a NUL", "{\"to\":\"15551234567\",\"message\":\"a\\u0000b\"}"),
                Arguments.of("half a surrogate pair", "{\"to\":\"15551234567\",\"message\":\"\\ud83d\"}"),
                Arguments.of(
                        "a NUL in an id",
                        "{\"to\":\"15551234567\",\"message\":\"a\",\"client_message_id\":\"a\\u0000\"}"),
                Arguments.of("an empty id", "{\"to\":\"15551234567\",\"message\":\"a\",\"client_message_id\":\"\"}"),
                Arguments.of(
                        "a NUL in a map",
                        "{\"to\":\"15551234567\",\"message\":\"a\",\"metadata\":{\"k\":\"\\u0000\"}}"),
                Arguments.of("too long a text", "{\"to\":\"15551234567\",\"message\":\"" + "a".repeat(65_537) + "\"}"),
                Arguments.of("a poll", "{\"to\":\"15551234567\",\"poll\":{}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBodies")
    void aBadBodyIsTheCallersMistake(String name, String body) {
        Reply reply = client.post(SEND, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("INVALID_REQUEST");
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.text()).doesNotContain("Exception", "io.wafleet", "tools.jackson", "at [");
    }

    @Test
    void aWrongFieldIsPointedAt() {
        Reply wrongType = client.post(SEND, "{\"to\":\"15551234567\",\"metadata\":7}");
        assertThat(wrongType.json().at("/errors/0/pointer").asString()).isEqualTo("/metadata");
        Reply missing = client.post(SEND, "{\"message\":\"a\"}");
        assertThat(missing.json().at("/errors/0/pointer").asString()).isEqualTo("/to");
    }

    @Test
    void aBodyInAnotherEncodingIsReadOrRefusedButNeverOurFault() {
        for (var charset : new java.nio.charset.Charset[] {StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1}) {
            byte[] body = "{\"to\":\"15551234567\",\"message\":\"h\u00e9\"}".getBytes(charset);
            for (String type : new String[] {"application/json", "application/json;charset=" + charset.name()}) {
                assertThat(client.call("POST", SEND, body, "Content-Type", type).status())
                        .isLessThan(500);
            }
        }
    }

    @Test
    void aTextOfEveryScriptArrivesUnaltered() {
        String text = "\u200fשלום 👩‍👩‍👧‍👦 e\u0301  kept  ";
        Reply reply = client.post("/api/accounts/scripts/messages/send", Map.of("to", "15551234567", "message", text));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(RunningGateway.fleet().commands("scripts").getFirst().data())
                .hasFieldOrPropertyWithValue("message", text);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/nothing,404,NOT_FOUND",
        "GET,/nothing,404,NOT_FOUND",
        "GET,/api/accounts/a/nothing,404,NOT_FOUND",
        "PATCH,/api/accounts,405,INVALID_REQUEST",
        "GET,/api/accounts/..%2f..%2fetc,400,INVALID_REQUEST",
        "GET,/api/accounts/%00,400,INVALID_REQUEST",
        "GET,/api/accounts?limit=abc,400,INVALID_REQUEST",
        "GET,/api/accounts?limit=99999999999999,400,INVALID_REQUEST",
        "GET,/api/accounts/a/messages?cursor=x,400,INVALID_REQUEST",
        "GET,/api/accounts/a/messages?offset=-1,400,INVALID_REQUEST",
        "GET,/api/accounts/a/messages?since=later,400,INVALID_REQUEST",
        "POST,/api/accounts/a/restart?wait=61,400,INVALID_REQUEST",
        "POST,/api/accounts/a/restart?wait=soon,400,INVALID_REQUEST",
        "POST,/api/accounts/a/restart?wait=PT-5S,400,INVALID_REQUEST",
        "GET,/api/events?account_id=..,400,INVALID_REQUEST",
        "GET,/api/commands/nothing,404,COMMAND_NOT_FOUND",
        "GET,/webjars/../application.yaml,404,NOT_FOUND",
    })
    void aBadRequestIsAProblem(String method, String path, int status, String code) {
        Reply reply = client.call(method, path, null);
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Content-Security-Policy")).isNotEmpty();
    }

    @Test
    void contentTypesAreNegotiated() {
        assertThat(client.post(SEND, "to=1", "Content-Type", "application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(415);
        assertThat(client.post(SEND, "{}", "Content-Type", "nonsense").status()).isIn(400, 415);
        RunningGateway.fleet().views().account("picky", "QR", "2@x");
        assertThat(client.get("/api/accounts/picky/qr", "Accept", "text/html").status())
                .isEqualTo(406);
    }

    @Test
    void aBodyOver256KilobytesIsRefusedAnnouncedOrNot() {
        byte[] large = ("{\"name\":\"" + "a".repeat(300_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(client.call("POST", "/api/accounts", large).status()).isEqualTo(413);
        assertThat(client.postChunked("/api/accounts", large).status()).isEqualTo(413);
    }

    @Test
    void aSendOverTheLargestFileIsRefusedAnnouncedOrNotAndInAFormToo() {
        Form form = new Form().field("to", "15551234567").file("file", "a.pdf", "PDF".getBytes(StandardCharsets.UTF_8));
        byte[] large = form.file("more", "b.pdf", new byte[15_000_000]).bytes();
        assertThat(client.call("POST", SEND, large, "Content-Type", Form.TYPE).code())
                .isEqualTo("MEDIA_TOO_LARGE");
        assertThat(client.postChunked(SEND, large, "Content-Type", Form.TYPE).code())
                .isEqualTo("MEDIA_TOO_LARGE");
        byte[] json = ("{\"media_base64\":\"" + "A".repeat(15_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(client.postChunked(SEND, json).code()).isEqualTo("MEDIA_TOO_LARGE");
    }

    @Test
    void metadataThatNoEventCouldCarryIsRefused() {
        Map<String, Object> body =
                Map.of("to", "15551234567", "message", "a", "metadata", Map.of("a", "m".repeat(1_200_000)));
        for (String wait : new String[] {"", "?wait=0"}) {
            Reply reply = client.post(SEND + wait, body);
            assertThat(reply.status()).as(reply.text()).isEqualTo(400);
            assertThat(reply.json().at("/errors/0/pointer").asString()).isEqualTo("/metadata");
        }
    }

    @Test
    void onlyASaneRequestIdIsKept() {
        assertThat(client.get("/api/accounts", "X-Request-Id", "trace-7").header("X-Request-Id"))
                .isEqualTo("trace-7");
        assertThat(client.get("/api/accounts", "X-Request-Id", "<script>").header("X-Request-Id"))
                .startsWith("req_");
    }

    @Test
    void unsupportedFieldsOfACreateAreRefused() {
        assertThat(client.post("/api/accounts", "{\"proxy\":\"socks5://x\"}")
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/proxy");
        assertThat(client.post("/api/accounts", "{\"id\":\"../x\"}")
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/id");
        assertThat(client.post("/api/accounts", "{\"webhook_url\":\"file:///etc/passwd\"}")
                        .status())
                .isEqualTo(400);
        assertThat(client.post("/api/keys", "{\"name\":\"x\",\"scopes\":[null]}")
                        .status())
                .isEqualTo(400);
    }
}
