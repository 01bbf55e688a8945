package io.wafleet.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What the phone API answers to requests it cannot carry out. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"WAFLEET_SANDBOX_TLS_PORT=0"})
@AutoConfigureWebTestClient(timeout = "60s")
class PhoneApiIT {

    private static final String KEY = "A".repeat(43) + "=";
    private static final String UNKNOWN_QR = "2@nobody," + KEY + "," + KEY + "," + KEY;

    @TempDir
    static Path data;

    @Autowired
    WebTestClient http;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void ownData(DynamicPropertyRegistry registry) {
        registry.add("wafleet.sandbox.data", data::toString);
    }

    private WebTestClient.ResponseSpec post(String path, String json) {
        return http.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange();
    }

    @ParameterizedTest(name = "{0} {1} → {2} {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    /phone/pair     | {}                                            | 400 | INVALID_REQUEST
                    /phone/pair     | {"qr":"nonsense","phone":"15551234567"}       | 400 | INVALID_REQUEST
                    /phone/pair     | {"qr":"2@x,AA,BB,CC","phone":"15551234567"}   | 400 | INVALID_REQUEST
                    /phone/pair     | {"qr":"x","phone":"letters"}                  | 400 | INVALID_REQUEST
                    /phone/send     | {"account":"15551112222","from":"15553334444","type":"chat","body":"hi"} | 404 | ACCOUNT_NOT_FOUND
                    /phone/read     | {"account":"15551112222","chat":"15553334444"} | 404 | ACCOUNT_NOT_FOUND
                    /phone/react    | {"account":"15551112222","from":"15553334444","id":"3A"} | 404 | ACCOUNT_NOT_FOUND
                    /phone/edit     | {"account":"15551112222","from":"15553334444","id":"3A"} | 400 | INVALID_REQUEST
                    /phone/edit     | {"account":"15551112222","from":"15553334444","id":"3A","body":"b"} | 404 | ACCOUNT_NOT_FOUND
                    /phone/revoke   | {"account":"15551112222","from":"15553334444","id":"3A"} | 404 | ACCOUNT_NOT_FOUND
                    /phone/vote     | {"account":"15551112222","from":"15553334444","id":"3A"} | 404 | ACCOUNT_NOT_FOUND
                    /phone/played   | {"account":"15551112222","chat":"15553334444"} | 404 | ACCOUNT_NOT_FOUND
                    /phone/typing   | {"account":"15551112222","from":"15553334444","state":"singing"} | 400 | INVALID_REQUEST
                    /phone/typing   | {"account":"15551112222","from":"15553334444","state":"typing"} | 404 | ACCOUNT_NOT_FOUND
                    /phone/presence | {"account":"15551112222","from":"15553334444","state":"available"} | 404 | ACCOUNT_NOT_FOUND
                    /phone/call     | {"account":"15551112222","from":"15553334444"} | 404 | ACCOUNT_NOT_FOUND
                    /phone/group    | {"account":"15551112222","group":"120363000000000001"} | 404 | ACCOUNT_NOT_FOUND
                    /phone/unlink   | {"account":"15551112222"}                     | 404 | ACCOUNT_NOT_FOUND
                    /phone/outage   | {"account":"15551112222","seconds":1}         | 404 | ACCOUNT_NOT_FOUND
                    /phone/hang     | {"account":"15551112222","seconds":1}         | 404 | ACCOUNT_NOT_FOUND
                    /phone/reload   | {"account":"15551112222"}                     | 404 | ACCOUNT_NOT_FOUND
                    /phone/conflict | {"account":"15551112222"}                     | 404 | ACCOUNT_NOT_FOUND
                    /phone/clear    | {}                                            | 400 | INVALID_REQUEST
                    /phone/send     | {"account":                                   | 400 | INVALID_REQUEST
                    /phone/send     | [1,2]                                         | 400 | INVALID_REQUEST
                    /phone/nothing  | {}                                            | 404 | NOT_FOUND
                    """)
    void aRequestThatCannotBeCarriedOutHasATypedError(String path, String json, int status, String code) {
        post(path, json)
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo(code)
                .jsonPath("$.error.message")
                .isNotEmpty()
                .jsonPath("$.trace")
                .doesNotExist();
    }

    @Test
    void aQrCodeThatNoPageShowsIsRefused() {
        post("/phone/pair", "{\"qr\":\"%s\",\"phone\":\"15551234567\"}".formatted(UNKNOWN_QR))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("QR_UNKNOWN");
    }

    @Test
    void aFormOfAnotherSiteIsRefused() {
        http.post()
                .uri("/phone/clear")
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue("{\"confirm\":true}")
                .exchange()
                .expectStatus()
                .isEqualTo(415);
    }

    @Test
    void aPageOfAnotherSiteMayNotConnect() {
        HttpStatusCode foreign = handshake("http://evil.example");
        HttpStatusCode own = handshake("http://127.0.0.1:" + port);

        assertThat(foreign.value()).isEqualTo(403);
        assertThat(own.value()).isNotEqualTo(403);
    }

    private HttpStatusCode handshake(String origin) {
        return http.get()
                .uri("http://127.0.0.1:" + port + "/ws")
                .header("Origin", origin)
                .exchange()
                .returnResult(Void.class)
                .getStatus();
    }

    @Test
    void aRequestOverSixteenMegabytesIsRefused() {
        String tooLong = "a".repeat(17 * 1024 * 1024);
        post("/phone/send", "{\"account\":\"15551112222\",\"data\":\"" + tooLong + "\"}")
                .expectStatus()
                .isEqualTo(413)
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("REQUEST_TOO_LARGE");
    }

    @Test
    void anUploadUnderAWrongHashIsRefused() {
        http.post()
                .uri("/mms/not-the-hash")
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .bodyValue(new byte[100])
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void nothingIsLinkedAndNobodyWaitsInANewSandbox() {
        Map<?, ?> accounts = http.get()
                .uri("/phone/accounts")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        assertThat(accounts).hasToString("{accounts=[], waiting=[]}");
    }

    @Test
    void mediaOfAnUnknownMessageIsNotFound() {
        http.get()
                .uri("/phone/media/3EB0")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void thePhonesPageMayRunNoForeignScript() {
        http.get()
                .uri("/phones")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        policy -> assertThat(policy).startsWith("default-src 'none'; script-src 'self';"));
    }
}
