package io.wafleet.gateway.event;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.Event;
import io.wafleet.common.json.ContractJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;

/**
 * An event as clients get it.
 *
 * @param at when the broker or its producer says it was written
 * @param json the envelope as it is on the topic
 */
record LiveEvent(String id, String type, @Nullable AccountId account, Instant at, String json) {

    /** Written anew, so that no line break of a strange producer ends up in the stream. */
    static LiveEvent of(Event event, Instant at) {
        return new LiveEvent(
                event.id(),
                event.type().wireName(),
                event.accountId(),
                at,
                new String(ContractJson.write(event), StandardCharsets.UTF_8));
    }

    ServerSentEvent<String> toServerSent() {
        return ServerSentEvent.<String>builder(json).id(id).event(type).build();
    }
}
