package io.wafleet.gateway.message;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.SendMessage;
import io.wafleet.gateway.account.Accounts;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.command.AskTheFleet;
import io.wafleet.gateway.command.Terms;
import io.wafleet.gateway.edge.BodyInMemory;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.upload.Base64File;
import io.wafleet.gateway.upload.Uploads;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a message of any kind; a file in the request is kept for the worker, and the command names it. Nothing holds
 * the file any more while the command is waited for.
 */
@RestController
@RequestMapping("/api/accounts/{id}/messages/send")
class SendController {

    private final AskTheFleet fleet;
    private final Accounts accounts;
    private final Uploads uploads;
    private final JsonMapper json;

    SendController(AskTheFleet fleet, Accounts accounts, Uploads uploads, JsonMapper json) {
        this.fleet = fleet;
        this.accounts = accounts;
        this.uploads = uploads;
        this.json = json;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Answer> send(
            Caller caller,
            Terms terms,
            BodyInMemory body,
            @PathVariable AccountId id,
            @RequestBody SendRequest wanted) {
        caller.need(Scope.SEND, id);
        SendMessage command = command(id, wanted);
        body.release();
        return fleet.ask(terms, id, command).answer("Message sent");
    }

    private SendMessage command(AccountId id, SendRequest wanted) {
        Base64File file = wanted.mediaBase64();
        if (file == null) {
            wanted.check();
            return wanted.command(null);
        }
        uploads.refuseTooLarge(file);
        wanted.check();
        accounts.get(id);
        return wanted.command(uploads.keep(id, file, wanted.mimetype(), wanted.filename()));
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Answer> sendForm(
            Caller caller, Terms terms, BodyInMemory body, @PathVariable AccountId id, ServerWebExchange exchange) {
        caller.need(Scope.SEND, id);
        accounts.get(id);
        SendMessage command = command(id, exchange);
        body.release();
        return fleet.ask(terms, id, command).answer("Message sent");
    }

    private SendMessage command(AccountId id, ServerWebExchange exchange) {
        // This runs on a virtual thread, where waiting for the rest of the form costs nothing.
        SendForm form = SendForm.read(exchange, json);
        SendRequest wanted = form.request();
        wanted.check();
        byte[] file = form.file();
        return wanted.command(file == null ? null : uploads.keep(id, file, wanted.mimetype(), wanted.filename()));
    }
}
