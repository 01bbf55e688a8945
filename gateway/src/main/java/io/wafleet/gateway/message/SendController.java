package io.wafleet.gateway.message;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.command.AskTheFleet;
import io.wafleet.gateway.command.Terms;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.problem.ApiException;
import io.wafleet.gateway.upload.UploadSettings;
import io.wafleet.gateway.upload.Uploads;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Sends a text or a file; a file in the request is kept in the database, and the command names it. */
@RestController
@RequestMapping("/api/accounts/{id}/messages/send")
class SendController {

    private final AskTheFleet fleet;
    private final Uploads uploads;
    private final UploadSettings limits;

    SendController(AskTheFleet fleet, Uploads uploads, UploadSettings limits) {
        this.fleet = fleet;
        this.uploads = uploads;
        this.limits = limits;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Answer> send(
            Caller caller, Terms terms, @PathVariable AccountId id, @RequestBody SendRequest wanted) {
        caller.need(Scope.SEND, id);
        String file = wanted.mediaBase64();
        if (file != null && uploads.isTooLarge(file)) {
            throw uploads.tooLarge();
        }
        wanted.check();
        String upload = file == null ? null : uploads.keep(id, file, wanted.mimetype(), wanted.filename());
        return fleet.ask(terms, id, wanted.command(upload)).answer("Message sent");
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Answer> sendForm(
            Caller caller, Terms terms, @PathVariable AccountId id, ServerWebExchange exchange) {
        caller.need(Scope.SEND, id);
        // This runs on a virtual thread, where waiting for the rest of the form costs nothing.
        SendForm form = SendForm.read(exchange, limits.maxSize().toBytes());
        form.request().check();
        if (form.file() == null) {
            throw ApiException.invalid(new FieldProblem("/file", "The form has no part 'file'"));
        }
        String upload = uploads.keep(id, form.file(), form.mimetype(), form.filename());
        return fleet.ask(terms, id, form.request().command(upload)).answer("Message sent");
    }
}
