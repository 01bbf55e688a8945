package io.wafleet.gateway.account;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.AnswerPasskey;
import io.wafleet.common.command.RequestPairingCode;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.command.AskTheFleet;
import io.wafleet.gateway.command.Terms;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.problem.ApiException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Links an account to a phone by other means than its QR code: a code to type in, and the passkey that may follow. */
@RestController
@RequestMapping("/api/accounts/{id}")
class PairingController {

    private final AskTheFleet fleet;
    private final Accounts accounts;
    private final Passkeys passkeys;

    PairingController(AskTheFleet fleet, Accounts accounts, Passkeys passkeys) {
        this.fleet = fleet;
        this.accounts = accounts;
        this.passkeys = passkeys;
    }

    record Phone(@Nullable String phone) {}

    /** A browser's credential may have nulls, unlike the rest of the API. */
    record PasskeyAnswer(
            @JsonSetter(contentNulls = Nulls.SET) @Nullable Map<String, @Nullable Object> assertion) {}

    @PostMapping("/pairing-code")
    ResponseEntity<Answer> pairingCode(
            Caller caller, Terms terms, @PathVariable AccountId id, @RequestBody Phone wanted) {
        caller.need(Scope.CONTROL, id);
        return fleet.ask(terms, id, new RequestPairingCode(wanted.phone())).answer("Pairing code");
    }

    @GetMapping("/passkey")
    Answer passkey(Caller caller, @PathVariable AccountId id) {
        caller.need(Scope.CONTROL, id);
        Account account = accounts.get(id);
        return Answer.of(
                "Passkey prompt",
                passkeys.waiting(id)
                        .orElseThrow(() -> new ApiException(
                                ErrorCode.PASSKEY_NOT_ASKED,
                                "No passkey is asked for; the account is " + account.status())));
    }

    @PostMapping("/passkey")
    ResponseEntity<Answer> answerPasskey(
            Caller caller, Terms terms, @PathVariable AccountId id, @RequestBody PasskeyAnswer given) {
        caller.need(Scope.CONTROL, id);
        Map<String, Object> assertion = given.assertion() == null ? Map.of() : given.assertion();
        return fleet.ask(terms, id, new AnswerPasskey(assertion)).answer("Passkey answered");
    }
}
