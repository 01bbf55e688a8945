package io.wafleet.gateway.event;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.key.StillGood;
import io.wafleet.gateway.problem.ApiException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        Predicate<LiveEvent> wanted = wanted(caller, accounts, types);
        // Proxies are asked not to collect the stream before they pass it on.
        return ResponseEntity.ok().header("X-Accel-Buffering", "no").body(stream(caller, wanted, lastId));
    }

    private Flux<ServerSentEvent<String>> stream(Caller caller, Predicate<LiveEvent> wanted, @Nullable String lastId) {
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

    private static Predicate<LiveEvent> wanted(Caller caller, @Nullable String accounts, @Nullable String types) {
        Set<AccountId> onlyAccounts =
                words(accounts).map(EventController::account).collect(Collectors.toSet());
        onlyAccounts.forEach(account -> caller.need(Scope.READ, account));
        Set<String> onlyTypes = words(types).collect(Collectors.toSet());
        return event -> caller.sees(event.account())
                && (onlyAccounts.isEmpty() || (event.account() != null && onlyAccounts.contains(event.account())))
                && (onlyTypes.isEmpty() || onlyTypes.contains(event.type()) || onlyTypes.contains(family(event)));
    }

    private static String family(LiveEvent event) {
        return event.type().substring(0, event.type().indexOf('.') + 1) + "*";
    }

    private static AccountId account(String word) {
        if (!AccountId.isValid(word)) {
            throw ApiException.invalid(
                    new FieldProblem("/account_id", "'account_id' has an id that no account can have"));
        }
        return new AccountId(word);
    }

    private static Stream<String> words(@Nullable String list) {
        return list == null
                ? Stream.empty()
                : Arrays.stream(list.split(",", -1)).map(String::strip).filter(word -> !word.isEmpty());
    }
}
