package io.wafleet.session.receive;

import java.util.HashMap;
import java.util.Map;

/**
 * The messages that are being sent for commands. What WhatsApp says about one of them before the send itself is told as
 * an event is held back, so that no message is read before it is sent.
 */
public final class Outgoing {

    private final Map<String, Integer> heldAcks = new HashMap<>();
    private final Changes changes = new Changes();

    /** What commands do to messages that exist. */
    public Changes changes() {
        return changes;
    }

    /** The message with this id is about to leave. */
    public synchronized void begin(String messageId) {
        heldAcks.putIfAbsent(messageId, 0);
    }

    /**
     * The send has been told, or given up.
     *
     * @return the furthest ack that was held back, 0 if none
     */
    public synchronized int end(String messageId) {
        Integer held = heldAcks.remove(messageId);
        return held == null ? 0 : held;
    }

    synchronized boolean isUnderWay(String messageId) {
        return heldAcks.containsKey(messageId);
    }

    /** Whether the ack is kept for later. */
    synchronized boolean holdBack(String messageId, int ack) {
        return heldAcks.computeIfPresent(messageId, (id, before) -> Math.max(before, ack)) != null;
    }
}
