package io.wafleet.gateway.webhook;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.relay.ReplayDeliveries;
import io.wafleet.common.relay.ReplayDelivery;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.answer.Pagination;
import io.wafleet.gateway.command.AskTheFleet;
import io.wafleet.gateway.command.Terms;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.problem.ApiException;
import io.wafleet.gateway.request.Asked;
import io.wafleet.gateway.request.Limit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what became of each delivery, attempt by attempt, and has one or many delivered again. */
@RestController
class DeliveryController {

    private final AskTheFleet fleet;
    private final Deliveries deliveries;

    DeliveryController(AskTheFleet fleet, Deliveries deliveries) {
        this.fleet = fleet;
        this.deliveries = deliveries;
    }

    @GetMapping("/api/accounts/{id}/webhook-logs")
    Answer log(
            Caller caller,
            @PathVariable AccountId id,
            @RequestParam MultiValueMap<String, String> query,
            @RequestParam @Nullable Integer limit) {
        caller.need(Scope.READ, id);
        String endpoint = query.getFirst("endpoint_id");
        return log(caller, id, endpoint == null ? null : false, endpoint, query, limit);
    }

    @GetMapping("/api/accounts/{id}/webhooks/{webhookId}/logs")
    Answer logOfEndpoint(
            Caller caller,
            @PathVariable AccountId id,
            @PathVariable String webhookId,
            @RequestParam MultiValueMap<String, String> query,
            @RequestParam @Nullable Integer limit) {
        caller.need(Scope.READ, id);
        return log(caller, id, false, webhookId, query, limit);
    }

    @GetMapping("/api/dashboard/webhook/logs")
    Answer logOfGlobalEndpoint(
            Caller caller, @RequestParam MultiValueMap<String, String> query, @RequestParam @Nullable Integer limit) {
        caller.needForAll(Scope.ADMIN);
        return log(caller, null, true, null, query, limit);
    }

    private Answer log(
            Caller caller,
            @Nullable AccountId account,
            @Nullable Boolean global,
            @Nullable String endpoint,
            MultiValueMap<String, String> query,
            @Nullable Integer limit) {
        int most = Limit.of(limit);
        List<Delivery> page = deliveries
                .list(
                        new Deliveries.Filter(
                                account,
                                global,
                                endpoint,
                                query.getFirst("status"),
                                query.getFirst("event"),
                                Asked.since(query.getFirst("since")),
                                Asked.cursor(query.getFirst("cursor"))),
                        most)
                .stream()
                .map(delivery -> shownTo(caller, delivery))
                .toList();
        return Answer.of(
                "Webhook deliveries",
                Map.of("deliveries", page, "pagination", Pagination.of(page, most, 0, Delivery::cursor)));
    }

    @GetMapping("/api/webhook-deliveries/{deliveryId}")
    Answer delivery(Caller caller, @PathVariable String deliveryId) {
        caller.need(Scope.READ);
        return Answer.of("Webhook delivery", shownTo(caller, visible(caller, deliveryId)));
    }

    @PostMapping("/api/webhook-deliveries/{deliveryId}/replay")
    ResponseEntity<Answer> replay(Caller caller, Terms terms, @PathVariable String deliveryId) {
        caller.need(Scope.CONTROL);
        Delivery delivery = visible(caller, deliveryId);
        if (delivery.global() && !caller.seesAll()) {
            throw new ApiException(ErrorCode.FORBIDDEN, "The global endpoint is for keys of all accounts");
        }
        return fleet.askRelay(terms, delivery.accountId(), new ReplayDelivery(deliveryId))
                .answer("Webhook delivery replayed");
    }

    /** What is to be delivered once more; without an account, of all. */
    record Wish(
            @Nullable AccountId accountId,
            @Nullable String endpointId,
            @Nullable Boolean global,
            @Nullable String status,
            @Nullable String since,
            @Nullable String until) {}

    @PostMapping("/api/webhook-deliveries/replay")
    ResponseEntity<Answer> replayMany(Caller caller, Terms terms, @RequestBody Wish wish) {
        if (wish.accountId() == null || Boolean.TRUE.equals(wish.global())) {
            caller.needForAll(Scope.CONTROL);
        } else {
            caller.need(Scope.CONTROL, wish.accountId());
        }
        ReplayDeliveries command = new ReplayDeliveries(
                wish.endpointId(),
                caller.seesAll() ? wish.global() : Boolean.FALSE,
                wish.status(),
                Asked.since(wish.since()),
                Asked.time("until", wish.until()));
        return fleet.askRelay(terms.withoutWaiting(), wish.accountId(), command)
                .answer("Webhook deliveries are being replayed");
    }

    private static Delivery shownTo(Caller caller, Delivery delivery) {
        return delivery.global() && !caller.seesAll() ? delivery.withoutWhatIsTheEndpoints() : delivery;
    }

    private Delivery visible(Caller caller, String deliveryId) {
        return deliveries
                .find(deliveryId)
                .filter(delivery -> caller.sees(delivery.accountId()))
                .orElseThrow(() -> new ApiException(ErrorCode.DELIVERY_NOT_FOUND, "There is no delivery of this id"));
    }
}
