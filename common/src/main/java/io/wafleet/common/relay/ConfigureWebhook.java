package io.wafleet.common.relay;

import io.wafleet.common.command.Form;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.common.webhook.WebhookHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes or changes an endpoint; a field that is absent keeps its value, or its default on a new endpoint.
 *
 * @param endpointId which one; {@code default} if absent
 * @param url http or https, at most 2,000 characters; required for a new endpoint
 * @param events names or {@code *}; all events if empty
 * @param secret signs the deliveries, {@code whsec_<base64 of 24 to 64 bytes>}; made by the relay for a new endpoint
 * @param headers sent with every delivery, at most 20
 * @param format {@code default} or {@code flat}
 * @param retry {@code short} or {@code long}
 * @param timeoutMs total time of one attempt, 1,000 to 60,000 milliseconds; 10,000 for a new endpoint
 * @param maxRetries how often a failed delivery is tried again, 0 to 20; by the schedule if absent
 * @param retryDelayMs the wait before the first retry, 100 to 3,600,000 milliseconds; by the schedule if absent
 * @param ordering {@code none}, or {@code fifo}: a delivery that fails holds back what comes after it for the account
 * @param hubSignature whether deliveries bear {@code X-Hub-Signature-256} too
 */
public record ConfigureWebhook(
        @Nullable String endpointId,
        @Nullable String url,
        @Nullable List<String> events,
        @Nullable String secret,
        @Nullable Map<String, String> headers,
        @Nullable String format,
        @Nullable String retry,
        @Nullable Integer timeoutMs,
        @Nullable Integer maxRetries,
        @Nullable Integer retryDelayMs,
        @Nullable Boolean enabled,
        @Nullable String ordering,
        @Nullable Boolean hubSignature)
        implements RelayCommandData {

    private static final Pattern ENDPOINT_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    /** One that says nothing about the order or a second signature. */
    public ConfigureWebhook(
            @Nullable String endpointId,
            @Nullable String url,
            @Nullable List<String> events,
            @Nullable String secret,
            @Nullable Map<String, String> headers,
            @Nullable String format,
            @Nullable String retry,
            @Nullable Integer timeoutMs,
            @Nullable Integer maxRetries,
            @Nullable Integer retryDelayMs,
            @Nullable Boolean enabled) {
        this(
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
                null,
                null);
    }

    /** An endpoint with nothing but its address, events and secret set. */
    public static ConfigureWebhook to(@Nullable String url, @Nullable List<String> events, @Nullable String secret) {
        return new ConfigureWebhook(null, url, events, secret, null, null, null, null, null, null, null);
    }

    @Override
    public List<FieldProblem> problems() {
        List<FieldProblem> problems = new ArrayList<>(new Form()
                .httpUrl("url", url)
                .check(
                        endpointId == null || ENDPOINT_ID.matcher(endpointId).matches(),
                        "endpoint_id",
                        "'endpoint_id' is 1 to 64 letters, digits, '-' or '_', and starts with a letter or digit")
                .webhookEvents("events", events == null ? List.of() : events)
                .webhookSecret("secret", secret)
                .check(!hasManyHeaders(), "headers", "'headers' has more than 20 entries")
                .check(
                        format == null || format.equals("default") || format.equals("flat"),
                        "format",
                        "'format' is 'default' or 'flat'")
                .check(
                        retry == null || retry.equals("short") || retry.equals("long"),
                        "retry",
                        "'retry' is 'short' or 'long'")
                .check(
                        ordering == null || ordering.equals("none") || ordering.equals("fifo"),
                        "ordering",
                        "'ordering' is 'none' or 'fifo'")
                .check(between(1_000, 60_000, timeoutMs), "timeout_ms", "'timeout_ms' is 1000 to 60000")
                .check(between(0, 20, maxRetries), "max_retries", "'max_retries' is 0 to 20")
                .check(between(100, 3_600_000, retryDelayMs), "retry_delay_ms", "'retry_delay_ms' is 100 to 3600000")
                .problems());
        if (headers != null && !hasManyHeaders()) {
            problems.addAll(WebhookHeaders.problems(headers));
        }
        return problems;
    }

    private boolean hasManyHeaders() {
        return headers != null && headers.size() > 20;
    }

    private static boolean between(int low, int high, @Nullable Integer value) {
        return value == null || (value >= low && value <= high);
    }
}
