package io.wafleet.sandbox.site;

import io.wafleet.sandbox.knob.KnobsOfRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Policies for the browser: strict for the phones, and as WhatsApp Web's for the stand-in (a knob turns that off). */
@Component
class SecurityHeaders implements WebFilter {

    private static final String STAND_IN = "default-src 'self' data: blob:; script-src 'self'; style-src 'self';"
            + " connect-src 'self' data: blob:; img-src 'self' data: blob:; object-src 'none'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";
    private static final String STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data: blob:; media-src 'self' blob:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private final KnobsOfRequest knobs;

    SecurityHeaders(KnobsOfRequest knobs) {
        this.knobs = knobs;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var headers = exchange.getResponse().getHeaders();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        boolean standIn = exchange.getRequest().getPath().value().equals("/");
        if (!standIn) {
            headers.set("Content-Security-Policy", STRICT);
        } else if (knobs.of(exchange.getRequest()).csp()) {
            headers.set("Content-Security-Policy", STAND_IN);
        }
        return chain.filter(exchange);
    }
}
