package io.wafleet.session.browser;

import io.wafleet.session.browser.PageException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Chromium that has just been started, and where to reach it.
 *
 * <p>Failure policy: a start that fails or takes too long leaves no process behind, and says Chromium's last words.
 */
record LaunchChromium(ProfilesDirectory profiles, Supervisor supervisor, URI endpoint) implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LaunchChromium.class);

    static LaunchChromium on(Path executable, BrowserSettings settings) throws PageException {
        try {
            return on(new ProfilesDirectory(settings), executable, settings);
        } catch (IOException e) {
            throw new PageException(Kind.GONE, "Chromium could not be started: " + e.getMessage(), e);
        }
    }

    private static LaunchChromium on(ProfilesDirectory profiles, Path executable, BrowserSettings settings)
            throws IOException {
        int reaped = ReapOrphan.on(profiles.path());
        profiles.clearSingleton();
        long began = System.nanoTime();
        LaunchChromium launched = start(profiles, executable, settings);
        log.atInfo()
                .addKeyValue("executable", executable)
                .addKeyValue("sandbox", !ChromiumFlags.isRoot())
                .addKeyValue("orphans_reaped", reaped)
                .addKeyValue("ms", (System.nanoTime() - began) / 1_000_000)
                .log("browser.started");
        return launched;
    }

    private static LaunchChromium start(ProfilesDirectory profiles, Path executable, BrowserSettings settings)
            throws IOException {
        List<String> line = ChromiumFlags.commandLine(executable, profiles.path(), freePort(), settings);
        Supervisor supervisor = Supervisor.start(line, profiles.path(), settings.heartbeatTimeout());
        try {
            return new LaunchChromium(profiles, supervisor, supervisor.awaitEndpoint(settings.callDeadline()));
        } catch (IOException e) {
            supervisor.close();
            throw e;
        }
    }

    @Override
    public void close() {
        supervisor.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
