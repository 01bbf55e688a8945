package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.MULTIPART_FORM_DATA;

import io.wafleet.gateway.testing.Client;
import io.wafleet.gateway.testing.Client.Reply;
import io.wafleet.gateway.testing.FleetStandIn;
import io.wafleet.gateway.testing.Form;
import io.wafleet.gateway.testing.RunningGateway;
import io.wafleet.standalone.testing.RealParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.reactive.result.method.RequestMappingInfo;

@ExtendWith(OutputCaptureExtension.class)
class KeyIT {

    private final FleetStandIn fleet = RunningGateway.fleet();
    private final RunningGateway gateway = RunningGateway.shared();
    private final Client admin = gateway.client();

    private Client keyWith(List<String> scopes, List<String> accounts) {
        Reply made = admin.post("/api/keys", Map.of("name", "test", "scopes", scopes, "accounts", accounts));
        assertThat(made.status()).isEqualTo(201);
        return gateway.client(made.data().path("api_key").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "wfk_000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void nothingAnswersWithoutAGoodKey(String key) {
        Reply reply = gateway.client(key).get("/api/accounts");
        assertThat(reply.status()).isIn(401, 429);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(gateway.client("").get("/api/no-such-path").status()).isEqualTo(401);
        assertThat(gateway.client("").get("/api").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%61pi/accounts",
                "/%61pi/no-such-path",
                "/nothing",
                "/actuator/env",
                "/health/..",
                "/health;a=b"
            })
    void aPathThatIsNotKnownToBeOpenAsksForAKey(String path) {
        assertThat(gateway.client("").get(path).status()).isEqualTo(401);
        assertThat(admin.get(path).status()).isIn(200, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/health",
                "/livez",
                "/readyz",
                "/metrics",
                "/openapi.json",
                "/actuator/health",
                "/actuator/health/readiness",
                "/actuator/prometheus",
                "/dashboard/app.js",
                "/webjars/lit/index.js"
            })
    void whatTellsNothingAboutAccountsNeedsNoKey(String path) {
        assertThat(gateway.client("").get(path).status()).isEqualTo(200);
    }

    @Test
    void aKeyIsTakenAsABearerTokenToo() {
        assertThat(gateway.client("")
                        .get("/api/accounts", "Authorization", "Bearer " + RunningGateway.ADMIN_KEY)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void everyRouteAsksForAScope() {
        Client powerless = keyWith(List.of("send"), List.of("nobody"));
        Client sendOnly = keyWith(List.of("read"), List.of("nobody"));
        Set<RequestMappingInfo> routes = gateway.routes();
        int checked = 0;
        for (RequestMappingInfo route : routes) {
            String path =
                    route.getPatternsCondition().getPatterns().iterator().next().getPatternString();
            // Which scope a command asks for depends on the command: AccountKeyIT.
            if (!path.startsWith("/api/")
                    || path.equals("/api/dashboard/session")
                    || path.equals("/api/commands/{commandId}")) {
                continue;
            }
            String method =
                    route.getMethodsCondition().getMethods().iterator().next().name();
            // A key for sending to nobody may neither read, nor control, nor send for this account.
            Client client = path.endsWith("/send") ? sendOnly : powerless;
            boolean form =
                    route.getConsumesCondition().getConsumableMediaTypes().contains(MULTIPART_FORM_DATA);
            Reply reply = client.call(
                    method,
                    path.replaceAll("\\{[a-zA-Z]+}", "someone"),
                    method.equals("GET") || method.equals("DELETE")
                            ? null
                            : "{\"id\":\"someone\",\"url\":\"https://example.com\"}".getBytes(),
                    "Content-Type",
                    form ? Form.TYPE : "application/json");
            assertThat(reply.status())
                    .as(method + " " + path + " " + reply.text())
                    .isEqualTo(403);
            checked++;
        }
        assertThat(checked).isGreaterThan(25);
    }

    @Test
    void aKeyForSomeAccountsSeesAndTouchesOnlyThose() {
        fleet.views().account("mine", "READY", null);
        fleet.views().account("theirs", "READY", null);
        Client limited = keyWith(List.of("read", "control"), List.of("mine"));
        Reply list = limited.get("/api/accounts");
        assertThat(list.data())
                .extracting(account -> account.path("id").asString())
                .containsExactly("mine");
        assertThat(limited.get("/api/accounts/mine").status()).isEqualTo(200);
        assertThat(limited.get("/api/accounts/theirs").code()).isEqualTo("FORBIDDEN");
        assertThat(limited.post("/api/accounts/theirs/restart", "").code()).isEqualTo("FORBIDDEN");
        assertThat(limited.get("/api/keys").code()).isEqualTo("FORBIDDEN");
    }

    @Test
    void aRevokedKeyIsDeadWithinFiveSeconds() {
        Client client = keyWith(List.of("read"), List.of());
        assertThat(client.get("/api/accounts").status()).isEqualTo(200);
        String id = client.key().split("_")[1];
        assertThat(admin.delete("/api/keys/" + id).status()).isEqualTo(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(5 + 10)) // a busy machine has ten more
                .until(() -> client.get("/api/accounts").status() != 200);
        assertThat(admin.get("/api/keys").text()).contains(id).doesNotContain(client.key());
    }

    @Test
    void aSessionCookieStandsForItsKeyButChangesNothingWithoutTheHeader() {
        Reply in = gateway.client("").post("/api/dashboard/session", Map.of("api_key", RunningGateway.ADMIN_KEY));
        assertThat(in.header("Set-Cookie")).contains("HttpOnly", "SameSite=Strict", "Path=/api");
        String cookie = in.header("Set-Cookie").split(";")[0];
        Client browser = gateway.client("");
        assertThat(browser.get("/api/accounts", "Cookie", cookie).status()).isEqualTo(200);
        assertThat(browser.post("/api/accounts/csrf/restart", "", "Cookie", cookie)
                        .status())
                .isEqualTo(403);
        assertThat(browser.post("/api/accounts/csrf/restart", "", "Cookie", cookie, "X-Wafleet-Dashboard", "1")
                        .status())
                .isEqualTo(200);
        assertThat(browser.get("/api/accounts", "Cookie", cookie + "x").status())
                .isEqualTo(401);
        String forged = cookie.replaceFirst("\\.[0-9]+\\.", ".99999999999.");
        assertThat(browser.get("/api/accounts", "Cookie", forged).status()).isEqualTo(401);
    }

    @Test
    void theFirstStartMakesAKeyShowsItOnceAndKeepsItForItsOwnerOnly(CapturedOutput output) throws Exception {
        String database = RealParts.postgres();
        String key;
        try (RunningGateway first =
                RunningGateway.start(RealParts.kafka(), database).awaitReady()) {
            Path file = first.home().resolve("api-key");
            key = Files.readString(file).strip();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(output.getOut()).contains(key, file.toString());
            assertThat(first.client(key).get("/api/keys").status()).isEqualTo(200);
        }
        int shown = output.getOut().split(java.util.regex.Pattern.quote(key), -1).length;
        try (RunningGateway second =
                RunningGateway.start(RealParts.kafka(), database).awaitReady()) {
            assertThat(second.client(key).get("/api/keys").status()).isEqualTo(200);
            assertThat(second.home().resolve("api-key")).doesNotExist();
            assertThat(output.getOut().split(java.util.regex.Pattern.quote(key), -1))
                    .hasSize(shown);
        }
    }

    @Test
    void behindAProxyTheForwardedAddressIsTheCallersAndTheCookieIsForTlsOnly() {
        try (RunningGateway proxied = RunningGateway.start(
                        RealParts.kafka(),
                        RealParts.postgres(),
                        "--wafleet.gateway.key.value=good-key-good-key",
                        "--WAFLEET_FORWARDED_HEADERS=native")
                .awaitReady()) {
            Client anyone = proxied.client("wrong-key");
            Reply reply = anyone.get("/api/keys", "X-Forwarded-For", "203.0.113.7");
            for (int i = 0; i < 20 && reply.status() == 401; i++) {
                reply = anyone.get("/api/keys", "X-Forwarded-For", "203.0.113.7");
            }
            assertThat(reply.status()).isEqualTo(429);
            assertThat(anyone.get("/api/keys", "X-Forwarded-For", "203.0.113.8").status())
                    .isEqualTo(401);
            Reply in = anyone.post(
                    "/api/dashboard/session", "{\"api_key\":\"good-key-good-key\"}", "X-Forwarded-Proto", "https");
            assertThat(in.header("Set-Cookie")).contains("; Secure");
        }
    }

    @Test
    void wrongKeysMakeTheirAddressWaitButNotTheGoodKeysThere() {
        try (RunningGateway besieged = RunningGateway.start(
                        RealParts.kafka(), RealParts.postgres(), "--wafleet.gateway.key.value=good-key-good-key")
                .awaitReady()) {
            Client guesser = besieged.client("wrong-key");
            Reply reply = guesser.get("/api/keys");
            for (int i = 0; i < 20 && reply.status() == 401; i++) {
                reply = guesser.get("/api/keys");
            }
            assertThat(reply.status()).isEqualTo(429);
            assertThat(Long.parseLong(reply.header("Retry-After"))).isPositive();
            assertThat(besieged.client("good-key-good-key").get("/api/keys").status())
                    .isEqualTo(200);
        }
    }
}
