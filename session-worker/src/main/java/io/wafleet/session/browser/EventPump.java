package io.wafleet.session.browser;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one page's events to its listener, in order, on a thread of their own: no listener holds up another page. */
final class EventPump implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventPump.class);

    private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
    private final Consumer<PageEvent> listener;
    private volatile boolean open = true;

    EventPump(String name, Consumer<PageEvent> listener) {
        this.listener = listener;
        Thread.ofVirtual().name("page-events-" + name).start(this::run);
    }

    /** Adds something to do after all that was added before; never blocks. */
    void add(Runnable step) {
        steps.add(step);
    }

    void tell(PageEvent event) {
        add(() -> pass(event));
    }

    /** Tells the last event. */
    void tellLast(PageEvent event) {
        add(() -> {
            pass(event);
            open = false;
        });
    }

    /** Passes an event on from within a step. */
    void pass(PageEvent event) {
        if (!open) {
            return;
        }
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("event", event.getClass().getSimpleName())
                    .setCause(e)
                    .log("page.listener.failed");
        }
    }

    /** No event is told after this. */
    @Override
    public void close() {
        open = false;
        add(() -> {}); // wakes the thread; it is not interrupted, the listener may be in the middle of something
    }

    private void run() {
        while (open) {
            try {
                steps.take().run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
