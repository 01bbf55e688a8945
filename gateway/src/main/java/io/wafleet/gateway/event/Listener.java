package io.wafleet.gateway.event;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Predicate;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One client of the live events, with a buffer of its own. When the buffer is full, events are dropped until there is
 * room again, and then the client is told to look at the API for what it missed.
 */
final class Listener {

    static final String RESYNC = "resync";

    private final Predicate<LiveEvent> wanted;
    private final List<ServerSentEvent<String>> first;
    private final Sinks.Many<ServerSentEvent<String>> sink;
    private final Sinks.Empty<Void> ended = Sinks.empty();
    private boolean dropping;

    Listener(Predicate<LiveEvent> wanted, List<ServerSentEvent<String>> first, int buffer) {
        this.wanted = wanted;
        this.first = first;
        this.sink = Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(buffer));
    }

    static ServerSentEvent<String> resync(String why) {
        return ServerSentEvent.<String>builder("{\"reason\":\"" + why + "\"}")
                .event(RESYNC)
                .build();
    }

    synchronized void tell(LiveEvent event) {
        if (!wanted.test(event)) {
            return;
        }
        if (dropping) {
            dropping = sink.tryEmitNext(resync("too_slow")) != Sinks.EmitResult.OK;
        }
        if (!dropping) {
            dropping = sink.tryEmitNext(event.toServerSent()) == Sinks.EmitResult.FAIL_OVERFLOW;
        }
    }

    synchronized void end() {
        sink.tryEmitComplete();
        ended.tryEmitEmpty();
    }

    Mono<Void> ended() {
        return ended.asMono();
    }

    Flux<ServerSentEvent<String>> events() {
        return Flux.concat(Flux.fromIterable(first), sink.asFlux());
    }
}
