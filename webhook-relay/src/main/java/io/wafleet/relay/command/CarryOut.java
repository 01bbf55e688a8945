package io.wafleet.relay.command;

import io.wafleet.common.egress.AddressPolicy;
import io.wafleet.common.egress.HttpUrl;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.DeleteWebhook;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.relay.ReplayDelivery;
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
import tools.jackson.databind.JsonNode;

/**
 * What each command does, inside the transaction of its caller.
 *
 * <p>Failure policy: a wish that cannot be granted is an {@code Ending.Failed}; an unreachable database throws.
 */
@Component
class CarryOut {

    private final Endpoints endpoints;
    private final AccountEndpoints ofAccounts;
    private final DeliveryQueue queue;
    private final AddressPolicy policy;
    private final Clock clock;

    CarryOut(Endpoints endpoints, AccountEndpoints ofAccounts, DeliveryQueue queue, AddressPolicy policy, Clock clock) {
        this.endpoints = endpoints;
        this.ofAccounts = ofAccounts;
        this.queue = queue;
        this.policy = policy;
        this.clock = clock;
    }

    /** What a configured endpoint looks like in a result. */
    record Configured(Endpoint.Shown endpoint) {}

    private record Deleted(String endpointId, boolean deleted) {}

    private record Replayed(String deliveryId, String status) {}

    Ending carryOut(RelayCommand command, Instant made) {
        List<FieldProblem> problems = command.data().problems();
        if (!problems.isEmpty()) {
            return new Ending.Failed(CommandError.invalid(problems));
        }
        String account =
                command.accountId() == null ? null : command.accountId().value();
        return switch (command.data()) {
            case ConfigureWebhook configure ->
                configure(new EndpointChange(command.id(), account, configure, made, clock.instant()));
            case DeleteWebhook delete -> delete(account, named(delete.endpointId()));
            case TestWebhook test -> test(account, test);
            case ReplayDelivery replay -> replay(account, replay);
        };
    }

    static String named(@Nullable String endpointId) {
        return Objects.requireNonNullElse(endpointId, Endpoint.DEFAULT_ID);
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
        return completed(new Configured(endpoints.store(change, current).shown()));
    }

    private Ending delete(@Nullable String account, String id) {
        Endpoint endpoint = endpoints.findToChange(account, id).orElse(null);
        if (endpoint == null) {
            return noSuchEndpoint();
        }
        remove(endpoint);
        return completed(new Deleted(id, true));
    }

    private void remove(Endpoint endpoint) {
        endpoints.remove(endpoint.key());
        queue.cancel(List.of(endpoint.key()));
    }

    private Ending test(@Nullable String account, TestWebhook test) {
        if (!Endpoint.isId(named(test.endpointId()))) {
            return noSuchEndpoint();
        }
        String url = test.url();
        if (url == null) {
            return endpoints.find(account, named(test.endpointId())).isPresent()
                    ? new Ending.Later()
                    : noSuchEndpoint();
        }
        return HttpUrl.isRefused(url, policy)
                ? Ending.failed(
                        ErrorCode.WEBHOOK_URL_REJECTED, "The address is private or special and not on the allow-list")
                : new Ending.Later();
    }

    private Ending replay(@Nullable String account, ReplayDelivery replay) {
        String id = Objects.requireNonNull(replay.deliveryId());
        return switch (queue.replay(id, account)) {
            case QUEUED -> completed(new Replayed(id, "pending"));
            case NOT_FOUND -> Ending.failed(ErrorCode.DELIVERY_NOT_FOUND, "There is no such delivery");
            case ENDPOINT_REMOVED -> Ending.failed(ErrorCode.WEBHOOK_NOT_FOUND, "Its endpoint has been removed");
            case ENDPOINT_DISABLED ->
                new Ending.Failed(CommandError.invalid(
                        List.of(new FieldProblem("/delivery_id", "Its endpoint is disabled; enable it first"))));
        };
    }

    private static Ending noSuchEndpoint() {
        return Ending.failed(ErrorCode.WEBHOOK_NOT_FOUND, "There is no such endpoint");
    }

    private static Ending completed(Object result) {
        JsonNode json = ContractJson.mapper().valueToTree(result);
        return new Ending.Completed(json);
    }
}
