package io.wafleet.gateway.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of the large bodies that are being worked on, so that many files at once do not fill the heap. */
final class BodiesInMemory {

    private final long most;
    private final AtomicLong reserved = new AtomicLong();

    BodiesInMemory(long most) {
        this.most = most;
    }

    /** A quarter of the heap, in bodies: a body is there as text, as bytes and on its way to the database. */
    static BodiesInMemory aFairShare() {
        return new BodiesInMemory(Runtime.getRuntime().maxMemory() / 4);
    }

    BodiesInMemory shownBy(MeterRegistry metrics) {
        Gauge.builder("wafleet.gateway.bodies", reserved, AtomicLong::get)
                .description("Large bodies that are being worked on")
                .baseUnit("bytes")
                .register(metrics);
        return this;
    }

    long most() {
        return most;
    }

    boolean reserve(long bytes) {
        long before = reserved.getAndUpdate(now -> now + bytes <= most ? now + bytes : now);
        return before + bytes <= most;
    }

    void release(long bytes) {
        reserved.addAndGet(-bytes);
    }
}
