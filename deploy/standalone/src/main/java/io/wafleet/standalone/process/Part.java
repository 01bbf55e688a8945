package io.wafleet.standalone.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** One process of the fleet: how to start it, when it is ready, how to stop it. */
public interface Part {
    String name();

    /** Where its output goes. */
    Path log();

    /** Does what must be done before, such as unpacking, and returns the process to start. */
    ProcessBuilder prepare() throws IOException;

    /** Whether the started {@code process} serves now; asked again and again, so it must be quick. */
    boolean ready(Process process) throws IOException;

    /** The signal that asks it to end in order. */
    default String stopSignal() {
        return "TERM";
    }

    /** How long an orderly end may take. */
    default Duration stopWithin() {
        return Duration.ofSeconds(20);
    }

    /** How long it may take to become ready. */
    default Duration readyWithin() {
        return Duration.ofSeconds(120);
    }

    /** How often a start is tried when the process ends at once. */
    default int attempts() {
        return 1;
    }
}
