package io.wafleet.e2e.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** What is done to a process from outside. */
enum Signal {
    KILL,
    TERM,
    STOP,
    CONT;

    void send(ProcessHandle process) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + name() + " " + process.pid()).start();
            if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new IllegalStateException("kill -" + name() + " " + process.pid() + " failed");
            }
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
