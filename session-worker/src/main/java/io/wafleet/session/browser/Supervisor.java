package io.wafleet.session.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dead man's switch: a script that runs Chromium in a process group of its own and kills the group when this JVM
 * stops beating, for whatever reason.
 *
 * <p>Failure policy: whatever fails here ends with Chromium dead, never with Chromium left behind.
 */
final class Supervisor implements AutoCloseable {

    private static final int LAST_LINES = 20;
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");

    private final Process script;
    private final ProcessGroup group;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final CompletableFuture<URI> endpoint = new CompletableFuture<>();

    private Supervisor(Process script, ProcessGroup group) {
        this.script = script;
        this.group = group;
    }

    /** Starts the command under the script, which is put into the given directory first. */
    static Supervisor start(List<String> command, Path scriptDirectory, Duration heartbeatTimeout) throws IOException {
        Path file = extract(scriptDirectory);
        long seconds = Math.max(1, heartbeatTimeout.toSeconds());
        List<String> line = new ArrayList<>(List.of("bash", file.toString(), Long.toString(seconds)));
        line.addAll(command);
        Process script = new ProcessBuilder(line).start();
        BufferedReader said = script.inputReader(StandardCharsets.UTF_8);
        String first = said.readLine();
        if (first == null || !first.startsWith("pid ")) {
            script.destroy();
            throw new IOException("the supervisor script did not start: " + first);
        }
        Supervisor supervisor = new Supervisor(script, new ProcessGroup(Long.parseLong(first.substring(4))));
        Thread.ofVirtual().name("chromium-output").start(() -> supervisor.keepLastLines(script.errorReader()));
        // A platform thread: beats must not depend on how busy the virtual threads are.
        Thread.ofPlatform()
                .name("chromium-heartbeat")
                .daemon()
                .start(() -> supervisor.beat(Duration.ofMillis(Math.min(1000, seconds * 200))));
        return supervisor;
    }

    ProcessGroup group() {
        return group;
    }

    boolean isAlive() {
        return script.isAlive();
    }

    /** Runs the action when script and Chromium are gone. */
    void onEnd(Runnable action) {
        CompletableFuture<Void> unused = script.onExit().thenRun(() -> {
            group.kill(); // where the script itself was killed
            action.run();
        });
    }

    /** Where to reach Chromium, in its own words: another program on that port could not say its secret path. */
    URI awaitEndpoint(Duration deadline) throws IOException {
        try {
            return endpoint.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("Chromium is slow to start: " + lastWords(), e);
        } catch (ExecutionException e) {
            throw new IOException("Chromium did not start: " + lastWords(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Chromium started", e);
        }
    }

    /** What Chromium said last, to explain why it did not start. */
    private String lastWords() {
        synchronized (lastLines) {
            return String.join("\n", lastLines);
        }
    }

    /** Waits for Chromium to end by itself. */
    boolean awaitEnd(Duration deadline) {
        try {
            return script.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Kills Chromium with all its processes and waits until they are gone, five seconds at most. */
    @Override
    public void close() {
        try {
            script.getOutputStream().close(); // the script kills the group on this
        } catch (IOException e) {
            script.destroy(); // and on this
        }
        awaitEnd(Duration.ofSeconds(2));
        group.kill();
        group.awaitGone(Duration.ofSeconds(5));
        script.destroyForcibly();
    }

    private void beat(Duration interval) {
        OutputStream beats = script.getOutputStream();
        try {
            while (script.isAlive()) {
                beats.write('\n');
                beats.flush();
                if (script.waitFor(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (IOException e) {
            script.destroy(); // no ear for our beats: the script is ending, or is to end
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            script.destroy();
        }
    }

    private void keepLastLines(BufferedReader lines) {
        try (lines) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    endpoint.complete(URI.create(listening.group(1)));
                } else if (line.contains("Cannot start http server for devtools")) {
                    endpoint.completeExceptionally(new IOException(line)); // somebody was faster on the port
                } else if (line.contains("dbus")) {
                    continue; // it complains at length that there is no desktop
                }
                synchronized (lastLines) {
                    if (lastLines.size() == LAST_LINES) {
                        lastLines.removeFirst();
                    }
                    lastLines.addLast(line);
                }
            }
        } catch (IOException e) {
            // The pipe ends with the process.
        } finally {
            endpoint.completeExceptionally(new IOException("ended"));
        }
    }

    private static Path extract(Path directory) throws IOException {
        Path file = directory.resolve("supervise-chromium.sh");
        try (InputStream script = Supervisor.class.getResourceAsStream("/supervisor/supervise-chromium.sh")) {
            Files.copy(Objects.requireNonNull(script), file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
