package io.wafleet.gateway.webhook;

import io.wafleet.common.problem.FieldProblem;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.gateway.problem.ApiException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body that makes or changes an endpoint. */
record EndpointRequest(
        @Nullable String url,
        @Nullable List<String> events,
        @Nullable String secret,
        @Nullable Map<String, String> headers,
        @Nullable String format,
        @Nullable String retry,
        @Nullable String ordering,
        @Nullable Integer timeoutMs,
        @Nullable Integer maxRetries,
        @Nullable Integer retryDelayMs,
        @Nullable Boolean enabled,
        @Nullable Boolean hubSignature) {

    private static final int DEFAULT_TIMEOUT_MS = 10_000;

    /** Everything that is not said goes back to its default, except the secret. */
    ConfigureWebhook replacing(String endpointId) {
        if (url == null) {
            throw ApiException.invalid(new FieldProblem("/url", "'url' is required"));
        }
        return new ConfigureWebhook(
                endpointId,
                url,
                events == null ? List.of() : events,
                secret,
                headers == null ? Map.of() : headers,
                format == null ? "default" : format,
                retry == null ? "short" : retry,
                timeoutMs == null ? Integer.valueOf(DEFAULT_TIMEOUT_MS) : timeoutMs,
                maxRetries,
                retryDelayMs,
                enabled == null || enabled,
                ordering == null ? "none" : ordering,
                hubSignature != null && hubSignature);
    }

    /** Everything that is not said stays as it is. */
    ConfigureWebhook changing(String endpointId) {
        return new ConfigureWebhook(
                endpointId,
                url,
                events,
                secret,
                headers,
                format,
                retry,
                timeoutMs,
                maxRetries,
                retryDelayMs,
                enabled,
                ordering,
                hubSignature);
    }
}
