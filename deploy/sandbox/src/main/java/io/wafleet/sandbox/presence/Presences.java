package io.wafleet.sandbox.presence;

import io.wafleet.sandbox.identity.PhoneNumber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What everybody did last, in memory only. */
@Component
class Presences {

    /** As long as WhatsApp Web shows that somebody is typing without hearing it again. */
    private static final Duration DOING_LASTS = Duration.ofSeconds(25);

    private final Clock clock;
    private final Map<Place, Doing> doings = new ConcurrentHashMap<>();
    private final Map<PhoneNumber, Online> online = new ConcurrentHashMap<>();
    private final Map<PhoneNumber, Set<PhoneNumber>> subscribers = new ConcurrentHashMap<>();

    Presences(Clock clock) {
        this.clock = clock;
    }

    void does(PhoneNumber who, String chat, ChatState state) {
        doings.put(new Place(who, chat), new Doing(state, clock.instant()));
    }

    Optional<Doing> doing(PhoneNumber who, String chat) {
        return Optional.ofNullable(doings.get(new Place(who, chat)))
                .map(doing -> doing.at().plus(DOING_LASTS).isBefore(clock.instant())
                        ? new Doing(ChatState.PAUSED, doing.at())
                        : doing);
    }

    Online isOnline(PhoneNumber who, boolean available) {
        Online now = new Online(available, clock.instant());
        online.put(who, now);
        return now;
    }

    Optional<Online> online(PhoneNumber who) {
        return Optional.ofNullable(online.get(who));
    }

    void subscribe(PhoneNumber subscriber, PhoneNumber to) {
        subscribers.computeIfAbsent(to, number -> ConcurrentHashMap.newKeySet()).add(subscriber);
    }

    Set<PhoneNumber> subscribersOf(PhoneNumber who) {
        return subscribers.getOrDefault(who, Set.of());
    }

    private record Place(PhoneNumber who, String chat) {}

    record Doing(ChatState state, Instant at) {}

    record Online(boolean available, Instant since) {}
}
