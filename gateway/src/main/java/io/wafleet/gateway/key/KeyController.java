package io.wafleet.gateway.key;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.Form;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.problem.ApiException;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Makes, lists and revokes keys; for admins of all accounts only. */
@RestController
@RequestMapping("/api/keys")
class KeyController {

    private final Keys keys;
    private final Clock clock;

    KeyController(Keys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    record NewKey(
            @Nullable String name,
            @Nullable List<Scope> scopes,
            @Nullable List<AccountId> accounts) {}

    @PostMapping
    ResponseEntity<Answer> create(Caller caller, @RequestBody NewKey wanted) {
        caller.needForAll(Scope.ADMIN);
        List<Scope> scopes = wanted.scopes() == null ? List.of() : wanted.scopes();
        List<AccountId> accounts = wanted.accounts() == null ? List.of() : wanted.accounts();
        List<FieldProblem> problems = new Form()
                .required("name", wanted.name())
                .atMost(100, "name", wanted.name())
                .exactText("name", wanted.name())
                .check(!scopes.isEmpty(), "scopes", "'scopes' is one or more of read, send, control, admin")
                .check(accounts.size() <= 1_000, "accounts", "'accounts' has more than 1000 entries")
                .problems();
        if (!problems.isEmpty()) {
            throw new ApiException(CommandError.invalid(problems));
        }
        KeySecret secret = KeySecret.make();
        ApiKey key = new ApiKey(
                secret.id(),
                String.valueOf(wanted.name()),
                scopes.stream().distinct().toList(),
                accounts.stream().distinct().toList(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null);
        keys.add(key, secret.hash());
        return ResponseEntity.created(URI.create("/api/keys/" + key.id()))
                .body(Answer.of("Key created; it is shown this once", Map.of("key", key, "api_key", secret.text())));
    }

    @GetMapping
    Answer list(Caller caller) {
        caller.needForAll(Scope.ADMIN);
        return Answer.of("Keys", keys.list());
    }

    @DeleteMapping("/{keyId}")
    Answer revoke(Caller caller, @PathVariable String keyId) {
        caller.needForAll(Scope.ADMIN);
        if (!keys.revoke(keyId, clock.instant())) {
            throw new ApiException(ErrorCode.NOT_FOUND, "There is no such key, or it is revoked already");
        }
        return Answer.of("Key revoked; it is dead within five seconds", Map.of("id", keyId));
    }
}
