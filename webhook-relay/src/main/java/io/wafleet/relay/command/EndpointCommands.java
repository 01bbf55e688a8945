package io.wafleet.relay.command;

import io.wafleet.common.egress.AddressPolicy;
import io.wafleet.common.egress.HttpUrl;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.DeleteWebhook;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.relay.RotateSecret;
import io.wafleet.common.relay.TestWebhook;
import io.wafleet.relay.delivery.DeliveryQueue;
import io.wafleet.relay.endpoint.AccountEndpoints;
import io.wafleet.relay.endpoint.Endpoint;
import io.wafleet.relay.endpoint.EndpointChange;
import io.wafleet.relay.endpoint.Endpoints;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What commands do to endpoints, inside the transaction of their caller.
 *
 * <p>Failure policy: a wish that cannot be granted is an {@code Ending.Failed}; an unreachable database throws.
 */
@Component
class EndpointCommands {

    private final Endpoints endpoints;
    private final AccountEndpoints ofAccounts;
    private final DeliveryQueue queue;
    private final AddressPolicy policy;
    private final Clock clock;

    EndpointCommands(
            Endpoints endpoints, AccountEndpoints ofAccounts, DeliveryQueue queue, AddressPolicy policy, Clock clock) {
        this.endpoints = endpoints;
        this.ofAccounts = ofAccounts;
        this.queue = queue;
        this.policy = policy;
        this.clock = clock;
    }

    /** What a configured endpoint looks like in a result. */
    record Configured(Endpoint.Shown endpoint) {}

    private record Deleted(String endpointId, boolean deleted) {}

    static String named(@Nullable String endpointId) {
        return Objects.requireNonNullElse(endpointId, Endpoint.DEFAULT_ID);
    }

    /** @param made when the command was put on Kafka */
    Ending configure(RelayCommand command, ConfigureWebhook wish, Instant made) {
        return configure(new EndpointChange(command.id(), account(command), wish, made, clock.instant()));
    }

    private Ending configure(EndpointChange change) {
        if (!ofAccounts.begin(change)) {
            return Ending.failed(ErrorCode.ACCOUNT_NOT_FOUND, "The account has been deleted since");
        }
        Endpoint current =
                endpoints.findToChange(change.accountId(), change.endpointId()).orElse(null);
        Optional<CommandError> refusal = change.refusal(current, policy);
        if (refusal.isPresent()) {
            if (current != null && current.isPending()) {
                remove(current);
            }
            return new Ending.Failed(refusal.get());
        }
        Endpoint stored = endpoints.store(change, current);
        if (change.wish().url() != null || Boolean.TRUE.equals(change.wish().enabled())) {
            queue.resume(stored.key());
        }
        return configured(stored);
    }

    Ending rotate(RelayCommand command, RotateSecret wish) {
        return endpoints
                .findToChange(account(command), named(wish.endpointId()))
                .map(endpoint -> configured(endpoints.rotate(endpoint, wish, command.id())))
                .orElseGet(EndpointCommands::noSuchEndpoint);
    }

    private Ending configured(Endpoint endpoint) {
        return Ending.completed(new Configured(endpoint.shown(clock.instant())));
    }

    Ending delete(RelayCommand command, DeleteWebhook delete) {
        String id = named(delete.endpointId());
        Endpoint endpoint = endpoints.findToChange(account(command), id).orElse(null);
        if (endpoint == null) {
            return noSuchEndpoint();
        }
        remove(endpoint);
        return Ending.completed(new Deleted(id, true));
    }

    private void remove(Endpoint endpoint) {
        endpoints.remove(endpoint.key());
        queue.cancel(List.of(endpoint.key()));
    }

    /** Judges whether there is something to test; {@code EndpointTests} does it. */
    Ending test(RelayCommand command, TestWebhook test) {
        if (!Endpoint.isId(named(test.endpointId()))) {
            return noSuchEndpoint();
        }
        String url = test.url();
        if (url == null) {
            return endpoints.find(account(command), named(test.endpointId())).isPresent()
                    ? new Ending.Later()
                    : noSuchEndpoint();
        }
        return HttpUrl.isRefused(url, policy)
                ? Ending.failed(
                        ErrorCode.WEBHOOK_URL_REJECTED, "The address is private or special and not on the allow-list")
                : new Ending.Later();
    }

    static @Nullable String account(RelayCommand command) {
        return command.accountId() == null ? null : command.accountId().value();
    }

    private static Ending noSuchEndpoint() {
        return Ending.failed(ErrorCode.WEBHOOK_NOT_FOUND, "There is no such endpoint");
    }
}
