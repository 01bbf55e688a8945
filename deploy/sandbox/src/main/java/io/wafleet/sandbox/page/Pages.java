package io.wafleet.sandbox.page;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.wire.ToPage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which linked device is open on which page, and the outages that phones have asked for. */
@Component
public class Pages {

    private final Clock clock;
    private final Map<Link, Page> current = new HashMap<>();
    private final Map<PhoneNumber, Witness> witnesses = new HashMap<>();
    private final Map<PhoneNumber, Instant> outages = new HashMap<>();

    Pages(Clock clock) {
        this.clock = clock;
    }

    /** A page has come with the login of a device: an older page of the same device has to give way. */
    public synchronized void open(Link device, Page page) {
        page.belongsTo(device);
        witness(device.number()).opened(device, page);
        Page former = current.put(device, page);
        if (former != null && former != page) {
            witness(device.number()).conflict(device);
            former.send(new ToPage.Conflict());
            former.close();
        }
    }

    public synchronized void closed(Link device, Page page) {
        current.remove(device, page);
        witness(device.number()).closed(device, page);
    }

    /** The device's page is told that it is no longer linked. */
    public synchronized void dismiss(Link device) {
        Page page = current.remove(device);
        if (page != null) {
            page.send(new ToPage.Unlinked());
        }
    }

    public synchronized Optional<Page> of(Link device) {
        return Optional.ofNullable(current.get(device));
    }

    /** The open pages of all the devices of an account. */
    public synchronized List<Page> of(PhoneNumber account) {
        return current.entrySet().stream()
                .filter(entry -> entry.getKey().number().equals(account))
                .map(Map.Entry::getValue)
                .toList();
    }

    public synchronized Connections connections(PhoneNumber account) {
        return witness(account).connections();
    }

    /** Cuts an account off for a while, with all its devices. */
    public synchronized void cutOff(PhoneNumber account, Duration duration) {
        outages.put(account, clock.instant().plus(duration));
        of(account).forEach(Page::close);
    }

    public synchronized boolean isCutOff(PhoneNumber account) {
        Instant end = outages.get(account);
        if (end != null && !clock.instant().isBefore(end)) {
            outages.remove(account);
            return false;
        }
        return end != null;
    }

    private Witness witness(PhoneNumber account) {
        return witnesses.computeIfAbsent(account, number -> new Witness());
    }
}
