package io.wafleet.relay.endpoint;

import io.wafleet.common.egress.AddressPolicy;
import io.wafleet.common.egress.HttpUrl;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.webhook.WebhookSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wish to make or change an endpoint.
 *
 * @param commandId who wishes it
 * @param accountId whose endpoint; null for the global one
 * @param madeAt when it was put on Kafka
 * @param at when it is granted
 */
public record EndpointChange(
        String commandId, @Nullable String accountId, ConfigureWebhook wish, Instant madeAt, Instant at) {

    public String endpointId() {
        return Objects.requireNonNullElse(wish.endpointId(), Endpoint.DEFAULT_ID);
    }

    /** Why a wish of good form cannot be granted, if it cannot. */
    public Optional<CommandError> refusal(@Nullable Endpoint current, AddressPolicy policy) {
        String url = wish.url();
        if (url == null) {
            return current != null
                    ? Optional.empty()
                    : Optional.of(CommandError.invalid(
                            List.of(new FieldProblem("/url", "'url' is required for a new endpoint"))));
        }
        return HttpUrl.isRefused(url, policy)
                ? Optional.of(CommandError.of(
                        ErrorCode.WEBHOOK_URL_REJECTED,
                        "The address of the endpoint is private or special and not on the allow-list"))
                : Optional.empty();
    }

    /** The endpoint as it is to be; only for a wish without a refusal. */
    Endpoint applied(@Nullable Endpoint current, WebhookKeys keys, Duration rotationWindow) {
        String url = wish.url() != null
                ? HttpUrl.ascii(wish.url())
                : Objects.requireNonNull(current, "a new endpoint has a url").url();
        return new Endpoint(
                current == null ? 0 : current.key(),
                accountId,
                endpointId(),
                url,
                wish.events() != null
                        ? new EventFilter(wish.events())
                        : current == null ? new EventFilter(List.of()) : current.events(),
                secrets(current, keys, rotationWindow),
                keep(wish.format(), current == null ? "default" : current.format()),
                manner(current == null ? Endpoint.Manner.DEFAULT : current.manner()),
                keep(wish.ordering(), current == null ? "none" : current.ordering()),
                keep(wish.hubSignature(), current != null && current.hubSignature()),
                disabledReason(current, url),
                current == null ? at : current.createdAt(),
                at);
    }

    private Secrets secrets(@Nullable Endpoint current, WebhookKeys keys, Duration rotationWindow) {
        WebhookSecret wished = wish.secret() == null ? null : new WebhookSecret(wish.secret());
        Secrets secrets;
        if (current == null || current.isPending()) {
            // Nobody was told the secret of one that was expected.
            secrets = Secrets.first(
                    keys, accountId, endpointId(), wished == null ? WebhookSecret.random() : wished, commandId);
        } else if (wished == null) {
            secrets = current.secrets();
        } else {
            secrets = current.secrets().rotated(keys, wished, commandId, at.plus(rotationWindow));
        }
        return wish.headers() == null ? secrets : secrets.withHeaders(keys, accountId, endpointId(), wish.headers());
    }

    private Endpoint.Manner manner(Endpoint.Manner before) {
        return new Endpoint.Manner(
                keep(wish.retry(), before.retry()),
                keep(wish.timeoutMs(), before.timeoutMs()),
                wish.maxRetries() != null ? wish.maxRetries() : before.maxRetries(),
                wish.retryDelayMs() != null ? wish.retryDelayMs() : before.retryDelayMs());
    }

    /** One that was expected is here; one that was given up comes back with a new address, or when it is enabled by name. */
    private @Nullable String disabledReason(@Nullable Endpoint current, String url) {
        if (wish.enabled() != null) {
            return wish.enabled() ? null : "REQUESTED";
        }
        if (current == null || current.isPending() || (current.isGivenUp() && !url.equals(current.url()))) {
            return null;
        }
        return current.disabledReason();
    }

    private static <T> T keep(@Nullable T wished, T before) {
        return wished == null ? before : wished;
    }
}
