package io.wafleet.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.standalone.process.Liveness;
import io.wafleet.standalone.process.Ports;
import io.wafleet.standalone.process.RunningPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    @TempDir
    static Path directory;

    private final EmbeddedPostgres postgres =
            new EmbeddedPostgres(directory, Ports.free(), directory.resolve("postgres.log"));

    @Test
    void commitsAreDurable() throws Exception {
        try (var running = RunningPart.start(postgres)) {
            assertThat(ask("show fsync")).isEqualTo("on");
            assertThat(ask("show synchronous_commit")).isEqualTo("on");
            assertThat(ask("show full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void whatWasCommittedIsThereAfterTheServerWasKilled() throws Exception {
        var running = RunningPart.start(postgres);
        try {
            run("create table kept as select generate_series(1, 1000) as id");
            running.kill();
            running = RunningPart.start(postgres);
            assertThat(ask("select count(*) from kept")).isEqualTo("1000");
        } finally {
            running.close();
        }
    }

    @Test
    void aServerThatWasLeftBehindGivesWayToANewOne() throws Exception {
        var orphan = postgres.prepare()
                .redirectErrorStream(true)
                .redirectOutput(postgres.log().toFile())
                .start();
        while (!postgres.ready(orphan)) {
            assertThat(orphan.isAlive()).isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        run("create table from_before(id int)");
        try (var running = RunningPart.start(postgres)) {
            assertThat(Liveness.of(orphan.toHandle())).isFalse();
            assertThat(ask("select to_regclass('from_before') is not null")).isEqualTo("t");
        }
    }

    @Test
    void aPidFileThatNamesAnotherProcessIsNoObstacle() throws Exception {
        RunningPart.start(postgres).kill();
        var file = directory.resolve("data/postmaster.pid");
        var lines = Files.readAllLines(file);
        lines.set(0, "" + ProcessHandle.current().pid());
        Files.write(file, lines);
        try (var running = RunningPart.start(postgres)) {
            assertThat(ask("select 1")).isEqualTo("1");
        }
    }

    private void run(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
