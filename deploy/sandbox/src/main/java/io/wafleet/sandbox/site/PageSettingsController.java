package io.wafleet.sandbox.site;

import io.wafleet.sandbox.SandboxSettings;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The knobs that the page itself must know, as its first script. */
@RestController
class PageSettingsController {

    private final SandboxSettings settings;

    PageSettingsController(SandboxSettings settings) {
        this.settings = settings;
    }

    @GetMapping(path = "/page/settings.js", produces = "text/javascript")
    String settings() {
        return "window.SandboxSettings = Object.freeze({ lidMode: %b, minifiedKeys: %b, maxMediaBytes: %d });%n"
                .formatted(
                        settings.lidMode(),
                        settings.minifiedKeys(),
                        settings.maxMedia().toBytes());
    }
}
