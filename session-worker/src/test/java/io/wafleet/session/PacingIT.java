package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountState;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.MessageFailed;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.standalone.testing.RealParts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Accounts that send at the pace they have, across restarts of their worker. */
class PacingIT {

    private static final String ANN = "15557006001";

    @TempDir
    Path home;

    private OneWorker one;

    private void start(Map<String, String> settings) {
        one = new OneWorker(home, RealParts.sandbox(), settings);
    }

    @AfterEach
    void stop() {
        one.close();
    }

    private void make(String account, String number, String pacing) {
        one.run("create", account, "{\"network\":\"sandbox\",\"pacing\":" + pacing + "}");
        one.scan(account, number);
    }

    private void asks(String id, String account, String text) {
        one.wire.command(id, "send", account, "{\"to\":\"" + ANN + "\",\"message\":\"" + text + "\"}");
    }

    private EventData send(String id, String account, String clientMessageId) {
        return one.wire.run(id, "send", account, """
                {"to":"%s","message":"Hi","client_message_id":"%s"}""".formatted(ANN, clientMessageId));
    }

    private void update(String id, String account, String data) {
        assertThat(one.wire.run(id, "update", account, data)).isInstanceOf(CommandCompleted.class);
    }

    private static CommandError refusal(EventData ended) {
        assertThat(ended).isInstanceOf(CommandFailed.class);
        return ((CommandFailed) ended).error();
    }

    private List<JsonNode> onThePhone(String number) {
        return one.phone.received(ANN, number).valueStream().toList();
    }

    private JdbcClient database() {
        return one.worker.part(JdbcClient.class);
    }

    private int counted(String account) {
        return database()
                .sql("select coalesce(sum(last_hour), 0) from session.recent_sends_view where account_id = ?")
                .param(account)
                .query(Integer.class)
                .single();
    }

    private String inForce(String account, String field) {
        return database()
                .sql("select pacing ->> ? from session.account_view where id = ?")
                .params(field, account)
                .query(String.class)
                .single();
    }

    @Test
    void thePauseBetweenTwoSendsIsKeptAndOnlyTheSendsOfItsAccountWait() {
        start(Map.of());
        make("paced-slow", "15557006002", "{\"enabled\":true,\"gap_min_ms\":4000,\"gap_max_ms\":4500}");
        one.link("paced-quick", "15557006003");
        for (int i = 1; i <= 4; i++) {
            asks("paced-slow-" + i, "paced-slow", "slow " + i);
        }
        for (int i = 1; i <= 4; i++) {
            asks("paced-quick-" + i, "paced-quick", "quick " + i);
        }
        one.run("check-contact", "paced-slow", "{\"phone\":\"" + ANN + "\"}");
        for (int i = 1; i <= 4; i++) {
            assertThat(one.wire.result("paced-quick-" + i)).isInstanceOf(CommandCompleted.class);
        }
        assertThat(onThePhone("15557006002")).hasSizeLessThan(4);

        assertThat(one.wire.result("paced-slow-4")).isInstanceOf(CommandCompleted.class);

        List<JsonNode> came = onThePhone("15557006002");
        assertThat(came)
                .extracting(message -> message.path("body").asString())
                .containsExactly("slow 1", "slow 2", "slow 3", "slow 4");
        // The first of a new page takes its time.
        long took = came.getLast().path("timestamp").asLong()
                - came.get(1).path("timestamp").asLong();
        // Two pauses of at least four seconds, between timestamps without fractions, and some latency.
        assertThat(took).isGreaterThanOrEqualTo(6);
    }

