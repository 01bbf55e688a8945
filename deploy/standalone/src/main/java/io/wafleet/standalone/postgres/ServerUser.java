package io.wafleet.standalone.postgres;

import io.wafleet.standalone.process.PartFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Who the server runs as: PostgreSQL refuses to be root.
 *
 * @param prefix words before every server command
 */
record ServerUser(List<String> prefix) {
    /**
     * Not root: nobody special. Root: a user namespace of its own, in which the files stay root's and the
     * server sees itself as an unprivileged user; where namespaces are forbidden (many containers), the
     * user {@code nobody}, who then owns {@code directory}.
     */
    static ServerUser forFilesIn(Path directory) throws IOException {
        if (!isRoot()) {
            return new ServerUser(List.of());
        }
        if (works(List.of("unshare", "-U", "true"))) {
            run(List.of("chown", "-R", "0:0", directory.toString()));
            return new ServerUser(List.of("unshare", "-U"));
        }
        var nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        run(List.of("chown", "-R", "65534:65534", directory.toString()));
        if (works(concat(nobody, List.of("test", "-w", directory.toString())))) {
            return new ServerUser(nobody);
        }
        throw new PartFailed(
                "PostgreSQL refuses to run as root, and neither a user namespace (unshare -U) nor the user nobody"
                        + " (setpriv; it must be able to enter " + directory + ") is possible here."
                        + " Start as another user, or run a PostgreSQL yourself and set WAFLEET_DATABASE_URL.");
    }

    List<String> as(List<String> command) {
        return concat(prefix, command);
    }

    private static boolean isRoot() throws IOException {
        var id = new ProcessBuilder("id", "-u").start();
        try (var out = id.inputReader()) {
            return "0".equals(out.readLine());
        }
    }

    private static void run(List<String> command) {
        if (!works(command)) {
            throw new PartFailed("failed: " + String.join(" ", command));
        }
    }

    private static boolean works(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
