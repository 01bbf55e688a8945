package io.wafleet.gateway.event;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.Event;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.problem.ApiException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;

/** Hands each event to all who listen, and the latest ones to who comes back. */
@Component
class EventFeed {

    private static final int MOST_KEPT = 10_000;
    private static final long MOST_CHARACTERS_KEPT = 32_000_000;
    private static final int MOST_REPLAYED = 2_000;
    private static final int BUFFER = 256;
    private static final int MOST_LISTENERS = 2_000;

    private final EventRing ring = new EventRing(MOST_KEPT, MOST_CHARACTERS_KEPT);
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final Map<AccountId, Long> epochs = new HashMap<>();
    private boolean caughtUp;

    EventFeed(MeterRegistry metrics) {
        Gauge.builder("wafleet.gateway.sse.clients", listeners, Set::size)
                .description("Clients of the live events")
                .register(metrics);
    }

    /**
     * Keeps an event, unless it is one that has to be asked for, and hands it out.
     *
     * @param at when it was written to the topic
     * @param live false for what happened before this gateway started, which only those who come back get
     */
    synchronized void tell(Event event, Instant at, boolean live) {
        if (isStale(event)) {
            return;
        }
        LiveEvent told = LiveEvent.of(event, at);
        if ((told.isOnRequest() || ring.add(told)) && live) {
            listeners.forEach(listener -> listener.tell(told));
        }
    }

    /** From here on the ring knows all that happened before it was asked. */
    synchronized void caughtUp() {
        caughtUp = true;
    }

    /** A worker that has lost an account may go on telling of it for a moment. */
    private boolean isStale(Event event) {
        AccountId account = event.accountId();
        if (account == null || event.epoch() == 0) {
            return false;
        }
        return epochs.merge(account, event.epoch(), Math::max) > event.epoch();
    }

    /** @param lastId the id of the last event the client has seen, if it comes back */
    synchronized Listener listen(Predicate<LiveEvent> wanted, @Nullable String lastId) {
        if (listeners.size() >= MOST_LISTENERS) {
            throw ApiException.retryLater(ErrorCode.UNAVAILABLE, "Too many clients are listening already", 30);
        }
        Listener listener = new Listener(wanted, missed(wanted, lastId), BUFFER);
        listeners.add(listener);
        return listener;
    }

    private List<ServerSentEvent<String>> missed(Predicate<LiveEvent> wanted, @Nullable String lastId) {
        if (lastId == null) {
            return List.of();
        }
        List<LiveEvent> later = !caughtUp
                ? null
                : ring.after(lastId)
                        .map(events -> events.stream().filter(wanted).toList())
                        .orElse(null);
        if (later == null) {
            return List.of(Listener.resync("unknown_last_event_id"));
        }
        List<ServerSentEvent<String>> first = new ArrayList<>();
        if (later.size() > MOST_REPLAYED) {
            first.add(Listener.resync("too_long_away"));
            later = later.subList(later.size() - MOST_REPLAYED, later.size());
        }
        later.forEach(event -> first.add(event.toServerSent()));
        return first;
    }

    void leave(Listener listener) {
        listeners.remove(listener);
    }

    /** Streams would hold up the end of the web server. */
    void endAll() {
        listeners.forEach(Listener::end);
    }
}
