package io.wafleet.session.send;

import io.wafleet.common.command.Command;
import io.wafleet.common.command.SendMessage;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.Digests;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.Journal;
import io.wafleet.session.command.JournalEntry;
import io.wafleet.session.media.LoadAttachment;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Lets one command answer for each client_message_id of an account. */
@Component
class ClientIds {

    private static final Duration STEP = Duration.ofMillis(500);
    private static final int STEPS = 120;

    private final Journal journal;
    private final LoadAttachment attachments;

    ClientIds(Journal journal, LoadAttachment attachments) {
        this.journal = journal;
        this.attachments = attachments;
    }

    /**
     * The result of the command that had the client_message_id first; empty if that is this one.
     *
     * @throws CommandFailure IDEMPOTENCY_CONFLICT where the first asked for something else; the first one's own failure
     *     where it is not certain that it sent nothing
     */
    Optional<JsonNode> firstResult(Command command, SendMessage send) throws CommandFailure, InterruptedException {
        String clientMessageId = send.clientMessageId();
        if (clientMessageId == null) {
            return Optional.empty();
        }
        String content = contentOf(command, send);
        for (int step = 0; step < STEPS; step++) {
            Optional<JournalEntry> first = journal.claimClientId(command, clientMessageId, content);
            if (first.isEmpty()) {
                if (journal.find(command.id())
                        .filter(ours -> content.equals(ours.content()))
                        .isPresent()) {
                    return Optional.empty();
                }
                continue; // the first has just let go of it
            }
            JournalEntry entry = first.get();
            if (!content.equals(entry.content())) {
                throw new CommandFailure(
                        ErrorCode.IDEMPOTENCY_CONFLICT,
                        "The client_message_id '" + clientMessageId + "' was used for another message");
            }
            switch (entry.status()) {
                case COMPLETED -> {
                    return Optional.of(Objects.requireNonNull(entry.result()));
                }
                case FAILED -> throw new CommandFailure(Objects.requireNonNull(entry.error()));
                case RUNNING -> Thread.sleep(STEP);
            }
        }
        throw new CommandFailure(
                ErrorCode.UNAVAILABLE, "A send with this client_message_id is under way and has not ended yet");
    }

    /** What makes two sends the same for their caller: recipient, words and file. */
    private String contentOf(Command command, SendMessage send) {
        String file = send.hasMedia() ? attachments.markOf(command.accountId(), send) : "";
        return Digests.sha256(ContractJson.mapper()
                .writeValueAsBytes(
                        Arrays.asList(send.to(), send.message(), send.caption(), send.type(), send.replyTo(), file)));
    }
}
