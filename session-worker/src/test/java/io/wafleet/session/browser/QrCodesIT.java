package io.wafleet.session.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountId;
import io.wafleet.standalone.testing.SandboxProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codes that nobody scans. */
class QrCodesIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void codesRotateUntilThePageGoesIdleAndARefreshBringsThemBack() throws Exception {
        Heard heard = new Heard();
        try (SandboxProcess sandbox = SandboxProcess.start(
                        Map.of("WAFLEET_SANDBOX_QR_ROTATION", "2s", "WAFLEET_SANDBOX_QR_REFS", "2"));
                Chromium chromium = Chromium.start(BrowserSettings.in(directory.resolve("profiles")), reason -> {});
                AccountPage page = chromium.open(new AccountId("waiting"), sandbox.uri(), heard)) {
            heard.last(PageEvent.QrIdle.class);
            int shown = heard.all(PageEvent.QrShown.class).size();
            assertThat(heard.all(PageEvent.QrShown.class)).isNotEmpty().doesNotHaveDuplicates();

            page.refreshQr(SOON);

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(heard.all(PageEvent.QrShown.class))
                            .hasSizeGreaterThan(shown)
                            .doesNotHaveDuplicates());
        }
    }
}
