package io.wafleet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other people's libraries, as npm has them, on the TLS port; what each must do is in src/test/peers/story.js. */
class PeersIT {

    private static final List<String> STORY = List.of(
            "qr",
            "scan and ready",
            "number check",
            "text out",
            "ack sent",
            "ack delivered",
            "ack read",
            "media out",
            "location out",
            "contact out",
            "text in",
            "reply",
            "media in",
            "location in",
            "chats and contacts",
            "seen",
            "typing",
            "reaction out",
            "reaction in",
            "edit out",
            "edit in",
            "poll out, vote in",
            "revoke out",
            "revoke in",
            "restart without a qr",
            "history",
            "unlinked by the phone",
            "linked again",
            "logout",
            "pairing code");

    private static SandboxProcess sandbox;
    private static PeerPackages packages;
    private static int tlsPort;

    @TempDir
    static Path directory;

    @BeforeAll
    static void startSandbox() {
        try {
            packages = PeerPackages.installed();
        } catch (PeerPackages.NotReachable e) {
            System.out.println("PeersIT is skipped: " + e.getMessage());
            abort(e.getMessage());
        }
        tlsPort = SandboxProcess.freePort();
        // whatsapp-web.js begins to listen only after it has given out the QR code, or after the page has loaded:
        // the real site takes its seconds for the first sync, and so does the sandbox here.
        sandbox = new SandboxProcess(
                directory.resolve("sandbox"),
                "wafleet.sandbox.tls-port=" + tlsPort,
                "wafleet.sandbox.sync-delay=2500ms");
    }

    @AfterAll
    static void stopSandbox() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"whatsapp-web.js", "wppconnect"})
    void anUnmodifiedLibraryGoesFromItsFirstQrCodeToItsLogout(String peer) {
        try (var run = packages.run(peer, sandbox.uri(), tlsPort, directory.resolve(peer))) {
            List<String> lines = run.lines();

            assertThat(lines).allSatisfy(line -> assertThat(line).contains(" | ok | "));
            assertThat(lines).extracting(line -> line.split(" \\| ")[1]).containsExactlyElementsOf(STORY);
            run.assertNothingIsLeft();
        }
    }
}
