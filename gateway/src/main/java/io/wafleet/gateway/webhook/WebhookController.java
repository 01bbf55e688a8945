package io.wafleet.gateway.webhook;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.DeleteWebhook;
import io.wafleet.common.relay.TestWebhook;
import io.wafleet.gateway.account.Accounts;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.command.AskTheFleet;
import io.wafleet.gateway.command.Terms;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The endpoints of an account: the default one under {@code /webhook}, any number under {@code /webhooks}. */
@RestController
@RequestMapping("/api/accounts/{id}")
class WebhookController {

    private final AskTheFleet fleet;
    private final Endpoints endpoints;
    private final Accounts accounts;

    WebhookController(AskTheFleet fleet, Endpoints endpoints, Accounts accounts) {
        this.fleet = fleet;
        this.endpoints = endpoints;
        this.accounts = accounts;
    }

    @GetMapping("/webhook")
    Answer webhook(Caller caller, @PathVariable AccountId id) {
        caller.need(Scope.READ, id);
        return Answer.of("Webhook", endpoints.get(id, Endpoint.DEFAULT));
    }

    @PutMapping("/webhook")
    ResponseEntity<Answer> put(
            Caller caller, Terms terms, @PathVariable AccountId id, @RequestBody EndpointRequest wanted) {
        return configure(caller, terms, id, wanted.replacing(Endpoint.DEFAULT));
    }

    @PatchMapping("/webhook")
    ResponseEntity<Answer> patch(
            Caller caller, Terms terms, @PathVariable AccountId id, @RequestBody EndpointRequest wanted) {
        caller.need(Scope.CONTROL, id);
        if (wanted.url() != null) {
            endpoints.get(id, Endpoint.DEFAULT);
        }
        return configure(caller, terms, id, wanted.changing(Endpoint.DEFAULT));
    }

    @DeleteMapping("/webhook")
    ResponseEntity<Answer> delete(Caller caller, Terms terms, @PathVariable AccountId id) {
        return remove(caller, terms, id, Endpoint.DEFAULT);
    }

    @PostMapping("/webhook/rotate-secret")
    ResponseEntity<Answer> rotate(
            Caller caller,
            Terms terms,
            @PathVariable AccountId id,
            @RequestBody(required = false) @Nullable RotateRequest wanted) {
        return rotateOne(caller, terms, id, Endpoint.DEFAULT, wanted);
    }

    @GetMapping("/webhooks")
    Answer webhooks(Caller caller, @PathVariable AccountId id) {
        caller.need(Scope.READ, id);
        accounts.get(id);
        return Answer.of("Webhooks", endpoints.list(id));
    }

    @PostMapping("/webhooks")
    ResponseEntity<Answer> add(
            Caller caller, Terms terms, @PathVariable AccountId id, @RequestBody EndpointRequest wanted) {
        caller.need(Scope.CONTROL, id);
        String webhookId = "wh_" + AskTheFleet.derivedId(terms, "webhook");
        ConfigureWebhook command = wanted.replacing(webhookId);
        accounts.get(id);
        return fleet.askRelay(terms, id, command)
                .answer(result -> ResponseEntity.status(HttpStatus.CREATED)
                        .location(URI.create("/api/accounts/" + id + "/webhooks/" + webhookId))
                        .body(Answer.of("Webhook created", withSecret(result))));
    }

    @PutMapping("/webhooks/{webhookId}")
    ResponseEntity<Answer> putOne(
            Caller caller,
            Terms terms,
            @PathVariable AccountId id,
            @PathVariable String webhookId,
            @RequestBody EndpointRequest wanted) {
        caller.need(Scope.CONTROL, id);
        ConfigureWebhook command = wanted.replacing(webhookId);
        endpoints.get(id, webhookId);
        return configure(caller, terms, id, command);
    }

    @GetMapping("/webhooks/{webhookId}")
    Answer one(Caller caller, @PathVariable AccountId id, @PathVariable String webhookId) {
        caller.need(Scope.READ, id);
        return Answer.of("Webhook", endpoints.get(id, webhookId));
    }

    @PatchMapping("/webhooks/{webhookId}")
    ResponseEntity<Answer> patchOne(
            Caller caller,
            Terms terms,
            @PathVariable AccountId id,
            @PathVariable String webhookId,
            @RequestBody EndpointRequest wanted) {
        caller.need(Scope.CONTROL, id);
        endpoints.get(id, webhookId);
        return configure(caller, terms, id, wanted.changing(webhookId));
    }

    @PostMapping("/webhook/test")
    ResponseEntity<Answer> test(Caller caller, Terms terms, @PathVariable AccountId id) {
        return testOne(caller, terms, id, Endpoint.DEFAULT);
    }

    @PostMapping("/webhooks/{webhookId}/test")
    ResponseEntity<Answer> testOne(
            Caller caller, Terms terms, @PathVariable AccountId id, @PathVariable String webhookId) {
        caller.need(Scope.CONTROL, id);
        checkKnown(id, webhookId);
        return fleet.askRelay(terms, id, new TestWebhook(webhookId, null)).answer("Webhook tested");
    }

    @DeleteMapping("/webhooks/{webhookId}")
    ResponseEntity<Answer> deleteOne(
            Caller caller, Terms terms, @PathVariable AccountId id, @PathVariable String webhookId) {
        return remove(caller, terms, id, webhookId);
    }

    @PostMapping("/webhooks/{webhookId}/rotate-secret")
    ResponseEntity<Answer> rotateOne(
            Caller caller,
            Terms terms,
            @PathVariable AccountId id,
            @PathVariable String webhookId,
            @RequestBody(required = false) @Nullable RotateRequest wanted) {
        caller.need(Scope.CONTROL, id);
        checkKnown(id, webhookId);
        return fleet.askRelay(terms, id, RotateRequest.of(wanted, webhookId))
                .answer(result -> ResponseEntity.ok(
                        Answer.of("Secret rotated; the new one is shown this once", withSecret(result))));
    }

    private ResponseEntity<Answer> configure(Caller caller, Terms terms, AccountId id, ConfigureWebhook command) {
        caller.need(Scope.CONTROL, id);
        accounts.get(id);
        return fleet.askRelay(terms, id, command)
                .answer(result -> ResponseEntity.ok(Answer.of("Webhook configured", withSecret(result))));
    }

    private ResponseEntity<Answer> remove(Caller caller, Terms terms, AccountId id, String webhookId) {
        caller.need(Scope.CONTROL, id);
        checkKnown(id, webhookId);
        return fleet.askRelay(terms, id, new DeleteWebhook(webhookId)).answer("Webhook deleted");
    }

    /** The first webhook of an account may still be on its way to the relay, which says so itself if there is none. */
    private void checkKnown(AccountId id, String webhookId) {
        if (webhookId.equals(Endpoint.DEFAULT)) {
            accounts.get(id);
        } else {
            endpoints.get(id, webhookId);
        }
    }

    /** The endpoint, and beside its fields the secret if it was made or set just now. */
    static JsonNode withSecret(JsonNode result) {
        if (result.path("endpoint") instanceof ObjectNode endpoint) {
            JsonNode secret = result.path("secret");
            return secret.isString() ? endpoint.deepCopy().put("secret", secret.stringValue()) : endpoint;
        }
        return result;
    }
}
