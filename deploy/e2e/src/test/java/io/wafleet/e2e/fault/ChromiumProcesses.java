package io.wafleet.e2e.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The processes of a worker's Chromium, as {@code /proc} shows them. */
record ChromiumProcesses(ProcessHandle worker) {

    /** All of them. */
    List<ProcessHandle> all() {
        return worker.descendants()
                .filter(process -> commandLine(process).contains("--user-data-dir=")
                        || commandLine(process).contains("--type="))
                .toList();
    }

    /** The one with which all others end. */
    ProcessHandle main() {
        return all().stream()
                .filter(process -> !commandLine(process).contains("--type="))
                .filter(process -> commandLine(process).contains("--remote-debugging-port="))
                .filter(process -> !commandLine(process).startsWith("bash"))
                .findFirst()
                .orElseThrow();
    }

    /** Those in which pages run, the oldest first, which is the anchor that no account has. */
    List<ProcessHandle> renderers() {
        return all().stream()
                .filter(process -> commandLine(process).contains("--type=renderer"))
                .sorted(Comparator.comparing(
                        process -> process.info().startInstant().orElse(Instant.MAX)))
                .toList();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException ended) {
            return "";
        }
    }
}
