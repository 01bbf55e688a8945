package io.wafleet.sandbox;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.core.ConditionTimeoutException;

/** The sandbox in a process of its own, on a port that stays the same when it is started again. */
final class SandboxProcess implements AutoCloseable {

    private final Path data;
    private final int port;
    private final List<String> settings;
    private Process process;

    SandboxProcess(Path data, String... settings) {
        this.data = data;
        this.settings = List.of(settings);
        port = freePort();
        start();
    }

    /** Such as no system hands out to clients by itself: nobody takes it while the sandbox is started again. */
    static int freePort() {
        return ThreadLocalRandom.current()
                .ints(20_000, 32_000)
                .filter(SandboxProcess::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void start() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SandboxApplication.class.getName()));
        command.add("--server.port=" + port);
        command.add("--wafleet.sandbox.data=" + data);
        settings.forEach(setting -> command.add("--" + setting));
        try {
            var builder = new ProcessBuilder(command);
            builder.environment().put("WAFLEET_SANDBOX_TLS_PORT", "0");
            process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            data.resolveSibling("sandbox.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            await("the sandbox answers").atMost(Duration.ofMinutes(3)).until(this::answers);
        } catch (ConditionTimeoutException e) {
            kill();
            throw e;
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("The sandbox ended while it started");
        }
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(uri().resolve("/livez")).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** As kill -9. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
