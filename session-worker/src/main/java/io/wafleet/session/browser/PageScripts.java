package io.wafleet.session.browser;

import io.wafleet.session.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The scripts that run in a page before the site's own: settings, the unmodified wa-js, the bridge.
 *
 * <p>The bridge is small scripts in {@code resources/bridge}. They escape nothing by hand and log nothing.
 *
 * <p>wa-js comes with the build, is pinned by its hash, and is checked again when it is loaded: it sees every message.
 */
final class PageScripts {

    static final String BINDING = "wafleetTell";

    private static final String WA_JS_SHA256 = "5bfb88027f14a4d8c9e319374e8bb4083201906881cf8c74f75789b32e4106bd";

    /** The bridge's parts, in the order in which they run. They are one function, so what one declares the next can use. */
    private static final List<String> BRIDGE = List.of(
            "core",
            "identity",
            "messages",
            "happenings",
            "history",
            "transfers",
            "actions",
            "sending",
            "session",
            "linking",
            "start");

    private static final String BRIDGE_HEAD = """
            (() => {
            'use strict';
            const settings = window.wafleetBridgeSettings;
            if (!settings || window !== window.top) return; // another site, or a frame
            delete window.wafleetBridgeSettings;
            const toWorker = window[settings.binding];

            """;

    private final JsonMapper json = new JsonMapper();
    private final String waJs;
    private final String bridge;

    private PageScripts(String waJs, String bridge) {
        this.waJs = waJs;
        this.bridge = bridge;
    }

    /**
     * Loads the scripts from the class path.
     *
     * @throws IllegalStateException when one is missing, or wa-js is not the one this version was built for
     */
    static PageScripts load() {
        byte[] waJs = resource("/wajs/wppconnect-wa.js");
        String found = Digests.sha256(waJs);
        if (!found.equals(WA_JS_SHA256)) {
            throw new IllegalStateException("wppconnect-wa.js has SHA-256 " + found + ", expected " + WA_JS_SHA256);
        }
        String bridge = BRIDGE.stream()
                .map(part -> new String(resource("/bridge/" + part + ".js"), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n", BRIDGE_HEAD, "})();\n"));
        return new PageScripts(new String(waJs, StandardCharsets.UTF_8), bridge);
    }

    /** In the order in which they are to run, for pages of the given site. */
    List<String> forSite(URI site) {
        return List.of(settings(site), waJs, bridge);
    }

    private String settings(URI site) {
        String origin = json.writeValueAsString(originOf(site));
        String waJsSettings = json.writeValueAsString(Map.of(
                "disableGoogleAnalytics", true, "poweredBy", "Wafleet", "syncAllStatus", false, "deviceName", false));
        String bridgeSettings = json.writeValueAsString(Map.of("binding", BINDING));
        // Nothing of ours speaks up on another site that the page may be led to.
        return "window.WPPConfig = %s; if (location.origin === %s) window.wafleetBridgeSettings = %s;"
                .formatted(waJsSettings, origin, bridgeSettings);
    }

    /** As the page's location.origin has it: without a default port. */
    static String originOf(URI site) {
        boolean defaultPort = site.getPort() < 0
                || (site.getScheme().equals("https") && site.getPort() == 443)
                || (site.getScheme().equals("http") && site.getPort() == 80);
        return site.getScheme() + "://" + site.getHost() + (defaultPort ? "" : ":" + site.getPort());
    }

    private static byte[] resource(String name) {
        try (InputStream in = PageScripts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path: the build puts it there");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
