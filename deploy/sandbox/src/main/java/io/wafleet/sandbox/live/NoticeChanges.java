package io.wafleet.sandbox.live;

import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Whatever a phone does may change something. */
@Component
class NoticeChanges implements WebFilter {

    private final Changes changes;

    NoticeChanges(Changes changes) {
        this.changes = changes;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Mono<Void> answer = chain.filter(exchange);
        boolean acts = !HttpMethod.GET.equals(exchange.getRequest().getMethod())
                && exchange.getRequest().getPath().value().startsWith("/phone/");
        return acts ? answer.doFinally(end -> changes.happened()) : answer;
    }
}
