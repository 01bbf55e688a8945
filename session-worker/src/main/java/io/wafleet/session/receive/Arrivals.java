package io.wafleet.session.receive;

import io.wafleet.session.browser.PageEvent;
import io.wafleet.session.browser.PageMessage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one page tells of messages, in order: kept back until what was missed before has been told, and told once however
 * it was found.
 */
public final class Arrivals {

    private static final int ROOM = 1000;

    private final Instant since;
    private final Consumer<PageEvent> telling;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<PageEvent> kept = new ArrayDeque<>();
    private final Set<String> found = new HashSet<>();
    private boolean isReady;
    private boolean flows;
    private volatile boolean ended;

    /**
     * Those of a page that is about to be opened.
     *
     * @param telling returns when it is told, or will never be
     */
    public Arrivals(Instant since, Consumer<PageEvent> telling) {
        this.since = since;
        this.telling = telling;
    }

    /** Whether it was written before the page was opened, or in that second: no page is there so quickly. */
    boolean cameBefore(PageMessage message) {
        return message.timestamp() <= since.getEpochSecond();
    }

    /** The page tells something; it waits while too much is kept back. */
    public void hear(PageEvent event) throws InterruptedException {
        if (!keepBack(event)) {
            tell(event);
        }
    }

    /** From now on whoever looks for what was missed will come to an end, and may be waited for. */
    public void pageIsReady() {
        lock.lock();
        try {
            isReady = true;
        } finally {
            lock.unlock();
        }
    }

    /** Tells a message that the page has and did not tell itself. */
    public void tellFound(PageMessage message) {
        lock.lock();
        try {
            found.add(ToldNews.key(message));
        } finally {
            lock.unlock();
        }
        telling.accept(new PageEvent.MessageSeen(message));
    }

    /** What was missed is told: tells what was kept back, and lets the rest through. */
    public void flow() {
        for (PageEvent next = nextKept(); next != null; next = nextKept()) {
            tell(next);
        }
    }

    public boolean hasEnded() {
        return ended;
    }

    /** The page is closed; nobody waits any more. */
    public void end() {
        lock.lock();
        try {
            ended = true;
            flows = true;
            kept.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean keepBack(PageEvent event) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!flows && isReady && kept.size() >= ROOM) {
                changed.await();
            }
            if (flows) {
                return false;
            }
            // Before the page is ready there is nobody to wait for; it will be asked for its messages then.
            boolean willBeFound = event instanceof PageEvent.MessageSeen;
            if (kept.size() < ROOM || !willBeFound) {
                kept.addLast(event);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void tell(PageEvent event) {
        if (!(event instanceof PageEvent.MessageSeen seen) || !isFound(seen.message())) {
            telling.accept(event);
        }
    }

    private boolean isFound(PageMessage message) {
        lock.lock();
        try {
            return found.contains(ToldNews.key(message));
        } finally {
            lock.unlock();
        }
    }

    private @Nullable PageEvent nextKept() {
        lock.lock();
        try {
            PageEvent next = kept.pollFirst();
            flows = next == null || flows;
            changed.signalAll();
            return next;
        } finally {
            lock.unlock();
        }
    }
}
