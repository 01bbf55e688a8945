package io.wafleet.session.lifecycle;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.account.AccountId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The room this worker has: so many accounts, and new ones only while its Chromium is below its share of memory. Who
 * finds none waits in line, until somebody leaves or the account goes to another worker.
 */
@Component
class Capacity {

    private final CapacitySettings settings;
    private final RunningBrowser browser;
    private final Set<AccountId> inside = new HashSet<>();
    private final Map<AccountId, Runnable> waiting = new LinkedHashMap<>();

    Capacity(CapacitySettings settings, RunningBrowser browser, MeterRegistry meters) {
        this.settings = settings;
        this.browser = browser;
        Gauge.builder("wafleet.session.capacity", settings, CapacitySettings::accounts)
                .description("Accounts that this worker has room for")
                .register(meters);
        Gauge.builder("wafleet.session.waiting", this, Capacity::inLine)
                .description("Accounts of this worker's shards that wait for room: start another worker")
                .register(meters);
    }

    /**
     * Takes a place for the account, which keeps it until it leaves.
     *
     * @param whenRoom asked to try again when there may be room; must not block
     * @return whether it has a place; if not, it is in line now
     */
    synchronized boolean enter(AccountId account, Runnable whenRoom) {
        if (inside.contains(account)) {
            return true;
        }
        if (hasRoom()) {
            inside.add(account);
            waiting.remove(account);
            return true;
        }
        waiting.put(account, whenRoom);
        return false;
    }

    /** Gives the place back, or leaves the line. */
    void leave(AccountId account) {
        synchronized (this) {
            waiting.remove(account);
            inside.remove(account);
        }
        callNext();
    }

    // Memory becomes free without anybody leaving.
    @Scheduled(fixedDelayString = "PT10S")
    void callNext() {
        List<Runnable> next;
        synchronized (this) {
            int free = hasRoom() ? settings.accounts() - inside.size() : 0;
            next = waiting.values().stream().limit(free).toList();
        }
        next.forEach(Runnable::run);
    }

    private synchronized int inLine() {
        return waiting.size();
    }

    private boolean hasRoom() {
        return inside.size() < settings.accounts() && browser.memory() < settings.memoryBytes();
    }
}
