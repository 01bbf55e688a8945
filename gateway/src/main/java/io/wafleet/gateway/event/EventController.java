package io.wafleet.gateway.event;

import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.key.StillGood;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** Streams events as they happen. */
@RestController
class EventController {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final EventFeed feed;
    private final StillGood keys;
    private final Scheduler blocking;

    EventController(EventFeed feed, StillGood keys, Scheduler blocking) {
        this.feed = feed;
        this.keys = keys;
        this.blocking = blocking;
    }

    @GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<Flux<ServerSentEvent<String>>> events(
            Caller caller,
            @RequestParam(name = "account_id", required = false) @Nullable String accounts,
            @RequestParam(required = false) @Nullable String types,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastId) {
        caller.need(Scope.READ);
        Wanted wanted = Wanted.of(caller, accounts, types);
        // Proxies are asked not to collect the stream before they pass it on.
        return ResponseEntity.ok().header("X-Accel-Buffering", "no").body(stream(caller, wanted, lastId));
    }

    private Flux<ServerSentEvent<String>> stream(Caller caller, Wanted wanted, @Nullable String lastId) {
        return Flux.defer(() -> {
            Listener listener = feed.listen(wanted, lastId);
            Flux<ServerSentEvent<String>> heartbeat = Flux.interval(Duration.ZERO, HEARTBEAT)
                    .onBackpressureDrop()
                    .publishOn(blocking, 1)
                    .takeWhile(beat -> keys.isStillGood(caller))
                    .doOnComplete(listener::end)
                    .takeUntilOther(listener.ended())
                    .map(beat -> ServerSentEvent.<String>builder().comment("").build());
            return Flux.merge(heartbeat, listener.events()).doFinally(end -> feed.leave(listener));
        });
    }
}
