package io.wafleet.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The peers' libraries under target/, installed by {@code npm ci} with the hashes of the lock file.
 *
 * <p>Failure policy: where there is no npm, or it cannot reach its registry, {@link NotReachable}; anything else that
 * goes wrong, a hash that does not fit above all, is a failure.
 */
final class PeerPackages {

    private static final Path SOURCES = Path.of("src", "test", "peers");
    private static final Path HOME = Path.of("target", "peers").toAbsolutePath();
    private static final Path INSTALLED_LOCK = HOME.resolve("installed-lock.json");
    private static final Duration LONGEST_INSTALL = Duration.ofMinutes(5);
    private static final List<String> UNREACHABLE = List.of(
            "ENOTFOUND",
            "EAI_AGAIN",
            "ECONNREFUSED",
            "ECONNRESET",
            "ETIMEDOUT",
            "EIDLETIMEOUT",
            "ENETUNREACH",
            "ERR_SOCKET_TIMEOUT",
            "E429",
            "E502",
            "E503");

    private final Path chromium;

    private PeerPackages(Path chromium) {
        this.chromium = chromium;
    }

    static PeerPackages installed() throws NotReachable {
        Path chromium = WaPage.executable();
        if (chromium == null) {
            throw new NotReachable("there is no Chromium");
        }
        requireNode();
        try {
            Files.createDirectories(HOME);
            try (Stream<Path> sources = Files.list(SOURCES)) {
                for (Path source : sources.filter(Files::isRegularFile).toList()) {
                    Files.copy(source, HOME.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Path lock = SOURCES.resolve("package-lock.json");
            if (!Files.exists(INSTALLED_LOCK) || Files.mismatch(lock, INSTALLED_LOCK) >= 0) {
                install();
                Files.copy(lock, INSTALLED_LOCK, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PeerPackages(chromium);
    }

    /** An older one is without what the libraries themselves need, which npm says in no more than a warning. */
    private static void requireNode() throws NotReachable {
        try {
            Process node = new ProcessBuilder("node", "-p", "process.versions.node").start();
            String version = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            String[] parts = version.split("\\.");
            if (Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]) < 20_009) {
                throw new NotReachable("Node.js " + version + " is older than 20.9");
            }
        } catch (IOException e) {
            throw new NotReachable("there is no Node.js");
        }
    }

    private static void install() throws IOException, NotReachable {
        Path output = HOME.resolve("npm.log");
        Process npm;
        try {
            npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
                    .directory(HOME.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new NotReachable("there is no npm");
        }
        if (!endsWithin(npm, LONGEST_INSTALL)) {
            npm.descendants().forEach(ProcessHandle::destroyForcibly);
            npm.destroyForcibly();
            throw new NotReachable("npm did not end within " + LONGEST_INSTALL.toMinutes() + " minutes");
        }
        if (npm.exitValue() != 0) {
            String said = Files.readString(output);
            if (UNREACHABLE.stream().anyMatch(said::contains)) {
                throw new NotReachable("npm does not reach its registry");
            }
            throw new IllegalStateException("npm ci failed: " + said);
        }
    }

    static boolean endsWithin(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    PeerRun run(String peer, URI sandbox, int tlsPort, Path profile) {
        var command = List.of(
                "node",
                HOME.resolve("run.js").toString(),
                peer,
                "--sandbox=" + sandbox,
                "--tls-port=" + tlsPort,
                "--profile=" + profile,
                "--chromium=" + chromium);
        return new PeerRun(command, profile);
    }

    /** Why the peers cannot be tried on this machine. */
    static final class NotReachable extends Exception {

        private static final long serialVersionUID = 1L;

        private NotReachable(String reason) {
            super(reason);
        }
    }
}
