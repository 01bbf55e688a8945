package io.wafleet.gateway.account;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.AccountState;
import io.wafleet.common.command.AccountResult;
import io.wafleet.common.command.CreateAccount;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.common.webhook.WebhookSecret;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.answer.Pagination;
import io.wafleet.gateway.command.AskTheFleet;
import io.wafleet.gateway.command.Terms;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.key.SigningKey;
import io.wafleet.gateway.problem.ApiException;
import io.wafleet.gateway.request.Limit;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Makes accounts, changes and shows them. */
@RestController
@RequestMapping("/api/accounts")
class AccountController {

    private static final String SECRET = "webhook_secret";

    private final AskTheFleet fleet;
    private final Accounts accounts;
    private final NewAccountId newIds;
    private final SigningKey signingKey;

    AccountController(AskTheFleet fleet, Accounts accounts, NewAccountId newIds, SigningKey signingKey) {
        this.fleet = fleet;
        this.accounts = accounts;
        this.newIds = newIds;
        this.signingKey = signingKey;
    }

    @PostMapping
    ResponseEntity<Answer> create(Caller caller, Terms terms, @RequestBody CreateRequest wanted) {
        caller.need(Scope.CONTROL);
        AccountId given = wanted.accountId();
        return given == null
                ? newIds.ask(terms, id -> create(caller, terms, wanted, id))
                : create(caller, terms, wanted, given);
    }

    private ResponseEntity<Answer> create(Caller caller, Terms terms, CreateRequest wanted, AccountId id) {
        caller.need(Scope.CONTROL, id);
        Map<String, String> secret = wanted.lacksSecret() ? Map.of(SECRET, secretFor(terms)) : Map.of();
        CreateAccount command = wanted.command(secret.get(SECRET));
        return fleet.ask(terms, id, command)
                .answer(
                        result -> {
                            Map<String, Object> data = created(id, command, result);
                            data.putAll(secret);
                            return ResponseEntity.created(URI.create("/api/accounts/" + id))
                                    .body(Answer.of("Account created", data));
                        },
                        secret);
    }

    /** The relay's own would be told to nobody; this one is the same for a repeated request. */
    private String secretFor(Terms terms) {
        String seed = AskTheFleet.derivedId(terms, "webhook-secret");
        return WebhookSecret.of(signingKey.sign("webhook", seed)).reveal();
    }

    /** The account as it is now; if that cannot be read this moment, as the command left it. */
    private Map<String, Object> created(AccountId id, CreateAccount command, JsonNode result) {
        Map<String, Object> data = new LinkedHashMap<>();
        Optional<Account> account = readable(id);
        if (account.isPresent()) {
            data.put("account", account.get());
            Account.Qr qr = account.get().qr();
            if (qr != null) {
                data.put("qr_code", QrPicture.of(qr.raw()).dataUrl());
            }
            return data;
        }
        AccountResult told = ContractJson.mapper().treeToValue(result, AccountResult.class);
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("id", id);
        known.put("name", command.name() == null ? id.value() : command.name());
        known.put("status", told.status());
        known.put("status_seq", told.statusSeq());
        data.put("account", known);
        return data;
    }

    private Optional<Account> readable(AccountId id) {
        try {
            return accounts.find(id);
        } catch (DataAccessException away) {
            return Optional.empty();
        }
    }

    @GetMapping
    Answer list(
            Caller caller,
            @RequestParam @Nullable String status,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        caller.need(Scope.READ);
        if (status != null
                && Arrays.stream(AccountState.values())
                        .noneMatch(state -> state.name().equals(status))) {
            throw ApiException.invalid(
                    new FieldProblem("/status", "'status' is one of " + Arrays.toString(AccountState.values())));
        }
        int most = Limit.of(limit);
        List<Account> page = accounts.list(caller, status, cursor, most);
        return Answer.page(
                "Accounts",
                page,
                Pagination.of(page, most, 0, account -> account.id().value()));
    }

    @GetMapping("/{id}")
    Answer account(Caller caller, @PathVariable AccountId id) {
        caller.need(Scope.READ, id);
        return Answer.of("Account", accounts.get(id));
    }

    @GetMapping("/{id}/status")
    Answer status(Caller caller, @PathVariable AccountId id) {
        caller.need(Scope.READ, id);
        return Answer.of("Account status", accounts.get(id).standing(accounts.recentSends(id)));
    }

    @PatchMapping("/{id}")
    ResponseEntity<Answer> update(
            Caller caller, Terms terms, @PathVariable AccountId id, @RequestBody UpdateRequest wanted) {
        caller.need(Scope.CONTROL, id);
        return fleet.ask(terms, id, wanted.command())
                .answer(result -> ResponseEntity.ok(Answer.of(
                        "Account updated",
                        readable(id).<Object>map(account -> account).orElse(result))));
    }
}
