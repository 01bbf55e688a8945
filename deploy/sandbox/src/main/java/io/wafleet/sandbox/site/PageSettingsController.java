package io.wafleet.sandbox.site;

import io.wafleet.sandbox.SandboxSettings;
import io.wafleet.sandbox.knob.Knobs;
import io.wafleet.sandbox.knob.KnobsOfRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The knobs that the page itself must know, as its first script. */
@RestController
class PageSettingsController {

    private final SandboxSettings settings;
    private final KnobsOfRequest knobs;

    PageSettingsController(SandboxSettings settings, KnobsOfRequest knobs) {
        this.settings = settings;
        this.knobs = knobs;
    }

    @GetMapping(path = "/page/settings.js", produces = "text/javascript")
    String settings(ServerHttpRequest request) {
        Knobs now = knobs.of(request);
        return "window.SandboxSettings = Object.freeze({ lidMode: %b, minifiedKeys: %b, csp: %b, maxMediaBytes: %d });%n"
                .formatted(
                        now.lidMode(),
                        now.minifiedKeys(),
                        now.csp(),
                        settings.maxMedia().toBytes());
    }
}
