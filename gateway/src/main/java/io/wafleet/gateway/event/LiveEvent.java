package io.wafleet.gateway.event;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventType;
import io.wafleet.common.json.ContractJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;

/**
 * An event as clients get it.
 *
 * @param at when the broker or its producer says it was written
 * @param json the envelope as it is on the topic
 */
record LiveEvent(String id, String type, @Nullable AccountId account, Instant at, String json) {

    /** What comes in floods or in bulk. */
    private static final Set<String> ON_REQUEST = Stream.of(
                    EventType.PRESENCE_UPDATED,
                    EventType.CHATS_SYNCED,
                    EventType.CONTACTS_SYNCED,
                    EventType.GROUPS_SYNCED,
                    EventType.MESSAGES_SYNCED)
            .map(EventType::wireName)
            .collect(Collectors.toUnmodifiableSet());

    /** Written anew, so that no line break of a strange producer ends up in the stream. */
    static LiveEvent of(Event event, Instant at) {
        return new LiveEvent(
                event.id(),
                event.type().wireName(),
                event.accountId(),
                at,
                new String(ContractJson.write(event), StandardCharsets.UTF_8));
    }

    /** Whether only those get it who ask for it by name, and only while they listen: it is not kept for later. */
    boolean isOnRequest() {
        return ON_REQUEST.contains(type);
    }

    /** Whether it may be left out without a word. */
    boolean isFleeting() {
        return type.equals(EventType.PRESENCE_UPDATED.wireName());
    }

    /** What is not kept has no id here, for a client would come back with it. */
    ServerSentEvent<String> toServerSent() {
        ServerSentEvent.Builder<String> told = ServerSentEvent.builder(json).event(type);
        return isOnRequest() ? told.build() : told.id(id).build();
    }
}
