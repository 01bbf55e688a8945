package io.wafleet.standalone.postgres;

import io.wafleet.standalone.process.Part;
import io.wafleet.standalone.process.PartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server in its own process on the loopback interface, with data and programs in {@code
 * directory}.
 *
 * <p>Failure policy: a server that an earlier run left behind is stopped first. A start is tried a few
 * times, because processes of a killed server may hold its memory for a moment.
 */
public record EmbeddedPostgres(Path directory, int port, Path log) implements Part {
    /** For the superuser {@code postgres}, who needs no password on this machine. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres".formatted(port, database);
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public ProcessBuilder prepare() throws IOException {
        Files.createDirectories(directory);
        var binaries = PostgresBinaries.unpackedIn(directory);
        var user = ServerUser.forFilesIn(directory);
        LeftBehind.stop(data());
        makeCluster(binaries, user);
        var command = new ArrayList<>(List.of(binaries.program("postgres"), "-D", data().toString()));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new ProcessBuilder(user.as(command));
    }

    private void makeCluster(PostgresBinaries binaries, ServerUser user) throws IOException {
        if (Files.exists(data().resolve("PG_VERSION"))) {
            return;
        }
        // Under another name until it is whole: a start that is cut short leaves nothing that looks done.
        var fresh = directory.resolve("data-" + ProcessHandle.current().pid());
        var command = user.as(List.of(
                binaries.program("initdb"),
                "--pgdata=" + fresh,
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        var initdb = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (!succeeds(initdb)) {
            initdb.destroyForcibly();
            throw PartFailed.withLog("initdb failed", log);
        }
        Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean succeeds(Process initdb) {
        try {
            return initdb.waitFor(2, TimeUnit.MINUTES) && initdb.exitValue() == 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Map<String, String> settings() {
        return new TreeMap<>(Map.of(
                "listen_addresses", "127.0.0.1",
                "port", "" + port,
                "unix_socket_directories", "",
                "fsync", "on",
                "synchronous_commit", "on",
                "max_connections", "100",
                "shared_buffers", "128MB",
                "jit", "off",
                "timezone", "UTC",
                "log_timezone", "UTC"));
    }

    private Path data() {
        return directory.resolve("data");
    }

    @Override
    public boolean ready(Process process) throws IOException {
        return LeftBehind.ready(data(), process.pid());
    }

    /** INT is the fast shutdown: sessions are ended, data is flushed. TERM would wait for the clients. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    @Override
    public int attempts() {
        return 5;
    }
}
