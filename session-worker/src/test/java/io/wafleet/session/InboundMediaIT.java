package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.MediaLost;
import io.wafleet.common.event.MediaStored;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.standalone.testing.RealParts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every file that came in ends in one event, whatever comes between. */
class InboundMediaIT {

    private static final String ACCOUNT = "inbound";
    private static final String NUMBER = "15558880001";
    private static final Duration SOON = Duration.ofSeconds(45);

    @TempDir
    static Path home;

    private static Wire wire;
    private static Phone phone;
    private static Worker worker;

    @BeforeAll
    static void start() {
        phone = new Phone(RealParts.sandbox());
        worker = Worker.start(
                Map.of(
                        "WAFLEET_KAFKA", RealParts.kafka(),
                        "WAFLEET_DATABASE_URL", RealParts.postgres(),
                        "WAFLEET_SANDBOX_URL", RealParts.sandbox().toString()),
                home,
                Map.of());
        wire = new Wire(RealParts.kafka());
        wire.run("inbound-create", "create", ACCOUNT, "{\"network\":\"sandbox\"}");
        phone.scan(wire, ACCOUNT, NUMBER);
    }

    @AfterAll
    static void stop() {
        worker.close();
        wire.close();
    }

    @Test
    void aFileThatWasStoredAMomentBeforeACrashIsToldByTheNextLife() {
        MediaStored told = wire.awaitTold(ACCOUNT, MediaStored.class, ofMessage(send("one")));
        await().until(() -> untold() == 0);
        // As a worker leaves it that dies between the store and the event.
        jdbc().sql("update session.media set told = false where id = ?")
                .param(told.media().id())
                .update();

        restart("inbound-restart-1");

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(storedTold(told.media().id())).hasSize(2).containsOnly(told));
        await().until(() -> untold() == 0);
    }

    @Test
    void whatCannotBeFetchedAnyMoreIsToldAsFailedHoweverMuchItIs() {
        jdbc().sql("""
            insert into session.media
                (id, account_id, message_id, chat_id, direction, status, created_at)
            select 'med_old' || n, ?, '3EB0' || n, '1555@c.us', 'inbound', 'pending',
                now() - interval '4 days' from generate_series(1, 450) n
            """).param(ACCOUNT).update();
        // As a worker leaves it that this file has ended again and again.
        jdbc().sql("""
            insert into session.media
                (id, account_id, message_id, chat_id, direction, status, attempts)
            values ('med_deadly', ?, '3EB0DEAD', '1555@c.us', 'inbound', 'pending', 3)
            """).param(ACCOUNT).update();

        restart("inbound-restart-2");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(wire.told(ACCOUNT, MediaLost.class))
                        .filteredOn(lost -> lost.media().id().matches("med_(old\\d+|deadly)"))
                        .hasSize(451)
                        .allSatisfy(lost -> assertThat(lost.error().code()).isEqualTo(ErrorCode.MEDIA_UNREACHABLE))
                        .anySatisfy(lost -> assertThat(lost.media().id()).isEqualTo("med_deadly")));
        await().until(() -> untold() == 0);
    }

    @Test
    void aFileThatCannotBeStoredForAMomentIsStoredAfterIt() {
        String message;
        jdbc().sql("alter table session.blob rename to blob_away").update();
        try {
            message = send("two");
            await().atMost(SOON)
                    .until(() -> jdbc().sql("select coalesce(max(attempts), 0) from session.media where message_id = ?")
                                    .param(message)
                                    .query(Integer.class)
                                    .single()
                            > 0);
        } finally {
            jdbc().sql("alter table session.blob_away rename to blob").update();
        }

        wire.awaitTold(ACCOUNT, MediaStored.class, ofMessage(message));
    }

    @Test
    void aFileThatWhatsAppDoesNotGiveAtFirstIsAskedForAgain() {
        String message;
        phone.turns(NUMBER, Map.of("media_error", true));
        try {
            message = send("three");
            await().atMost(SOON)
                    .until(() -> jdbc().sql("select coalesce(max(attempts), 0) from session.media where message_id = ?")
                                    .param(message)
                                    .query(Integer.class)
                                    .single()
                            > 1);
        } finally {
            phone.turns(NUMBER, Map.of("media_error", false));
        }

        wire.awaitTold(ACCOUNT, MediaStored.class, ofMessage(message));
    }

    @Test
    void aFileThatWhatsAppNeverGivesIsToldAsFailed() {
        phone.turns(NUMBER, Map.of("media_error", true));
        try {
            String message = send("four");
            MediaLost lost = wire.awaitTold(
                    ACCOUNT, MediaLost.class, told -> told.messageId().equals(message));
            assertThat(lost.error().code()).isEqualTo(ErrorCode.MEDIA_UNREACHABLE);
        } finally {
            phone.turns(NUMBER, Map.of("media_error", false));
        }
    }

    /** Has the phone send a small document and returns its message's id. */
    private static String send(String text) {
        phone.does(
                "send",
                Map.of(
                        "account",
                        NUMBER,
                        "from",
                        "15551234567",
                        "type",
                        "document",
                        "mimetype",
                        "text/plain",
                        "filename",
                        text + ".txt",
                        "data",
                        Base64.getEncoder().encodeToString(text.getBytes())));
        return wire.awaitTold(
                        ACCOUNT,
                        MessageReceived.class,
                        seen -> seen.message().media() != null
                                && (text + ".txt").equals(seen.message().media().filename()))
                .message()
                .id();
    }

    private static void restart(String command) {
        assertThat(wire.run(command, "restart", ACCOUNT, "{}")).isInstanceOf(CommandCompleted.class);
    }

    private static java.util.function.Predicate<MediaStored> ofMessage(String id) {
        return stored -> stored.messageId().equals(id);
    }

    private static List<MediaStored> storedTold(String mediaId) {
        return wire.told(ACCOUNT, MediaStored.class).stream()
                .filter(stored -> stored.media().id().equals(mediaId))
                .toList();
    }

    private static int untold() {
        return jdbc().sql("select count(*) from session.media where not told")
                .query(Integer.class)
                .single();
    }

    private static JdbcClient jdbc() {
        return worker.part(JdbcClient.class);
    }
}
