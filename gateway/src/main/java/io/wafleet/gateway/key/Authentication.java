package io.wafleet.gateway.key;

import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.problem.ApiException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Lets nobody pass without a good key or session, except to the few paths that tell nothing about accounts; leaves the
 * {@link Caller} for the controllers.
 */
@Component
@Order(0)
final class Authentication implements WebFilter {

    private static final Logger log = LoggerFactory.getLogger(Authentication.class);

    static final String API_KEY = "X-Api-Key";

    private static final Set<String> OPEN = Set.of(
            "/",
            "/health",
            "/livez",
            "/readyz",
            "/metrics",
            "/openapi.json",
            "/actuator/health",
            "/actuator/health/liveness",
            "/actuator/health/readiness",
            "/actuator/prometheus");
    /** The scripts and pictures of the dashboard. */
    private static final List<String> OPEN_BELOW = List.of("/dashboard/", "/webjars/");

    private static final String BEARER = "Bearer ";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final KeyCheck keys;
    private final Sessions sessions;
    private final WrongKeys wrongKeys;
    private final Scheduler blocking;

    Authentication(KeyCheck keys, Sessions sessions, WrongKeys wrongKeys, Scheduler blocking) {
        this.keys = keys;
        this.sessions = sessions;
        this.wrongKeys = wrongKeys;
        this.blocking = blocking;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (isOpen(request) || Caller.of(exchange) != null) {
            return chain.filter(exchange);
        }
        return Mono.fromCallable(() -> identify(request)).subscribeOn(blocking).flatMap(caller -> {
            caller.enter(exchange);
            return chain.filter(exchange);
        });
    }

    /** By the path as it was sent: one that is written in another way needs a key. */
    private static boolean isOpen(ServerHttpRequest request) {
        String path = request.getPath().pathWithinApplication().value();
        // The session's path checks the key in its body itself.
        boolean signsIn = path.equals(Sessions.PATH) && request.getMethod().equals(HttpMethod.POST);
        return signsIn || OPEN.contains(path) || OPEN_BELOW.stream().anyMatch(path::startsWith);
    }

    private Caller identify(ServerHttpRequest request) {
        String key = shownKey(request.getHeaders());
        return key == null ? bySession(request) : byKey(key, request.getRemoteAddress());
    }

    /** @throws ApiException UNAUTHORIZED for a wrong key, RATE_LIMITED for one too many from this address */
    Caller byKey(String key, @Nullable InetSocketAddress address) {
        Duration wait = wrongKeys.wait(address);
        if (!wait.isZero() && !keys.wasGood(key)) {
            throw ApiException.retryLater(
                    ErrorCode.RATE_LIMITED, "Too many wrong API keys from this address", wait.toSeconds() + 1);
        }
        return keys.holderOf(key).orElseThrow(() -> {
            wrongKeys.count(address);
            log.atWarn().addKeyValue("address", address).log("key.refused");
            return new ApiException(ErrorCode.UNAUTHORIZED, "This API key is not valid");
        });
    }

    private Caller bySession(ServerHttpRequest request) {
        HttpCookie cookie = request.getCookies().getFirst(Sessions.COOKIE);
        Optional<Caller> caller = cookie == null
                ? Optional.empty()
                : sessions.keyOf(cookie.getValue()).flatMap(keys::holderOfId);
        if (caller.isPresent()
                && changesSomething(request)
                && !request.getHeaders().containsHeader(Sessions.HEADER)) {
            // Another site can make a browser send the cookie, but not this header.
            throw new ApiException(ErrorCode.FORBIDDEN, "A change by session needs the header " + Sessions.HEADER);
        }
        return caller.orElseThrow(() -> new ApiException(
                ErrorCode.UNAUTHORIZED, "An API key is needed, as " + API_KEY + " or as a bearer token"));
    }

    private static boolean changesSomething(ServerHttpRequest request) {
        return !SAFE.contains(request.getMethod());
    }

    static @Nullable String shownKey(HttpHeaders headers) {
        String key = headers.getFirst(API_KEY);
        if (key != null) {
            return key;
        }
        String authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).trim()
                : null;
    }
}
