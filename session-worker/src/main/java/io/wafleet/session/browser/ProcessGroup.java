package io.wafleet.session.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All processes of one Chromium, known by the id of their process group; reads Linux's /proc, and knows less elsewhere.
 */
record ProcessGroup(long id) {

    private static final Path PROC = Path.of("/proc");

    /** The processes of the group, the leader alone where there is no /proc. */
    List<Long> members() {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return ProcessHandle.of(id).filter(ProcessHandle::isAlive).isPresent() ? List.of(id) : List.of();
        }
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> Character.isDigit(name.charAt(0)))
                    .map(Long::valueOf)
                    .filter(this::isRunningMember)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Sends KILL to every process of the group; there is no call for that in Java. */
    void kill() {
        try {
            Process kill = new ProcessBuilder("bash", "-c", "kill -KILL -- -" + id + " 2>/dev/null")
                    .inheritIO()
                    .start();
            kill.waitFor();
        } catch (IOException e) {
            ProcessHandle.of(id).ifPresent(leader -> {
                leader.descendants().forEach(ProcessHandle::destroyForcibly);
                leader.destroyForcibly();
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean awaitGone(Duration deadline) {
        return Waiting.until(() -> members().isEmpty(), deadline);
    }

    /** Proportional set size of all members in bytes; 0 where it cannot be told. */
    long memoryBytes() {
        return members().stream().mapToLong(ProcessGroup::proportionalSetSize).sum();
    }

    /** Whether a member has a file open below the directory; false where it cannot be told. */
    boolean hasOpenFilesUnder(Path directory) {
        return members().stream().anyMatch(pid -> hasOpenFilesUnder(pid, directory));
    }

    /** Whether it runs; what has ended does not, even where nobody ever asks for its exit code. */
    static boolean isRunning(ProcessHandle process) {
        return process.isAlive()
                && stat(process.pid()).map(fields -> !isZombie(fields)).orElse(true);
    }

    private boolean isRunningMember(long pid) {
        return stat(pid)
                .filter(fields -> Long.parseLong(fields[2]) == id && !isZombie(fields))
                .isPresent();
    }

    private static boolean isZombie(String[] stat) {
        return stat[0].equals("Z");
    }

    /** State, parent and group of a process; empty when it has ended meanwhile. */
    private static Optional<String[]> stat(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            // "pid (name) state parent group …": the name may hold spaces and brackets
            return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", 4));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long proportionalSetSize(long pid) {
        try (Stream<String> lines = Files.lines(PROC.resolve(pid + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .sum();
        } catch (IOException | RuntimeException e) {
            return 0; // ended meanwhile, or not ours to read
        }
    }

    private static boolean hasOpenFilesUnder(long pid, Path directory) {
        try (Stream<Path> descriptors = Files.list(PROC.resolve(pid + "/fd"))) {
            return descriptors.anyMatch(descriptor -> {
                try {
                    return Files.readSymbolicLink(descriptor).startsWith(directory);
                } catch (IOException e) {
                    return false;
                }
            });
        } catch (IOException | RuntimeException e) {
            return false; // ended meanwhile, or not ours to read
        }
    }
}
