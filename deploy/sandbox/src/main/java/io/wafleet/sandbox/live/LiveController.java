package io.wafleet.sandbox.live;

import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** Server-sent events for the page of the phones. */
@RestController
class LiveController {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Changes changes;

    LiveController(Changes changes) {
        this.changes = changes;
    }

    @GetMapping(path = "/phone/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> live() {
        Flux<ServerSentEvent<String>> alive = Flux.interval(Duration.ZERO, HEARTBEAT)
                .map(tick -> ServerSentEvent.<String>builder().comment("alive").build());
        return changes.watch()
                .onBackpressureLatest()
                .map(change -> ServerSentEvent.builder("changed").build())
                .mergeWith(alive);
    }
}
