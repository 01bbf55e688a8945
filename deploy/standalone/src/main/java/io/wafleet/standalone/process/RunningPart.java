package io.wafleet.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A part whose process runs; it ends with this JVM at the latest.
 *
 * <p>Failure policy: a process that ends before it is ready is started again as often as the part allows,
 * a second apart; one that is not ready in time is stopped. Both then fail with the end of the log.
 */
public final class RunningPart implements AutoCloseable {
    // Asking costs processor time, which the part needs to start.
    private static final long LONGEST_PAUSE_MILLIS = 150;

    private final Part part;
    private final Process process;

    private RunningPart(Part part, Process process) {
        this.part = part;
        this.process = process;
    }

    /** Starts the part and returns when it is ready. */
    public static RunningPart start(Part part) {
        return start(part, process -> {});
    }

    /** Starts the part, shows each started process to {@code started}, and returns when it is ready. */
    public static RunningPart start(Part part, Consumer<ProcessHandle> started) {
        try {
            for (int attempt = 1; ; attempt++) {
                var process = launch(part);
                started.accept(process.toHandle());
                if (becomesReady(part, process)) {
                    return new RunningPart(part, process);
                }
                if (attempt >= part.attempts()) {
                    throw PartFailed.withLog(
                            part.name() + " ended with exit code " + process.waitFor() + " before it was ready",
                            part.log());
                }
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(part.name() + " cannot be started: " + problem.getMessage(), problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PartFailed("interrupted while " + part.name() + " was starting", interrupted);
        }
    }

    private static Process launch(Part part) throws IOException {
        Files.createDirectories(part.log().toAbsolutePath().getParent());
        var prepared = part.prepare();
        var tied = Lifeline.tie(prepared.command(), part.stopSignal(), part.stopWithin());
        tied.environment().clear();
        tied.environment().putAll(prepared.environment());
        return tied.directory(prepared.directory())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(part.log().toFile()))
                .start();
    }

    private static boolean becomesReady(Part part, Process process) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + part.readyWithin().toNanos();
        long pause = 10;
        try {
            while (!part.ready(process)) {
                if (!process.isAlive()) {
                    return false;
                }
                if (System.nanoTime() > deadline) {
                    throw PartFailed.withLog(
                            part.name() + " was not ready within "
                                    + part.readyWithin().toSeconds() + " s",
                            part.log());
                }
                TimeUnit.MILLISECONDS.sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
            return true;
        } catch (IOException | InterruptedException | PartFailed failed) {
            Lifeline.stop(process.toHandle(), part.stopSignal(), part.stopWithin());
            throw failed;
        }
    }

    public Part part() {
        return part;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits until the process has ended and returns its exit code. */
    public int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Ends the process as a crash would; what it has written stays. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Ends the process in order, or by force when it takes too long. */
    @Override
    public void close() {
        Lifeline.stop(process.toHandle(), part.stopSignal(), part.stopWithin());
    }
}
