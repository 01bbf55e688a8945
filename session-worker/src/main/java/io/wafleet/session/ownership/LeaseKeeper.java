package io.wafleet.session.ownership;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.account.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Takes leases, renews all of them together, and tells the holder at once when one is lost.
 *
 * <p>Failure policy: while the database is away, or does not answer, the leases run on; with a third of its term left each
 * counts as lost, so that the page is closed before another worker can open it.
 */
public final class LeaseKeeper implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);

    private final Leases leases;
    private final String workerName;
    private final Duration lease;
    private final Duration renew;
    private final Duration margin;
    private final Counter losses;
    private final Map<Lease, Held> held = new ConcurrentHashMap<>();
    private final Thread keeper;
    private final Thread watch;
    private volatile boolean closed;

    /** Until when, by the monotonic clock, and whom to tell. */
    private record Held(long validUntil, Runnable onLost) {}

    LeaseKeeper(Leases leases, Incarnation self, OwnershipSettings settings, MeterRegistry meters) {
        this.leases = leases;
        this.workerName = self.name();
        this.lease = settings.lease();
        this.renew = settings.renew();
        this.margin = lease.dividedBy(3);
        this.losses = Counter.builder("wafleet.lease.lost")
                .description("Leases that ended without having been released")
                .register(meters);
        // Platform threads: renewing must not depend on how busy the virtual threads are.
        this.keeper = Thread.ofPlatform().name("lease-keeper").daemon().start(this::keepAll);
        this.watch = Thread.ofPlatform().name("lease-watch").daemon().start(this::watchAll);
    }

    /** Takes the account's lease; empty while another worker holds it. */
    public Optional<Lease> take(AccountId account, Runnable onLost) {
        long validUntil = System.nanoTime() + lease.toNanos();
        Optional<Lease> taken = leases.take(account, workerName);
        taken.ifPresent(lease -> held.put(lease, new Held(validUntil, onLost)));
        return taken;
    }

    /** Gives the lease up, so that the next owner need not wait; its page must be closed. */
    public void release(Lease lease) {
        if (held.remove(lease) == null) {
            return;
        }
        try {
            leases.release(lease);
        } catch (DataAccessException away) {
            log.atWarn()
                    .addKeyValue("account_id", lease.account())
                    .addKeyValue(
                            "error", String.valueOf(away.getMostSpecificCause().getMessage()))
                    .log("lease.release_failed");
        }
    }

    /** Stops renewing it; it ends by itself. */
    public void forget(Lease lease) {
        held.remove(lease);
    }

    public boolean holds(Lease lease) {
        Held entry = held.get(lease);
        return entry != null && System.nanoTime() - entry.validUntil < 0;
    }

    @Override
    public void close() {
        closed = true;
        keeper.interrupt();
        watch.interrupt();
    }

    private void keepAll() {
        while (!closed) {
            try {
                Thread.sleep(renew);
                renewAll();
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException | Error failure) {
                log.atError().setCause(failure).log("lease.keeper_failed");
            }
        }
    }

    private void renewAll() {
        List<Lease> due = List.copyOf(held.keySet());
        if (due.isEmpty()) {
            return;
        }
        long validUntil = System.nanoTime() + lease.toNanos();
        try {
            Set<Lease> ours = leases.renew(due);
            for (Lease each : due) {
                if (ours.contains(each)) {
                    held.computeIfPresent(each, (key, before) -> new Held(validUntil, before.onLost()));
                } else {
                    lose(each, "taken by another worker");
                }
            }
        } catch (DataAccessException away) {
            log.atWarn()
                    .addKeyValue("leases", due.size())
                    .addKeyValue(
                            "error", String.valueOf(away.getMostSpecificCause().getMessage()))
                    .log("lease.renewal_failed");
        }
    }

    /** Needs neither the database nor the thread that waits for it. */
    private void watchAll() {
        while (!closed) {
            try {
                Thread.sleep(renew.dividedBy(4));
            } catch (InterruptedException stopped) {
                return;
            }
            long soon = System.nanoTime() + margin.toNanos();
            held.forEach((each, entry) -> {
                if (entry.validUntil() - soon < 0) {
                    lose(each, "not renewed in time");
                }
            });
        }
    }

    private void lose(Lease lease, String why) {
        Held lost = held.remove(lease);
        if (lost == null) {
            return; // released meanwhile
        }
        losses.increment();
        log.atWarn()
                .addKeyValue("account_id", lease.account())
                .addKeyValue("epoch", lease.epoch())
                .addKeyValue("why", why)
                .log("lease.lost");
        Thread.ofVirtual().name("lease-lost-" + lease.account()).start(lost.onLost());
    }
}
