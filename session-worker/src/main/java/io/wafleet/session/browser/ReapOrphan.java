package io.wafleet.session.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Ends a Chromium that an earlier worker left on our profiles. The supervisor leaves none; this is for the day when
 * supervisor and worker were killed together.
 */
final class ReapOrphan {

    private ReapOrphan() {}

    /** Kills every process that was started with exactly our directory, and waits until they are gone. */
    static int on(Path userDataDir) {
        String flag = ChromiumFlags.userDataDirFlag(userDataDir);
        List<ProcessHandle> orphans = ProcessHandle.allProcesses()
                .filter(process -> argumentsOf(process).contains(flag))
                .toList();
        for (ProcessHandle orphan : orphans) {
            orphan.descendants().forEach(ProcessHandle::destroyForcibly);
            orphan.destroyForcibly();
        }
        Waiting.until(() -> orphans.stream().noneMatch(ProcessHandle::isAlive), Duration.ofSeconds(5));
        return orphans.size();
    }

    private static List<String> argumentsOf(ProcessHandle process) {
        Path commandLine = Path.of("/proc/" + process.pid() + "/cmdline");
        try {
            // Java's own reading of it is cut at 4096 bytes.
            return List.of(
                    Files.readString(commandLine, StandardCharsets.ISO_8859_1).split("\0"));
        } catch (IOException e) {
            return process.info().arguments().map(Arrays::asList).orElse(List.of());
        }
    }
}
