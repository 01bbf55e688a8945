package io.wafleet.gateway.snapshot;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.SnapshotResult;
import io.wafleet.common.command.TakeSnapshot;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.command.AskTheFleet;
import io.wafleet.gateway.command.Outcome;
import io.wafleet.gateway.command.Terms;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.problem.ApiException;
import java.util.Base64;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Has a picture taken and shows it. */
@RestController
@RequestMapping("/api/accounts/{id}/snapshot")
class SnapshotController {

    private final AskTheFleet fleet;
    private final JdbcClient database;

    SnapshotController(AskTheFleet fleet, JdbcClient database) {
        this.fleet = fleet;
        this.database = database;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Answer> asJson(Caller caller, Terms terms, @PathVariable AccountId id) {
        return take(caller, terms, id).answer(result -> {
            SnapshotResult taken = ContractJson.mapper().treeToValue(result, SnapshotResult.class);
            return ResponseEntity.ok(Answer.of(
                    "Snapshot",
                    Map.of(
                            "image", Base64.getEncoder().encodeToString(png(id, taken)),
                            "width", taken.width(),
                            "height", taken.height(),
                            "taken_at", taken.takenAt())));
        });
    }

    @GetMapping(produces = MediaType.IMAGE_PNG_VALUE)
    ResponseEntity<?> asPng(Caller caller, Terms terms, @PathVariable AccountId id) {
        return switch (take(caller, terms, id)) {
            case Outcome.Completed done ->
                ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_PNG)
                        .body(png(id, ContractJson.mapper().treeToValue(done.result(), SnapshotResult.class)));
            case Outcome.Accepted accepted -> accepted.answer("Command accepted");
        };
    }

    private Outcome take(Caller caller, Terms terms, AccountId id) {
        caller.need(Scope.READ, id);
        return fleet.ask(terms, id, new TakeSnapshot());
    }

    private byte[] png(AccountId id, SnapshotResult taken) {
        return database.sql(
                        "select png from session.snapshot_view where command_id = :command and account_id = :account")
                .param("command", taken.commandId())
                .param("account", id.value())
                .query((row, index) -> row.getBytes(1))
                .optional()
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "The picture is not kept any more"));
    }
}
