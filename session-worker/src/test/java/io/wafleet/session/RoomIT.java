package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountState;
import io.wafleet.common.account.StatusReason.Code;
import io.wafleet.common.event.AccountStatusChanged;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A worker that has room for two accounts, and what it does with a third; then it is drained. */
@TestMethodOrder(OrderAnnotation.class)
class RoomIT {

    @TempDir
    static Path home;

    private static OneWorker one;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        one = new OneWorker(home, Map.of("WAFLEET_WORKER_ACCOUNTS", "2"));
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        one.close();
    }

    @Test
    @Order(1)
    void anAccountForWhichThereIsNoRoomWaitsAndSaysSo() throws Exception {
        one.link("room-one", "15557100001");
        one.run("create", "room-two", "{\"network\":\"sandbox\"}");
        one.wire.awaitState("room-two", AccountState.QR);

        one.run("create", "room-three", "{\"network\":\"sandbox\"}");

        AccountStatusChanged waits = one.wire.awaitState("room-three", AccountState.DISCONNECTED);
        assertThat(waits.reason().code()).isEqualTo(Code.WAITING_FOR_CAPACITY);
        assertThat(metric("wafleet_session_waiting")).isEqualTo(1);
        assertThat(metric("wafleet_session_capacity")).isEqualTo(2);
    }

    @Test
    @Order(2)
    void itIsOpenedAsSoonAsAnotherOneStops() {
        int told = one.wire.told("room-three", AccountStatusChanged.class).size();

        one.run("disconnect", "room-two", "{}");

        one.wire.awaitState("room-three", AccountState.QR);
        await().untilAsserted(
                        () -> assertThat(metric("wafleet_session_waiting")).isZero());
        assertThat(one.wire.told("room-three", AccountStatusChanged.class))
                .as("it did not go on about its waiting")
                .hasSize(told + 2);
    }

    @Test
    @Order(3)
    void whoComesBackWaitsInItsTurn() {
        one.run("connect", "room-two", "{}");

        assertThat(one.wire
                        .awaitState("room-two", AccountState.DISCONNECTED)
                        .reason()
                        .code())
                .isEqualTo(Code.WAITING_FOR_CAPACITY);
    }

    @Test
    @Order(4)
    void aDrainedWorkerGivesItsAccountsAwayAndStaysUp() throws Exception {
        assertThat(call("GET", "/readyz").statusCode()).isEqualTo(200);
        assertThat(call("GET", "/actuator/drain").body()).contains("\"stage\":\"SERVING\"");

        assertThat(call("POST", "/actuator/drain").statusCode()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(call("GET", "/actuator/drain").body())
                        .contains("\"stage\":\"DRAINED\"", "\"commands\":0", "\"shards\":0"));
        assertThat(one.wire
                        .awaitState("room-one", AccountState.DISCONNECTED)
                        .reason()
                        .code())
                .isEqualTo(Code.WORKER_STOPPED);
        assertThat(call("GET", "/readyz").statusCode()).isEqualTo(503);
        assertThat(call("GET", "/livez").statusCode()).isEqualTo(200);
        assertThat(call("POST", "/actuator/drain").body()).as("asked again").contains("\"stage\":\"DRAINED\"");
    }

    private static double metric(String name) throws IOException, InterruptedException {
        return call("GET", "/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static HttpResponse<String> call(String method, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + one.worker.port() + path))
                        .method(method, BodyPublishers.noBody())
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                BodyHandlers.ofString());
    }
}
