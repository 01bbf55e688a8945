package io.wafleet.gateway.event;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Predicate;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One client of the live events, with a buffer of its own. When the buffer is full, events are dropped until there is
 * room again, and then the client is told to look at the API for what it missed. What comes in floods or in bulk gets
 * only the first eighth of the buffer, so that it costs the client neither other events nor the gateway much memory.
 */
final class Listener {

    static final String RESYNC = "resync";

    private final Predicate<LiveEvent> wanted;
    private final List<ServerSentEvent<String>> first;
    private final BlockingQueue<ServerSentEvent<String>> waiting;
    private final int buffer;
    private final Sinks.Many<ServerSentEvent<String>> sink;
    private final Sinks.Empty<Void> ended = Sinks.empty();
    private boolean dropping;

    Listener(Predicate<LiveEvent> wanted, List<ServerSentEvent<String>> first, int buffer) {
        this.wanted = wanted;
        this.first = first;
        this.buffer = buffer;
        this.waiting = new ArrayBlockingQueue<>(buffer);
        this.sink = Sinks.many().unicast().onBackpressureBuffer(waiting);
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
        if (event.isOnRequest() && waiting.size() >= Math.max(1, buffer / 8)) {
            dropping |= !event.isFleeting();
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
