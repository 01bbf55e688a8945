package io.wafleet.gateway.command;

import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.problem.RequestId;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;

/** Gives controllers the {@link Terms} of a request. */
@Configuration(proxyBeanMethods = false)
class TermsArgument implements WebFluxConfigurer, SyncHandlerMethodArgumentResolver {

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Terms.class;
    }

    @Override
    public Object resolveArgumentValue(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        Caller caller = exchange.getAttribute(Caller.class.getName());
        HttpHeaders headers = exchange.getRequest().getHeaders();
        return new Terms(
                RequestId.of(exchange),
                caller == null ? "" : caller.keyId(),
                headers.getFirst("Idempotency-Key"),
                Terms.wait(
                        exchange.getRequest().getQueryParams().getFirst("wait"),
                        headers.getOrDefault("Prefer", List.of())));
    }
}
