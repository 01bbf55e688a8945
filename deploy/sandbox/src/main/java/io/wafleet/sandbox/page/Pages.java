package io.wafleet.sandbox.page;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.wire.ToPage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Which account is open on which page, and the outages that phones have asked for. */
@Component
public class Pages {

    private final Clock clock;
    private final Map<PhoneNumber, Page> current = new HashMap<>();
    private final Map<PhoneNumber, Presence> presences = new HashMap<>();
    private final Map<PhoneNumber, Instant> outages = new HashMap<>();

    Pages(Clock clock) {
        this.clock = clock;
    }

    /** A page has come with the login of an account: an older page of the same account has to give way. */
    public synchronized void open(PhoneNumber account, Page page) {
        page.belongsTo(account);
        Presence presence = presences.computeIfAbsent(account, number -> new Presence());
        presence.live.add(page);
        presence.total++;
        presence.peak = Math.max(presence.peak, presence.live.size());
        Page former = current.put(account, page);
        if (former != null && former != page) {
            presence.conflicts++;
            former.send(new ToPage.Conflict());
            former.close();
        }
    }

    public synchronized void closed(PhoneNumber account, Page page) {
        current.remove(account, page);
        presences.computeIfAbsent(account, number -> new Presence()).live.remove(page);
    }

    /** The account's page is told that its device is no longer linked. */
    public synchronized void dismiss(PhoneNumber account) {
        Page page = current.remove(account);
        if (page != null) {
            page.send(new ToPage.Unlinked());
        }
    }

    public synchronized Optional<Page> of(PhoneNumber account) {
        return Optional.ofNullable(current.get(account));
    }

    public synchronized Connections connections(PhoneNumber account) {
        Presence presence = presences.getOrDefault(account, new Presence());
        return new Connections(presence.live.size(), presence.peak, presence.total, presence.conflicts);
    }

    /** Cuts an account off for a while. */
    public synchronized void cutOff(PhoneNumber account, Duration duration) {
        outages.put(account, clock.instant().plus(duration));
        Page page = current.get(account);
        if (page != null) {
            page.close();
        }
    }

    public synchronized boolean isCutOff(PhoneNumber account) {
        Instant end = outages.get(account);
        if (end != null && !clock.instant().isBefore(end)) {
            outages.remove(account);
            return false;
        }
        return end != null;
    }

    private static final class Presence {
        private final Set<Page> live = new HashSet<>();
        private int peak;
        private int total;
        private int conflicts;
    }

    /**
     * How often an account is and was connected: the witness for "one page for each account".
     *
     * @param connections live now
     * @param peak most at one time since the sandbox started
     * @param total opened since the sandbox started
     * @param conflicts how often one page had to give way to another
     */
    public record Connections(int connections, int peak, int total, int conflicts) {}
}
