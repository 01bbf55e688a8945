package io.wafleet.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The box that tells where everything is.
 *
 * @param newKey whether this start made the API key, which is shown then and never again
 */
record Welcome(Settings settings, Fleet fleet, boolean newKey) {
    List<String> lines(Duration took) {
        var lines = new ArrayList<String>();
        lines.add("Wafleet is ready after %.1f s".formatted(took.toMillis() / 1000.0));
        lines.add("");
        if (has(PartName.GATEWAY)) {
            lines.add("Dashboard and API   " + settings.gatewayUrl());
            lines.add("API key             " + key());
        }
        if (has(PartName.SANDBOX)) {
            lines.add("Sandbox phones      " + settings.sandboxUrl() + "/phones");
        }
        lines.add("Data                " + settings.home());
        lines.add("Logs                " + settings.logs());
        if (has(PartName.WORKER) || has(PartName.RELAY)) {
            lines.add("Reachable private   " + settings.trustedNetworks());
            lines.add("networks            (webhooks and media URLs; WAFLEET_TRUSTED_NETWORKS)");
        }
        return lines;
    }

    private boolean has(PartName kind) {
        return fleet.members().stream().anyMatch(member -> member.kind() == kind);
    }

    private String key() {
        if (settings.given("WAFLEET_API_KEY") != null) {
            return "the one in WAFLEET_API_KEY";
        }
        boolean show = newKey && !Boolean.getBoolean("wafleet.detached");
        try {
            return show
                    ? Files.readString(settings.apiKey()).strip() + "   (kept in " + settings.apiKey() + ")"
                    : "in " + settings.apiKey();
        } catch (IOException notWritten) {
            return "see the gateway's log";
        }
    }
}
