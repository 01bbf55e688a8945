package io.wafleet.session.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ends a Chromium that an earlier worker left on our directory. The supervisor leaves none; this is for the day when
 * supervisor and worker were killed together.
 *
 * <p>Failure policy: an orphan that does not end is an {@link IllegalStateException}, for its accounts' pages are open.
 */
public final class ReapOrphan {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private ReapOrphan() {}

    /**
     * Kills every process that was started with exactly our directory, and those that it started, and returns their
     * number when they are gone.
     */
    public static int on(Path userDataDir) {
        String flag = ChromiumFlags.userDataDirFlag(userDataDir.toAbsolutePath().normalize());
        List<ProcessHandle> orphans = ProcessHandle.allProcesses()
                .filter(process -> argumentsOf(process).contains(flag))
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process)))
                .distinct()
                .toList();
        orphans.forEach(ProcessHandle::destroyForcibly);
        if (!Waiting.until(() -> orphans.stream().noneMatch(ProcessGroup::isRunning), DEADLINE)) {
            throw new IllegalStateException("A Chromium that an earlier worker left behind does not end");
        }
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
