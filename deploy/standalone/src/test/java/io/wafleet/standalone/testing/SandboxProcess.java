package io.wafleet.standalone.testing;

import io.wafleet.standalone.ServiceJar;
import io.wafleet.standalone.ServicePart;
import io.wafleet.standalone.process.JavaCommand;
import io.wafleet.standalone.process.Ports;
import io.wafleet.standalone.process.RunningPart;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged sandbox in its own process, with its own data, and ports that stay the same over restarts. */
public final class SandboxProcess implements AutoCloseable {
    private final URI uri;
    private final URI tlsUri;
    private final ServicePart part;
    private RunningPart running;

    private SandboxProcess(Map<String, String> settings) {
        var directory = Scratch.directory("sandbox");
        int port = Ports.free();
        int tlsPort = Ports.free();
        uri = URI.create("http://127.0.0.1:" + port);
        tlsUri = URI.create("https://127.0.0.1:" + tlsPort);
        var environment = new HashMap<>(settings);
        environment.put("WAFLEET_SANDBOX_PORT", "" + port);
        environment.put("WAFLEET_SANDBOX_TLS_PORT", "" + tlsPort);
        environment.put("WAFLEET_SANDBOX_DATA", directory.resolve("data").toString());
        part = new ServicePart(
                "sandbox",
                ServiceJar.of(
                        ProjectRoot.find().resolve("deploy/sandbox"), "wafleet-sandbox", directory.resolve("app")),
                new JavaCommand(192, List.of()),
                environment,
                uri.resolve("/livez"),
                directory.resolve("sandbox.log"));
        running = RunningPart.start(part);
        Scratch.atExit(directory, () -> running.kill());
    }

    /** Starts one with its usual settings. */
    public static SandboxProcess start() {
        return start(Map.of());
    }

    /** Starts one; {@code settings} are environment variables such as {@code WAFLEET_SANDBOX_QR_ROTATION=2s}. */
    public static SandboxProcess start(Map<String, String> settings) {
        return new SandboxProcess(settings);
    }

    public URI uri() {
        return uri;
    }

    public URI tlsUri() {
        return tlsUri;
    }

    public Path log() {
        return part.log();
    }

    /** Ends the sandbox as a crash would; links, messages and media stay on disk. */
    public void kill() {
        running.kill();
    }

    /** Starts it after {@link #kill} on the same ports and data; returns when it answers. */
    public void startAgain() {
        running = RunningPart.start(part);
    }

    /** Stops it in order; it may be started again. */
    @Override
    public void close() {
        running.close();
    }
}
