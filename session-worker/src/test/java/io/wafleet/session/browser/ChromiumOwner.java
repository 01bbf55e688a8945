package io.wafleet.session.browser;

import io.wafleet.common.account.AccountId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A program of its own that owns a Chromium with a page, for tests that do bad things to such a program. */
final class ChromiumOwner {

    private ChromiumOwner() {}

    /** Arguments: directory of its own, heartbeat timeout in seconds. */
    public static void main(String[] arguments) throws Exception {
        BrowserSettings defaults = BrowserSettings.in(Path.of(arguments[0]));
        BrowserSettings settings = new BrowserSettings(
                null,
                defaults.profiles(),
                defaults.data(),
                defaults.window(),
                Duration.ofSeconds(Long.parseLong(arguments[1])),
                defaults.callDeadline(),
                defaults.loadDeadline(),
                List.of());
        Chromium chromium = Chromium.start(settings, reason -> System.out.println("lost"));
        AccountPage page = chromium.open(new AccountId("owned"), URI.create("http://127.0.0.1:1/"), event -> {
            if (event instanceof PageEvent.Crashed) {
                System.out.println("crashed");
            }
        });
        System.out.println("group " + chromium.group().id());
        System.out.println("open " + page.account());
        System.in.read(); // until the test has done with us
        chromium.close();
        System.out.println("closed");
    }
}
