package io.wafleet.session.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.browser.AccountPage;
import io.wafleet.session.browser.BrowserSettings;
import io.wafleet.session.browser.Chromium;
import io.wafleet.session.browser.ProfilesDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Copies of a profile that a real Chromium writes megabytes a second to, each opened by another Chromium. */
class CheckpointOfBusyPageIT {

    private static final AccountId BUSY = new AccountId("busy");
    private static final int COPIES = 6;

    @TempDir
    Path disks;

    private record Copy(BrowserSettings settings, int writtenBefore) {}

    @Test
    void eachCopyIsWholeAndHasAllThatWasWrittenBefore() throws Exception {
        try (BusyPage site = new BusyPage()) {
            List<Copy> copies = copiesWhileItWrites(site);

            for (Copy copy : copies) {
                JsonNode found;
                try (Chromium chromium = Chromium.start(copy.settings(), reason -> {});
                        AccountPage page = chromium.open(BUSY, site.at("/?read"), event -> {})) {
                    found = site.found();
                }
                int last = found.path("last").asInt(-1);
                assertThat(last).as(found.toString()).isGreaterThanOrEqualTo(copy.writtenBefore());
                assertThat(found.path("count").asInt())
                        .as(found.toString())
                        .isEqualTo(last - found.path("first").asInt() + 1);
                assertThat(found.path("wrong").asInt(-1)).as(found.toString()).isZero();
            }
        }
    }

    private List<Copy> copiesWhileItWrites(BusyPage site) throws Exception {
        List<Copy> copies = new ArrayList<>();
        BrowserSettings settings = BrowserSettings.in(disks.resolve("busy"));
        Path profile = new ProfilesDirectory(settings).profileOf(BUSY);
        try (Chromium chromium = Chromium.start(settings, reason -> {});
                AccountPage page = chromium.open(BUSY, site.at("/"), event -> {})) {
            for (int i = 0; i < COPIES; i++) {
                int before = site.written();
                await().atMost(Duration.ofSeconds(60)).until(() -> site.written() > before + 100);
                BrowserSettings copy = BrowserSettings.in(disks.resolve("copy-" + i));
                Path into = Files.createDirectories(new ProfilesDirectory(copy).profileOf(BUSY));
                int written = site.written();
                assertThat(CopyLiveProfile.copy(profile, into, () -> true)).isTrue();
                copies.add(new Copy(copy, written));
            }
        }
        return copies;
    }
}
