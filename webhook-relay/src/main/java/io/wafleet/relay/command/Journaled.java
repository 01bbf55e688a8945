package io.wafleet.relay.command;

import io.wafleet.common.relay.RelayCommand;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out each command once, however often it comes, and tells everyone who asks how it ended.
 *
 * <p>Failure policy: throws while Postgres or Kafka is away; nothing is half done, and the same call may be made again.
 */
@Component
class Journaled {

    private final CommandJournal journal;
    private final CarryOut carryOut;
    private final Results results;
    private final TransactionTemplate transaction;

    Journaled(CommandJournal journal, CarryOut carryOut, Results results, TransactionTemplate transaction) {
        this.journal = journal;
        this.carryOut = carryOut;
        this.results = results;
        this.transaction = transaction;
    }

    /**
     * True if it was carried out, or begun, now; false if it was before.
     *
     * @param made when the command was put on Kafka
     */
    boolean carryOutOnce(RelayCommand command, @Nullable ReplyAddress reply, Instant made) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (journal.knows(command.id())) {
                if (reply != null) {
                    journal.replyTo(command.id(), reply);
                }
                return false;
            }
            journal.record(command, reply, carryOut.carryOut(command, made));
            return true;
        }));
    }

    /** Tells how it ended, if it has, to whoever asks now. */
    Optional<Finished> tell(String commandId, @Nullable ReplyAddress reply) throws Exception {
        Optional<Finished> finished = journal.find(commandId);
        if (finished.isPresent()) {
            results.tell(finished.get().to(reply));
        }
        return finished;
    }
}
