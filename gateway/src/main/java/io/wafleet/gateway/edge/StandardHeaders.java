package io.wafleet.gateway.edge;

import io.wafleet.gateway.problem.RequestId;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Names the request, and puts the security headers on every answer that does not bring its own. */
@Component
@Order(-100)
final class StandardHeaders implements WebFilter {

    private static final String CSP = "Content-Security-Policy";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(RequestId.HEADER, RequestId.of(exchange));
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        exchange.getResponse().beforeCommit(() -> {
            if (!headers.containsHeader(CSP)) {
                headers.set(CSP, "default-src 'none'; frame-ancestors 'none'; sandbox");
            }
            if (!headers.containsHeader(HttpHeaders.CACHE_CONTROL)
                    && exchange.getRequest().getPath().value().startsWith("/api/")) {
                headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
            }
            return Mono.empty();
        });
        return chain.filter(exchange);
    }
}
