package io.wafleet.gateway.key;

import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.problem.ApiException;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;

/** Gives controllers the {@link Caller}. */
@Configuration(proxyBeanMethods = false)
class CallerArgument implements WebFluxConfigurer, SyncHandlerMethodArgumentResolver {

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Object resolveArgumentValue(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        Caller caller = Caller.of(exchange);
        if (caller == null) {
            throw new ApiException(ErrorCode.UNAUTHORIZED, "An API key is needed");
        }
        return caller;
    }
}
