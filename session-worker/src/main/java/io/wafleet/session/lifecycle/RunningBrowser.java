package io.wafleet.session.lifecycle;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.account.StatusReason.Code;
import io.wafleet.session.browser.Browser;
import io.wafleet.session.browser.BrowserSettings;
import io.wafleet.session.browser.Chromium;
import io.wafleet.session.browser.PageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.DependsOn;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The one Chromium of this worker, started when it is first needed and again after it died.
 *
 * <p>Failure policy: where Chromium does not start, the next start is tried no sooner than after a wait that grows to
 * 30 s; until then whoever needs it is refused at once. The worker stays up.
 */
@Component
@DependsOn("dataDirectory") // its lock is held as long as Chromium runs
class RunningBrowser implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RunningBrowser.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final BrowserSettings settings;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable Browser browser;
    private volatile long memory;
    private Duration wait = FIRST_WAIT;
    private Instant notBefore = Instant.MIN;
    private String lastFailure = "";
    private boolean closed;

    RunningBrowser(BrowserSettings settings, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.clock = clock;
        Gauge.builder("wafleet.chromium.memory", this, RunningBrowser::memory)
                .description("Proportional set size of all of Chromium's processes")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("wafleet.chromium.account.memory", this, RunningBrowser::memoryPerPage)
                .description("The same, for each account whose page is open")
                .baseUnit("bytes")
                .register(meters);
    }

    /** The browser, alive a moment ago. */
    Browser get() throws BrowserUnavailable {
        Browser running = browser;
        if (running != null && running.isAlive()) {
            return running;
        }
        lock.lock();
        try {
            running = browser;
            return running != null && running.isAlive() ? running : start();
        } finally {
            lock.unlock();
        }
    }

    boolean isAlive() {
        Browser running = browser;
        return running != null && running.isAlive();
    }

    /** Proportional set size of all of Chromium's processes in bytes, as of some seconds ago; 0 while none runs. */
    long memory() {
        return memory;
    }

    // At intervals, because adding it up reads a file of the kernel for each process.
    @Scheduled(fixedRateString = "PT10S")
    void measure() {
        Browser running = browser;
        memory = running == null ? 0 : running.memoryBytes();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            Browser running = browser;
            if (running != null) {
                running.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private Browser start() throws BrowserUnavailable {
        if (closed) {
            throw new BrowserUnavailable(Code.WORKER_STOPPED, "The worker is stopping");
        }
        if (clock.instant().isBefore(notBefore)) {
            throw new BrowserUnavailable(Code.BROWSER_UNAVAILABLE, lastFailure);
        }
        Browser dead = browser;
        if (dead != null) {
            dead.close();
        }
        try {
            Browser started = Chromium.start(
                    settings,
                    reason -> log.atError().addKeyValue("reason", reason).log("browser.lost"));
            browser = started;
            wait = FIRST_WAIT;
            return started;
        } catch (PageException | IllegalStateException failure) {
            notBefore = clock.instant().plus(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
            lastFailure = String.valueOf(failure.getMessage());
            log.atError().addKeyValue("reason", lastFailure).log("browser.unavailable");
            throw new BrowserUnavailable(Code.BROWSER_UNAVAILABLE, lastFailure);
        }
    }

    private double memoryPerPage() {
        Browser running = browser;
        int pages = running == null ? 0 : running.pages();
        return pages == 0 ? 0 : (double) memory / pages;
    }
}
