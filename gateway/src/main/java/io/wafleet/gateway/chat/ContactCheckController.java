package io.wafleet.gateway.chat;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.CheckContact;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.command.AskTheFleet;
import io.wafleet.gateway.command.Terms;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Asks WhatsApp whether a number is there, in the name of an account; so it takes the right to write in its name. */
@RestController
class ContactCheckController {

    private final AskTheFleet fleet;

    ContactCheckController(AskTheFleet fleet) {
        this.fleet = fleet;
    }

    @GetMapping("/api/accounts/{id}/contacts/check")
    ResponseEntity<Answer> check(
            Caller caller,
            Terms terms,
            @PathVariable AccountId id,
            @RequestParam(required = false) @Nullable String phone) {
        caller.need(Scope.SEND, id);
        // A plus that was not encoded arrives as a space.
        String number = phone == null ? null : phone.strip();
        return fleet.ask(terms, id, new CheckContact(number)).answer("Contact checked");
    }
}
