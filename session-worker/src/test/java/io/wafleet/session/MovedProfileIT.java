package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.account.AccountState;
import io.wafleet.common.account.StatusReason.Code;
import io.wafleet.common.event.AccountStatusChanged;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.QrIssued;
import io.wafleet.standalone.testing.RealParts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Workers that share a database and no disk, one after the other, with one account. */
class MovedProfileIT {

    private static final String ANN = "15551234567";
    private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE=";
    private static final String OTHER_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAI=";

    @TempDir
    Path disks;

    private final Map<String, String> parts = Map.of(
            "WAFLEET_KAFKA", RealParts.kafka(),
            "WAFLEET_DATABASE_URL", RealParts.postgres(),
            "WAFLEET_SANDBOX_URL", RealParts.sandbox().toString(),
            "WAFLEET_PROFILE_STORE", "postgres");
    private final JdbcClient database =
            JdbcClient.create(new DriverManagerDataSource(parts.get("WAFLEET_DATABASE_URL")));
    private final Phone phone = new Phone(RealParts.sandbox());
    private final Wire wire = new Wire(RealParts.kafka());
    private final List<AutoCloseable> running = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : running.reversed()) {
            each.close();
        }
        wire.close();
    }

    private Worker worker(String disk, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("WAFLEET_PROFILE_KEY", KEY));
        all.putAll(settings);
        Worker worker = Worker.start(parts, disks.resolve(disk), all);
        running.add(worker);
        return worker;
    }

    private Worker worker(String disk) {
        return worker(disk, Map.of());
    }

    /** A worker of its own process, which takes a checkpoint every second. */
    private Process mortalWorker(String disk) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SessionWorkerApplication.class.getName(),
                "--wafleet.session.profiles.checkpoint-interval=1s");
        builder.environment().putAll(parts);
        builder.environment().put("WAFLEET_PROFILE_KEY", KEY);
        builder.environment().put("WAFLEET_HOME", disks.resolve(disk).toString());
        builder.environment().put("WAFLEET_WORKER_PORT", "0");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/mortal-worker.log")))
                .start();
        running.add(() -> process.destroyForcibly().waitFor());
        return process;
    }

    private void link(String account, String number) {
        wire.run(account + "-create", "create", account, "{\"network\":\"sandbox\"}");
        phone.scan(wire, account, number);
    }

    private void sends(String account, String text) {
        assertThat(wire.run(account + text, "send", account, """
                        {"to":"%s","message":"%s"}""".formatted(ANN, text)))
                .isInstanceOf(CommandCompleted.class);
    }

    private void writes(String number, String text) {
        phone.does("send", Map.of("account", number, "from", ANN, "type", "chat", "body", text));
    }

    private long archives(String where) {
        return database.sql("select count(*) from session.profile_archive where " + where)
                .query(Long.class)
                .single();
    }

    @Test
    void anAccountWhoseWorkerStopsGoesToAnotherWithoutANewCode() {
        Worker first = worker("first");
        link("mover", "15559991001");
        assertThat(archives("not live")).as("archives before READY is told").isPositive();
        sends("mover", "one");
        first.close();
        long qrs = wire.told("mover", QrIssued.class).size();

        worker("second");
        AccountStatusChanged ready = wire.awaitState("mover", AccountState.READY);

        assertThat(ready.reason().message()).isNull();
        sends("mover", "two");
        assertThat(wire.told("mover", QrIssued.class)).hasSize((int) qrs);
    }

    @Test
    void aLoginThatCannotBeArchivedIsNotTold() {
        Worker worker = worker("first", Map.of("wafleet.session.lifecycle.hand-over", "2s"));
        wire.command("moved-slow-create", "create", "moved-slow", "{\"network\":\"sandbox\"}");
        String raw = wire.awaitTold("moved-slow", QrIssued.class, qr -> true).raw();
        database.sql("alter table session.profile_chunk rename to away").update();
        phone.does("pair", Map.of("qr", raw, "phone", "15559991005", "name", "moved-slow"));

        Counter failures = worker.part(MeterRegistry.class).counter("wafleet.profile.failed", "reason", "not_stored");
        await().atMost(Duration.ofSeconds(40)).until(() -> failures.count() > 6);
        wire.awaitState("moved-slow", AccountState.AUTH);
        database.sql("alter table session.away rename to profile_chunk").update();

        wire.awaitState("moved-slow", AccountState.READY);
        assertThat(archives("chunks > 0")).isPositive();
    }

    @Test
    void anAccountWhoseWorkerIsKilledUnderLoadComesBackFromACheckpoint() throws Exception {
        String number = "15559991002";
        Process first = mortalWorker("first");
        link("fallen", number);
        AtomicBoolean enough = new AtomicBoolean();
        Thread traffic = Thread.ofVirtual().start(() -> {
            for (int i = 0; !enough.get(); i++) {
                writes(number, "message " + i);
            }
        });
        long told = archives("live");
        await().atMost(Duration.ofSeconds(60)).until(() -> archives("live and generation > 4") > told);
        first.destroyForcibly().waitFor();
        enough.set(true);
        traffic.join();
        assertThat(database.sql("select in_use from session.profile")
                        .query(Boolean.class)
                        .single())
                .as("the archive is older than the last run")
                .isTrue();
        long qrs = wire.told("fallen", QrIssued.class).size();

        worker("second");
        AccountStatusChanged ready = wire.awaitTold(
                "fallen",
                AccountStatusChanged.class,
                change ->
                        change.status() == AccountState.READY && change.reason().message() != null);

        assertThat(ready.reason().message()).contains("older than its last run");
        assertThat(wire.told("fallen", QrIssued.class)).hasSize((int) qrs);
        sends("fallen", "here again");
        writes(number, "after the fall");
        wire.awaitTold(
                "fallen",
                MessageReceived.class,
                heard -> "after the fall".equals(heard.message().message()));
    }

    @Test
    void aBrokenArchiveLeadsToTheOneBeforeAndTwoOfThemToATypedFailureAndNoNewCode() {
        Worker first = worker("first");
        link("broken", "15559991003");
        first.close();
        long qrs = wire.told("broken", QrIssued.class).size();
        assertThat(archives("not live")).isEqualTo(2);
        database.sql("""
                        update session.profile_chunk set bytes = substring(bytes for octet_length(bytes) / 2)
                        where archive_id = (select id from session.profile_archive order by generation desc limit 1)
                        """).update();

        Worker second = worker("second");
        AccountStatusChanged ready = wire.awaitState("broken", AccountState.READY);
        assertThat(ready.reason().message()).contains("broken; this is the one before");
        second.close();
        database.sql("update session.profile_chunk set bytes = set_byte(bytes, 100, get_byte(bytes, 100) # 1)")
                .update();

        worker("third");
        AccountStatusChanged failed = wire.awaitState("broken", AccountState.FAILED);
        assertThat(failed.reason().code()).isEqualTo(Code.PROFILE_UNREADABLE);
        assertThat(failed.reason().message()).contains("log out");
        assertThat(wire.told("broken", QrIssued.class)).hasSize((int) qrs);

        wire.run("broken-out", "logout", "broken", "{}");
        wire.run("broken-in", "connect", "broken", "{}");
        wire.awaitState("broken", AccountState.QR);
    }

    @Test
    void withTheWrongKeyAnAccountFailsAndWithTheRightOneItIsBack() {
        Worker first = worker("first");
        link("locked", "15559991004");
        first.close();
        long qrs = wire.told("locked", QrIssued.class).size();

        Worker second = worker("second", Map.of("WAFLEET_PROFILE_KEY", OTHER_KEY));
        AccountStatusChanged failed = wire.awaitState("locked", AccountState.FAILED);
        assertThat(failed.reason().code()).isEqualTo(Code.PROFILE_UNREADABLE);
        assertThat(failed.reason().message()).contains("WAFLEET_PROFILE_KEY");
        second.close();

        worker("third", Map.of("WAFLEET_PROFILE_KEY", OTHER_KEY, "WAFLEET_PROFILE_OLD_KEYS", KEY));
        wire.awaitState("locked", AccountState.READY);
        assertThat(wire.told("locked", QrIssued.class)).hasSize((int) qrs);
    }
}
