package io.wafleet.gateway.account;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.CommandData;
import io.wafleet.common.command.ConnectAccount;
import io.wafleet.common.command.DeleteAccount;
import io.wafleet.common.command.DisconnectAccount;
import io.wafleet.common.command.LogOutAccount;
import io.wafleet.common.command.RestartAccount;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.command.AskTheFleet;
import io.wafleet.gateway.command.Terms;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Starts, stops and ends accounts. Whether there is such an account, its worker says. */
@RestController
@RequestMapping("/api/accounts/{id}")
class LifeController {

    private final AskTheFleet fleet;

    LifeController(AskTheFleet fleet) {
        this.fleet = fleet;
    }

    @PostMapping("/connect")
    ResponseEntity<Answer> connect(Caller caller, Terms terms, @PathVariable AccountId id) {
        return control(caller, terms, id, new ConnectAccount(), "Account connecting");
    }

    @PostMapping("/disconnect")
    ResponseEntity<Answer> disconnect(Caller caller, Terms terms, @PathVariable AccountId id) {
        return control(caller, terms, id, new DisconnectAccount(), "Account disconnected");
    }

    @PostMapping("/restart")
    ResponseEntity<Answer> restart(Caller caller, Terms terms, @PathVariable AccountId id) {
        return control(caller, terms, id, new RestartAccount(), "Account restarting");
    }

    @PostMapping("/logout")
    ResponseEntity<Answer> logOut(Caller caller, Terms terms, @PathVariable AccountId id) {
        return control(caller, terms, id, new LogOutAccount(), "Account logged out");
    }

    @DeleteMapping
    ResponseEntity<Answer> delete(Caller caller, Terms terms, @PathVariable AccountId id) {
        return control(caller, terms, id, new DeleteAccount(), "Account deleted");
    }

    private ResponseEntity<Answer> control(
            Caller caller, Terms terms, AccountId id, CommandData command, String message) {
        caller.need(Scope.CONTROL, id);
        return fleet.ask(terms, id, command).answer(message);
    }
}
