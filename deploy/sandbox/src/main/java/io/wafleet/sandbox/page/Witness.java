package io.wafleet.sandbox.page;

import io.wafleet.sandbox.link.Link;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts how often the devices of one account are and were connected. */
final class Witness {

    private final Count all = new Count();
    private final Map<Integer, Count> devices = new TreeMap<>();

    void opened(Link device, Page page) {
        all.opened(page);
        device(device).opened(page);
    }

    void closed(Link device, Page page) {
        all.live.remove(page);
        device(device).live.remove(page);
    }

    void conflict(Link device) {
        all.conflicts++;
        device(device).conflicts++;
    }

    Connections connections() {
        var each = devices.entrySet().stream()
                .map(entry -> entry.getValue().ofDevice(entry.getKey()))
                .toList();
        return new Connections(all.live.size(), all.peak, all.total, all.conflicts, each);
    }

    private Count device(Link device) {
        return devices.computeIfAbsent(device.device(), number -> new Count());
    }

    private static final class Count {
        private final Set<Page> live = new HashSet<>();
        private int peak;
        private int total;
        private int conflicts;

        void opened(Page page) {
            live.add(page);
            total++;
            peak = Math.max(peak, live.size());
        }

        Connections.OfDevice ofDevice(int device) {
            return new Connections.OfDevice(device, live.size(), peak, total, conflicts);
        }
    }
}
