package io.wafleet.gateway.problem;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers every request that failed, wherever it failed, with one kind of body. */
@Component
@Order(-2) // before Boot's own, which would answer with another body
final class AnswerProblems implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(AnswerProblems.class);

    private final JsonMapper json;
    private final Clock clock;

    AnswerProblems(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(thrown);
        }
        ApiException problem = WhatWentWrong.toldBy(thrown);
        if (problem.status() >= 500) {
            logFailure(exchange, problem, thrown);
        }
        HttpHeaders headers = response.getHeaders();
        headers.remove(HttpHeaders.CONTENT_DISPOSITION);
        headers.remove(HttpHeaders.ETAG);
        headers.remove(HttpHeaders.CACHE_CONTROL);
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        Long retryAfter = problem.error().retryAfterSeconds();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter)));
        }
        if (problem.commandId() != null) {
            headers.set(HttpHeaders.LOCATION, "/api/commands/" + problem.commandId());
        }
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        byte[] body = json.writeValueAsString(ProblemBody.of(problem, clock.instant(), RequestId.of(exchange)))
                .getBytes(StandardCharsets.UTF_8);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static void logFailure(ServerWebExchange exchange, ApiException problem, Throwable thrown) {
        var event = problem.status() == 500 ? log.atError().setCause(thrown) : log.atWarn();
        event.addKeyValue("request_id", RequestId.of(exchange))
                .addKeyValue("path", exchange.getRequest().getPath().value())
                .addKeyValue("code", problem.error().code())
                .addKeyValue("cause", thrown.getClass().getSimpleName())
                .log("request.failed");
    }
}
