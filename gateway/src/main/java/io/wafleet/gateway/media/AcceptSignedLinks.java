package io.wafleet.gateway.media;

import io.wafleet.common.media.SignedLinks;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.problem.ApiException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets the address of a file pass without an API key, for this one file, if its signature is good. */
@Component
@Order(-1)
final class AcceptSignedLinks implements WebFilter {

    /** By the path as it was sent: what is written in another way needs a key. */
    private static final Pattern PATH = Pattern.compile("/api/media/([A-Za-z0-9_-]{1,128})");

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final SignedLinks links;
    private final Clock clock;

    AcceptSignedLinks(LinkSettings settings, Clock clock) {
        this.links = settings.links();
        this.clock = clock;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        Matcher path = PATH.matcher(request.getPath().pathWithinApplication().value());
        String signature = only(request.getQueryParams(), "signature");
        if (signature == null
                || !path.matches()
                || !READS.contains(request.getMethod())
                || Caller.showsAKey(request.getHeaders())) {
            return chain.filter(exchange);
        }
        String expires = only(request.getQueryParams(), "expires");
        return switch (links.judge(path.group(1), expires == null ? "" : expires, signature, clock.instant())) {
            case GENUINE -> {
                new Caller("signed-link", Set.of(Scope.READ), Set.of()).enter(exchange);
                yield chain.filter(exchange);
            }
            case EXPIRED ->
                Mono.error(new ApiException(
                        ErrorCode.MEDIA_LINK_EXPIRED,
                        "This address has expired; a newer webhook has a newer one, and an API key always works"));
            case FORGED ->
                Mono.error(new ApiException(ErrorCode.UNAUTHORIZED, "The signature of this address is not valid"));
        };
    }

    private static @Nullable String only(MultiValueMap<String, String> query, String name) {
        return query.getOrDefault(name, List.of()).size() == 1 ? query.getFirst(name) : null;
    }
}
