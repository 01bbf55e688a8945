package io.wafleet.session.media;

import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * The part of the heap, a quarter, that inbound files may take on their way from a page to the store. Who finds too
 * little of it left waits, so that no number of files and accounts can end this process.
 */
@Component
public class MediaMemory {

    private static final long UNIT = 1024;

    private final int all;
    private final Semaphore free;

    MediaMemory() {
        this(Runtime.getRuntime().maxMemory() / 4);
    }

    MediaMemory(long bytes) {
        this.all = unitsOf(bytes);
        this.free = new Semaphore(all, true);
    }

    /** Waits for room; who wants more than there is gets all of it. Closing the share gives it back. */
    public Share take(long bytes) throws InterruptedException {
        int units = Math.min(all, unitsOf(bytes));
        free.acquire(units);
        return () -> free.release(units);
    }

    /** Room that was taken; to be closed once. */
    public interface Share extends AutoCloseable {

        @Override
        void close();
    }

    private static int unitsOf(long bytes) {
        return (int) Math.clamp(bytes / UNIT + 1, 1, Integer.MAX_VALUE);
    }
}
