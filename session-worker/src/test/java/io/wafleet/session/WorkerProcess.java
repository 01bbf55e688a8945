package io.wafleet.session;

import io.wafleet.standalone.testing.RealParts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A worker in a process of its own, which can be ended as a crash ends it; it is started again on the same directory. */
final class WorkerProcess implements AutoCloseable {

    private final Path home;
    private final Map<String, String> parts = Map.of(
            "WAFLEET_KAFKA", RealParts.kafka(),
            "WAFLEET_DATABASE_URL", RealParts.postgres(),
            "WAFLEET_SANDBOX_URL", RealParts.sandbox().toString(),
            "WAFLEET_WORKER_PORT", "0");
    private Process process;

    WorkerProcess(Path home) throws IOException {
        this.home = home;
        this.process = start();
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SessionWorkerApplication.class.getName()));
        builder.environment().putAll(parts);
        builder.environment().put("WAFLEET_HOME", home.toString());
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/worker-process.log")))
                .start();
    }

    /** The worker stands still; its Chromium goes on until it misses the worker. */
    void freeze() throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -STOP " + process.pid()).start().waitFor();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void startAgain() throws IOException {
        process = start();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
