package io.wafleet.gateway.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The last events, bounded in number and in size. Not for several threads at once. */
final class EventRing {

    private final int mostEvents;
    private final long mostCharacters;
    private final ArrayDeque<LiveEvent> events = new ArrayDeque<>();
    private final Set<String> ids = new HashSet<>();
    private long characters;

    EventRing(int mostEvents, long mostCharacters) {
        this.mostEvents = mostEvents;
        this.mostCharacters = mostCharacters;
    }

    /** Keeps the event, unless it is there already: the same fact may be told twice. Says whether it is new. */
    boolean add(LiveEvent event) {
        if (!ids.add(event.id())) {
            return false;
        }
        events.addLast(event);
        characters += event.json().length();
        while (events.size() > mostEvents || (characters > mostCharacters && events.size() > 1)) {
            LiveEvent oldest = events.removeFirst();
            ids.remove(oldest.id());
            characters -= oldest.json().length();
        }
        return true;
    }

    /** What came after the event of this id; empty if it is not known any more. */
    Optional<List<LiveEvent>> after(String id) {
        if (!ids.contains(id)) {
            return Optional.empty();
        }
        List<LiveEvent> later = new ArrayList<>();
        boolean found = false;
        for (LiveEvent event : events) {
            if (found) {
                later.add(event);
            }
            found |= event.id().equals(id);
        }
        return Optional.of(later);
    }
}
