package io.wafleet.session.send;

import io.wafleet.common.command.Command;
import io.wafleet.common.command.MessageOrder;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.Journal;
import io.wafleet.session.command.JournalEntry;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Lets one command answer for each client_message_id of an account. */
@Component
class ClientIds {

    private static final Duration STEP = Duration.ofMillis(500);
    private static final int STEPS = 120;

    private final Journal journal;

    ClientIds(Journal journal) {
        this.journal = journal;
    }

    /**
     * The result of the command that had the client_message_id first; empty if that is this one.
     *
     * @param mark gives what tells one message from another for their caller
     * @throws CommandFailure IDEMPOTENCY_CONFLICT where the first asked for something else; the first one's own failure
     *     where it is not certain that it sent nothing
     */
    Optional<JsonNode> firstResult(Command command, MessageOrder order, Supplier<String> mark)
            throws CommandFailure, InterruptedException {
        String clientMessageId = order.clientMessageId();
        if (clientMessageId == null) {
            return Optional.empty();
        }
        String content = mark.get();
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
}
