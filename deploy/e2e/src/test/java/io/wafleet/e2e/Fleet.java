package io.wafleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** A whole Wafleet of real processes, started by {@code deploy/up} as a user would, on free ports. */
public final class Fleet implements AutoCloseable {

    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    private static final List<String> PORTS = List.of(
            "WAFLEET_PORT",
            "WAFLEET_WORKER_PORT",
            "WAFLEET_RELAY_PORT",
            "WAFLEET_SANDBOX_PORT",
            "WAFLEET_SANDBOX_TLS_PORT",
            "WAFLEET_KAFKA_PORT",
            "WAFLEET_KAFKA_CONTROLLER_PORT",
            "WAFLEET_POSTGRES_PORT");

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();

    public Fleet(String name, Map<String, String> settings) {
        home = Path.of("target", "fleet", name).toAbsolutePath();
        try {
            FileSystemUtils.deleteRecursively(home); // what an earlier run left
        } catch (IOException inUse) {
            throw new UncheckedIOException(inUse);
        }
        environment.put("WAFLEET_HOME", home.toString());
        List<Integer> free = freePorts(PORTS.size());
        for (int i = 0; i < PORTS.size(); i++) {
            environment.put(PORTS.get(i), String.valueOf(free.get(i)));
        }
        environment.putAll(settings);
    }

    /** Starts what is not running and returns when all of it is ready. */
    public void up(String... options) {
        List<String> command = new ArrayList<>(List.of("deploy/up", "--detach"));
        command.addAll(List.of(options));
        run(command, 600); // it may have to build first
    }

    public void down() {
        run(List.of("deploy/down"), 180);
    }

    /** Kills a part as a crash would. */
    public void kill(String part) {
        kill(process(part));
    }

    /** Kills all of it as a power cut would, the launchers first so that they restart nothing. */
    public void killAll() {
        parts().sorted(Comparator.comparing(part -> !part.startsWith("standalone")))
                .forEach(part -> running(part).ifPresent(Fleet::kill));
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !isRunning(process));
    }

    /** Whether it runs; what has ended does not, even where nobody ever asks for its exit code. */
    public static boolean isRunning(ProcessHandle process) {
        try {
            String stat = Files.readString(
                    Path.of("/proc", String.valueOf(process.pid()), "stat"), StandardCharsets.ISO_8859_1);
            return process.isAlive() && stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException noProcOrEnded) {
            return process.isAlive();
        }
    }

    public ProcessHandle process(String part) {
        return running(part).orElseThrow(() -> new IllegalStateException(part + " is not running"));
    }

    /** The process of a part, if it runs. */
    public Optional<ProcessHandle> running(String part) {
        return recorded(part, 0)
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).filter(Fleet::isRunning));
    }

    /** The launcher that starts a part again when it ends. */
    public ProcessHandle keeper(String part) {
        return process(recorded(part, 2).orElseThrow());
    }

    public URI gateway() {
        return local("WAFLEET_PORT");
    }

    public URI sandbox() {
        return local("WAFLEET_SANDBOX_PORT");
    }

    public URI worker() {
        return local("WAFLEET_WORKER_PORT");
    }

    public URI relay() {
        return local("WAFLEET_RELAY_PORT");
    }

    public String kafka() {
        return "127.0.0.1:" + environment.get("WAFLEET_KAFKA_PORT");
    }

    public String apiKey() {
        try {
            return Files.readString(home.resolve("api-key")).strip();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public Path home() {
        return home;
    }

    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public void close() {
        down();
    }

    /** Runs a command of the project and fails with its output if it fails. */
    public String run(List<String> command, int seconds) {
        try {
            Path output = Files.createTempFile("wafleet-e2e", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(PROJECT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            String printed = Files.readString(output);
            Files.delete(output);
            if (!ended) {
                process.destroy();
            }
            assertThat(ended && process.exitValue() == 0)
                    .as("%s within %d s printed:%n%s", command, seconds, printed)
                    .isTrue();
            return printed;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private URI local(String port) {
        return URI.create("http://127.0.0.1:" + environment.get(port));
    }

    private Stream<String> parts() {
        try (Stream<Path> files = Files.list(home.resolve("run"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".pid"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .toList()
                    .stream();
        } catch (IOException none) {
            return Stream.empty();
        }
    }

    /** A word of a part's record: the number of the process, its start, its keeper. */
    private Optional<String> recorded(String part, int word) {
        try {
            String[] words = Files.readString(home.resolve("run").resolve(part + ".pid"))
                    .strip()
                    .split("\\s+");
            return Optional.of(words[word]);
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Such as no system hands out to clients by itself: nobody takes one while its part is started again. */
    private static List<Integer> freePorts(int count) {
        return ThreadLocalRandom.current()
                .ints(20_000, 32_000)
                .distinct()
                // The second and the third worker have the port of the first and ten and twenty more.
                .filter(port -> isFree(port) && isFree(port + 10) && isFree(port + 20))
                .limit(count)
                .boxed()
                .toList();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