    @Test
    void aFullHourRefusesAcrossARestartUntilTheAccountMaySendMore() {
        start(Map.of());
        make("full", "15557006004", "{\"enabled\":true,\"per_hour\":2,\"gap_min_ms\":0,\"gap_max_ms\":0}");
        assertThat(inForce("full", "enabled")).isEqualTo("true");
        assertThat(inForce("full", "per_minute")).isEqualTo("20");
        assertThat(inForce("full", "per_hour")).isEqualTo("2");

        assertThat(send("full-1", "full", "order-1")).isInstanceOf(CommandCompleted.class);
        assertThat(send("full-1-again", "full", "order-1")).isInstanceOf(CommandCompleted.class);
        assertThat(send("full-2", "full", "order-2")).isInstanceOf(CommandCompleted.class);
        CommandError refused = refusal(send("full-3", "full", "order-3"));
        assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(refused.retryAfterSeconds()).isBetween(1L, 3_600L);
        one.wire.awaitTold(
                "full", MessageFailed.class, failed -> failed.commandId().equals("full-3"));
        assertThat(counted("full")).isEqualTo(2);

        one.restart(Map.of());
        one.wire.awaitState("full", AccountState.READY);
        CommandError again = refusal(send("full-4", "full", "order-3"));
        assertThat(again.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(again.retryAfterSeconds()).isBetween(1L, refused.retryAfterSeconds());

        update("full-more", "full", "{\"pacing\":{\"per_hour\":3}}");
        assertThat(send("full-5", "full", "order-3")).isInstanceOf(CommandCompleted.class);
        assertThat(refusal(send("full-6", "full", "order-4")).code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(onThePhone("15557006004")).hasSize(3);

        update("full-back", "full", "{\"pacing\":{\"per_hour\":null}}");
        assertThat(inForce("full", "per_hour")).isEqualTo("100");
        assertThat(inForce("full", "gap_min_ms")).isEqualTo("0");
        assertThat(send("full-7", "full", "order-4")).isInstanceOf(CommandCompleted.class);

        update("full-strict", "full", "{\"pacing\":{\"per_hour\":1}}");
        assertThat(refusal(send("full-8", "full", "order-5")).code()).isEqualTo(ErrorCode.RATE_LIMITED);
        one.restart(Map.of("WAFLEET_PACING", "off"));
        one.wire.awaitState("full", AccountState.READY);
        assertThat(send("full-9", "full", "order-5")).isInstanceOf(CommandCompleted.class);
        await().untilAsserted(() -> assertThat(inForce("full", "enabled")).isEqualTo("false"));
    }

    @Test
    void aSendThatWaitsForItsTurnHasItWithTheNextWorker() {
        start(Map.of());
        make("moved", "15557006005", "{\"enabled\":true,\"gap_min_ms\":15000,\"gap_max_ms\":15000}");
        asks("moved-1", "moved", "moved 1");
        assertThat(one.wire.result("moved-1")).isInstanceOf(CommandCompleted.class);
        asks("moved-2", "moved", "moved 2");
        asks("moved-3", "moved", "moved 3");
        await().untilAsserted(() -> assertThat(database()
                        .sql("select count(*) from session.command where id = 'moved-2'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1));

        one.worker.close();
        // It would have had the time: a drain may take longer than the pause.
        assertThat(onThePhone("15557006005")).hasSize(1);
        one.restart(Map.of());

        assertThat(one.wire.result("moved-2")).isInstanceOf(CommandCompleted.class);
        update("moved-on", "moved", "{\"pacing\":{\"gap_min_ms\":0,\"gap_max_ms\":0}}");
        assertThat(onThePhone("15557006005"))
                .as("the change did not wait behind the third")
                .hasSize(2);
        assertThat(one.wire.result("moved-3")).isInstanceOf(CommandCompleted.class);
        List<JsonNode> came = onThePhone("15557006005");
        assertThat(came).hasSize(3);
        assertThat(came.get(1).path("timestamp").asLong()
                        - came.get(0).path("timestamp").asLong())
                .isGreaterThanOrEqualTo(14);
    }

    @Test
    void whatNeverReachedThePageDoesNotCount() {
        start(Map.of("wafleet.session.send.ready-wait", "1s"));
        one.run("create", "early", "{\"network\":\"sandbox\",\"pacing\":{\"enabled\":true}}");
        one.wire.awaitState("early", AccountState.QR);
        assertThat(refusal(send("early-1", "early", "order-1")).code()).isEqualTo(ErrorCode.WHATSAPP_NOT_READY);
        assertThat(counted("early")).isZero();
    }

    @Test
    void anUpdateChangesWhatItHasAndNothingElse() {
        start(Map.of());
        one.run("create", "paced-kept", """
                {"network":"sandbox","name":"Kept","metadata":{"team":"a"},"pacing":{"per_day":50}}""");
        update("paced-kept-1", "paced-kept", "{\"name\":\"Renamed\"}");
        update("paced-kept-2", "paced-kept", "{\"metadata\":{\"shift\":\"b\"},\"pacing\":{\"per_hour\":9}}");

        Map<String, Object> row = database()
                .sql("select name, metadata::text as metadata from session.account_view where id = 'paced-kept'")
                .query()
                .singleRow();
        assertThat(row).containsEntry("name", "Renamed").containsEntry("metadata", "{\"shift\": \"b\"}");
        assertThat(inForce("paced-kept", "per_day")).isEqualTo("50");
        assertThat(inForce("paced-kept", "per_hour")).isEqualTo("9");

        CommandError odd =
                refusal(one.wire.run("paced-kept-3", "update", "paced-kept", "{\"pacing\":{\"gap_min_ms\":30000}}"));
        assertThat(odd.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(odd.fields())
                .singleElement()
                .satisfies(field -> assertThat(field.pointer()).isEqualTo("/pacing/gap_min_ms"));
        assertThat(refusal(one.wire.run("paced-nobody-1", "update", "paced-nobody", "{\"name\":\"X\"}"))
                        .code())
                .isEqualTo(ErrorCode.ACCOUNT_NOT_FOUND);
    }
}
