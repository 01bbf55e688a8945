package io.wafleet.sandbox.page;

import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.wire.ToPage;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** One live connection of one page. */
public final class Page {

    private final String id = UUID.randomUUID().toString();
    private final Sinks.Many<ToPage> outbox = Sinks.many().unicast().onBackpressureBuffer();
    private final Queue<ToPage> unsent = new ArrayDeque<>();
    private final Queue<Runnable> unheard = new ArrayDeque<>();
    private final String origin;
    private volatile boolean deaf;
    private volatile @Nullable String qrText;
    private volatile @Nullable Link link;

    /** @param origin of the site that the page is on, as its browser says; empty if it is no browser */
    public Page(String origin) {
        this.origin = origin;
    }

    /** Puts a frame on its way; a page that has left does not get it, and one whose connection is deaf gets it later. */
    public synchronized void send(ToPage frame) {
        if (deaf) {
            unsent.add(frame);
        } else {
            outbox.tryEmitNext(frame);
        }
    }

    /** Deals with what the page has said; if the connection is deaf, when it no longer is. */
    public void hear(Runnable frame) {
        synchronized (unheard) {
            if (deaf) {
                unheard.add(frame);
            } else {
                frame.run();
            }
        }
    }

    /** Whether the connection is there but carries nothing, in either direction; nothing is lost, it only waits. */
    public void deaf(boolean now) {
        synchronized (unheard) {
            synchronized (this) {
                deaf = now;
                while (!deaf && !unsent.isEmpty()) {
                    outbox.tryEmitNext(unsent.remove());
                }
            }
            while (!deaf && !unheard.isEmpty()) {
                unheard.remove().run();
            }
        }
    }

    /** Ends the connection after everything that was sent before. */
    public synchronized void close() {
        outbox.tryEmitComplete();
    }

    public Flux<ToPage> outbox() {
        return outbox.asFlux();
    }

    public String origin() {
        return origin;
    }

    /** The whole text of the QR code that this page shows now, if it shows one. */
    public @Nullable String qrText() {
        return qrText;
    }

    public void showsQr(@Nullable String text) {
        qrText = text;
    }

    /** Which linked device this page is, once it is logged in. */
    public @Nullable Link link() {
        return link;
    }

    void belongsTo(Link device) {
        link = device;
    }

    @Override
    public String toString() {
        return "Page " + id;
    }
}
