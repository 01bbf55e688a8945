package io.wafleet.gateway.edge;

/** What the body of one request takes of the heap's share for bodies, until it is let go. */
public final class BodyInMemory {

    private final BodiesInMemory bodies;
    private long reserved;
    private boolean released;

    BodyInMemory(BodiesInMemory bodies) {
        this.bodies = bodies;
    }

    /** Whether there is room for so many bytes in all. */
    synchronized boolean growTo(long bytes) {
        long more = bytes - reserved;
        if (more <= 0 || released) {
            return true;
        }
        if (!bodies.reserve(more)) {
            return false;
        }
        reserved = bytes;
        return true;
    }

    /** To be called as soon as nothing holds the body any more; the end of the request does it at the latest. */
    public synchronized void release() {
        bodies.release(reserved);
        reserved = 0;
        released = true;
    }
}
