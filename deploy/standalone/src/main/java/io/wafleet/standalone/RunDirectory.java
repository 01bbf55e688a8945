package io.wafleet.standalone;

import io.wafleet.standalone.process.Lifeline;
import io.wafleet.standalone.process.PartFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** The records of what runs, in {@code <home>/run}: who may start, and what an earlier run left behind. */
record RunDirectory(Path directory) {
    private static final String SUPERVISOR = "standalone";
    private static final String READY = "ready-";
    private static final Duration STOP = Duration.ofSeconds(90);
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(45);

    /** Keeps a second start away while this one looks around and starts; closed when all is started. */
    FileChannel lock() throws IOException {
        Files.createDirectories(directory);
        var channel = FileChannel.open(
                directory.resolve("starting.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new PartFailed("Another deploy/up is starting here");
        }
        return channel;
    }

    /** Fails when one of {@code names} is kept running by somebody; ends those that nobody keeps any more. */
    void claim(List<String> names, Screen screen) throws IOException {
        for (var name : names) {
            var record = ProcessRecord.of(directory, name);
            var process = record.process();
            if (process.isPresent() && record.owned()) {
                throw new PartFailed("Wafleet is running here already (" + name + " is process "
                        + process.get().pid() + "). deploy/down stops it.");
            }
            process.ifPresent(left -> end(name, left, screen));
        }
        forgetKilled();
    }

    private void forgetKilled() {
        for (var record : records()) {
            if (record.name().startsWith(SUPERVISOR) && record.process().isEmpty()) {
                record.remove();
            }
        }
        for (var mark : files(READY + "[0-9]*")) {
            long pid = Long.parseLong(mark.getFileName().toString().substring(READY.length()));
            if (ProcessHandle.of(pid).isEmpty()) {
                mark.toFile().delete();
            }
        }
    }

    /** Records this process as one that keeps parts running, and returns the name of the record. */
    String enter() throws IOException {
        // A second one runs beside the first when they share no part.
        boolean first = ProcessRecord.of(directory, SUPERVISOR).process().isEmpty();
        var name =
                first ? SUPERVISOR : SUPERVISOR + "-" + ProcessHandle.current().pid();
        ProcessRecord.of(directory, name).write(ProcessHandle.current(), name);
        return name;
    }

    /** Tells those who wait outside that everything is ready. */
    void markReady() throws IOException {
        Files.writeString(readyMark(ProcessHandle.current().pid()), "");
    }

    void release(String name) {
        ProcessRecord.of(directory, name).remove();
        try {
            Files.deleteIfExists(readyMark(ProcessHandle.current().pid()));
        } catch (IOException stays) {
            // It names a process that is gone.
        }
    }

    private Path readyMark(long pid) {
        return directory.resolve(READY + pid);
    }

    /** Stops every recorded process: first who keeps the parts running, then what is left. */
    void stopAll(Screen screen) {
        var records = records();
        boolean any = false;
        for (var record : records) {
            var process = record.process();
            if (process.isPresent() && record.name().startsWith(SUPERVISOR)) {
                any = true;
                screen.line("Stopping Wafleet (process " + process.get().pid() + ")");
                if (!Lifeline.stop(process.get(), "TERM", STOP)) {
                    screen.line("It did not stop within " + STOP.toSeconds() + " s and was killed");
                }
            }
        }
        for (var record : records) {
            var process = record.process();
            if (process.isPresent()) {
                any = true;
                end(record.name(), process.get(), screen);
            }
            record.remove();
        }
        screen.line(any ? "Stopped." : "Nothing is running here.");
    }

    // A part whose keeper is gone has been told so by its lifeline and is on its way out.
    private static void end(String name, ProcessHandle process, Screen screen) {
        screen.part(name, "left behind by an earlier run (process " + process.pid() + "), waiting for its end");
        Lifeline.stop(process, name.equals("postgres") ? "INT" : "TERM", LEFT_BEHIND);
    }

    private List<ProcessRecord> records() {
        return files("*.pid").stream().map(ProcessRecord::new).toList();
    }

    private List<Path> files(String pattern) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var found = Files.newDirectoryStream(directory, pattern)) {
            return StreamSupport.stream(found.spliterator(), false).sorted().toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
