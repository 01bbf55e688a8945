package io.wafleet.gateway.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** The last events, bounded in number and in size. Not for several threads at once. */
final class EventRing {

    /**
     * Each gateway reads the partitions in an order of its own, so what a client has not seen may be older than the last
     * it has seen, by as much as this.
     */
    static final Duration APART = Duration.ofSeconds(5);

    private final int mostEvents;
    private final long mostCharacters;
    private final Map<String, LiveEvent> inOrderOfArrival = new LinkedHashMap<>();
    private final PriorityQueue<LiveEvent> oldestFirst = new PriorityQueue<>(Comparator.comparing(LiveEvent::at));
    private Instant forgottenUpTo = Instant.MIN;
    private long characters;

    EventRing(int mostEvents, long mostCharacters) {
        this.mostEvents = mostEvents;
        this.mostCharacters = mostCharacters;
    }

    /** Keeps the event, unless it is there already: the same fact may be told twice. Says whether it is new. */
    boolean add(LiveEvent event) {
        if (inOrderOfArrival.putIfAbsent(event.id(), event) != null) {
            return false;
        }
        oldestFirst.add(event);
        characters += event.json().length();
        while (oldestFirst.size() > mostEvents || (characters > mostCharacters && oldestFirst.size() > 1)) {
            LiveEvent oldest = oldestFirst.remove();
            inOrderOfArrival.remove(oldest.id());
            characters -= oldest.json().length();
            if (oldest.at().isAfter(forgottenUpTo)) {
                forgottenUpTo = oldest.at();
            }
        }
        return true;
    }

    /**
     * What a client that has seen the event of this id last, here or on another gateway, may have missed, and perhaps
     * some that it has seen; empty if not all of it is known any more.
     */
    Optional<List<LiveEvent>> after(String id) {
        LiveEvent last = inOrderOfArrival.get(id);
        if (last == null || !last.at().minus(APART).isAfter(forgottenUpTo)) {
            return Optional.empty();
        }
        Instant since = last.at().minus(APART);
        List<LiveEvent> missed = new ArrayList<>();
        boolean later = false;
        for (LiveEvent event : inOrderOfArrival.values()) {
            if (event.equals(last)) {
                later = true;
            } else if (later || !event.at().isBefore(since)) {
                missed.add(event);
            }
        }
        return Optional.of(missed);
    }
}
