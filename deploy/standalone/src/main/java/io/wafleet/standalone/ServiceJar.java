package io.wafleet.standalone;

import io.wafleet.standalone.process.JavaCommand;
import io.wafleet.standalone.process.PartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The runnable jar of a service, taken apart beside the data.
 *
 * <p>The copy starts faster than the packaged jar, and a build may replace the packaged one while the
 * service runs.
 */
public record ServiceJar(Path packaged, Path copies) {
    // Several workers run from one copy, and are started side by side.
    private static final Lock ONE_AT_A_TIME = new ReentrantLock();

    /** The {@code -app.jar} called {@code name} in the target folder of {@code module}. */
    public static ServiceJar of(Path module, String name, Path copies) {
        try (var found = Files.newDirectoryStream(module.resolve("target"), name + "-*-app.jar")) {
            for (var jar : found) {
                return new ServiceJar(jar, copies);
            }
        } catch (IOException noTarget) {
            // The same as no jar.
        }
        throw new PartFailed("There is no " + name + "-*-app.jar in " + module.resolve("target")
                + ": build it with mvn -DskipTests package");
    }

    /** The jar in the copy, which has its libraries beside it. */
    Path extracted() throws IOException {
        ONE_AT_A_TIME.lock();
        try {
            return extractedOnce();
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private Path extractedOnce() throws IOException {
        var version = Long.toHexString(Files.getLastModifiedTime(packaged).toMillis()) + "-"
                + Long.toHexString(Files.size(packaged));
        var copy = copies.resolve(version);
        if (!Files.isDirectory(copy)) {
            removeOthers();
            var fresh = copies.resolve("unpacking-" + ProcessHandle.current().pid());
            extractTo(fresh);
            Files.move(fresh, copy, StandardCopyOption.ATOMIC_MOVE);
        }
        return copy.resolve(packaged.getFileName());
    }

    private void extractTo(Path directory) throws IOException {
        var java = new JavaCommand(64, List.of("-Djarmode=tools"));
        var command = java.running(
                List.of("-jar", packaged.toString(), "extract", "--force", "--destination", directory.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = process.inputReader()) {
            var said = output.readAllAsString();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new PartFailed("Cannot take " + packaged + " apart: " + said);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PartFailed("interrupted while " + packaged + " was taken apart", interrupted);
        }
    }

    private void removeOthers() throws IOException {
        Files.createDirectories(copies);
        try (var files = Files.walk(copies)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(copies)) {
                    Files.delete(file);
                }
            }
        }
    }
}
