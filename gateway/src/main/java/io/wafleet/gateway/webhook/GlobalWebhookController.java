package io.wafleet.gateway.webhook;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.TestWebhook;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.command.AskTheFleet;
import io.wafleet.gateway.command.Terms;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.problem.ApiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The one endpoint for all accounts, with the field names that older dashboards know. */
@RestController
@RequestMapping("/api/dashboard/webhook")
class GlobalWebhookController {

    private final AskTheFleet fleet;
    private final Endpoints endpoints;

    GlobalWebhookController(AskTheFleet fleet, Endpoints endpoints) {
        this.fleet = fleet;
        this.endpoints = endpoints;
    }

    record Config(
            @Nullable String url,
            @Nullable List<String> events,
            @Nullable String secret,
            @Nullable String format,
            @JsonAlias("timeout_ms") @Nullable Integer timeout,
            @JsonAlias("maxRetries") @Nullable Integer maxRetries,

            @JsonAlias({"retryDelay", "retry_delay_ms"}) @Nullable
            Integer retryDelay,

            @Nullable Boolean enabled,
            @Nullable Boolean hubSignature) {}

    record Test(@Nullable String url) {}

    @GetMapping("/config")
    Answer config(Caller caller) {
        caller.needForAll(Scope.ADMIN);
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("url", null);
        endpoints.find(null, Endpoint.DEFAULT).ifPresent(endpoint -> {
            config.put("url", endpoint.url());
            config.put("events", endpoint.events());
            config.put("format", endpoint.format());
            config.put("timeout", endpoint.timeoutMs());
            config.put("max_retries", endpoint.maxRetries());
            config.put("retry_delay", endpoint.retryDelayMs());
            config.put("enabled", endpoint.enabled());
            config.put("disabled_reason", endpoint.disabledReason());
            config.put("hub_signature", endpoint.hubSignature());
            config.put("has_secret", endpoint.hasSecret());
            config.put("old_secret_until", endpoint.oldSecretUntil());
            config.put("breaker", endpoint.breaker());
            config.put("next_probe_at", endpoint.nextProbeAt());
            config.put("failing_since", endpoint.failingSince());
        });
        return Answer.of("Webhook configuration", config);
    }

    @PutMapping("/config")
    ResponseEntity<Answer> configure(Caller caller, Terms terms, @RequestBody Config wanted) {
        caller.needForAll(Scope.ADMIN);
        if (wanted.url() == null) {
            throw ApiException.invalid(new FieldProblem("/url", "'url' is required"));
        }
        ConfigureWebhook command = new ConfigureWebhook(
                Endpoint.DEFAULT,
                wanted.url(),
                wanted.events(),
                wanted.secret(),
                null,
                wanted.format(),
                null,
                wanted.timeout(),
                wanted.maxRetries(),
                wanted.retryDelay(),
                wanted.enabled(),
                null,
                wanted.hubSignature());
        return fleet.askRelay(terms, null, command)
                .answer(result ->
                        ResponseEntity.ok(Answer.of("Webhook configured", WebhookController.withSecret(result))));
    }

    @PostMapping("/rotate-secret")
    ResponseEntity<Answer> rotate(
            Caller caller, Terms terms, @RequestBody(required = false) @Nullable RotateRequest wanted) {
        caller.needForAll(Scope.ADMIN);
        return fleet.askRelay(terms, null, RotateRequest.of(wanted, Endpoint.DEFAULT))
                .answer(result -> ResponseEntity.ok(Answer.of(
                        "Secret rotated; the new one is shown this once", WebhookController.withSecret(result))));
    }

    @PostMapping("/test")
    ResponseEntity<Answer> test(Caller caller, Terms terms, @RequestBody(required = false) @Nullable Test wanted) {
        caller.needForAll(Scope.ADMIN);
        String url = wanted == null ? null : wanted.url();
        return fleet.askRelay(terms, null, new TestWebhook(Endpoint.DEFAULT, url))
                .answer("Webhook tested");
    }
}
