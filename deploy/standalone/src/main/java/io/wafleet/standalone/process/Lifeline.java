package io.wafleet.standalone.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts processes that end when this JVM ends, however it ends. */
public final class Lifeline {
    // The watcher reads the pipe that is this JVM's end of the child's standard input. End of file means
    // that the JVM is gone (or let go). The command itself replaces the shell, so its pid is the one that
    // Process.pid() tells.
    private static final String TIED = """
            signal=$1; grace=$2; shift 2; me=$$
            exec 3<&0
            (
              trap '' HUP INT TERM
              cat <&3 >/dev/null
              kill -"$signal" "$me" 2>/dev/null || exit 0
              while [ "$grace" -gt 0 ] && kill -0 "$me" 2>/dev/null; do sleep 1; grace=$((grace - 1)); done
              kill -KILL "$me" 2>/dev/null
            ) </dev/null >/dev/null 2>&1 &
            exec 3<&-
            exec "$@" </dev/null
            """;

    private Lifeline() {}

    /**
     * A builder for {@code command}. When the owner is gone the process gets {@code signal}, and KILL after
     * {@code grace}. Standard input must stay the pipe that it is here.
     */
    public static ProcessBuilder tie(List<String> command, String signal, Duration grace) {
        var tied = new ArrayList<>(List.of("/bin/sh", "-c", TIED, "lifeline", signal, "" + grace.toSeconds()));
        tied.addAll(command);
        return new ProcessBuilder(tied).redirectInput(ProcessBuilder.Redirect.PIPE);
    }

    /** Sends {@code signal} and waits up to {@code grace}; then KILL. Tells whether the process went by itself. */
    public static boolean stop(ProcessHandle process, String signal, Duration grace) {
        if (!Liveness.of(process)) {
            return true;
        }
        send(process, signal);
        if (ended(process, grace)) {
            return true;
        }
        process.destroyForcibly();
        ended(process, Duration.ofSeconds(10));
        return false;
    }

    private static void send(ProcessHandle process, String signal) {
        try {
            var kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.waitFor(5, TimeUnit.SECONDS);
        } catch (IOException noKillCommand) {
            process.destroy();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean ended(ProcessHandle process, Duration bound) {
        long deadline = System.nanoTime() + bound.toNanos();
        while (Liveness.of(process) && System.nanoTime() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return !Liveness.of(process);
            }
        }
        return !Liveness.of(process);
    }
}
