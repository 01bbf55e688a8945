package io.wafleet.relay.command;

import io.wafleet.common.json.ContractJson;
import io.wafleet.relay.delivery.Dispatcher;
import io.wafleet.relay.delivery.ManyReplays;
import io.wafleet.relay.delivery.ManyReplays.Progress;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes on with replays of many deliveries, beside the other commands, and says in the journal how far they are.
 *
 * <p>Failure policy: what fails is tried again at the next look. A relay that stops in between leaves the rest to others,
 * or to its next start; the result is told by the sweep of {@code UntoldResults} if not here.
 */
@Component
class ReplayRuns {

    private static final Logger log = LoggerFactory.getLogger(ReplayRuns.class);

    /** Pages at a look: a replay of millions leaves room for all else. */
    private static final int AT_ONCE = 10;

    private final ManyReplays replays;
    private final CommandJournal journal;
    private final Results results;
    private final Dispatcher dispatcher;
    private final TransactionTemplate transaction;

    ReplayRuns(
            ManyReplays replays,
            CommandJournal journal,
            Results results,
            Dispatcher dispatcher,
            TransactionTemplate transaction) {
        this.replays = replays;
        this.journal = journal;
        this.results = results;
        this.dispatcher = dispatcher;
        this.transaction = transaction;
    }

    private record Shown(long total, long replayed, long skipped) {}

    @Scheduled(fixedDelayString = "PT0.5S", initialDelayString = "PT1S")
    void look() {
        try {
            Optional<Progress> progress = step();
            for (int pages = 1; pages < AT_ONCE && progress.isPresent(); pages++) {
                progress = step();
            }
        } catch (Exception failed) {
            log.atWarn()
                    .addKeyValue("cause", String.valueOf(failed.getMessage()))
                    .log("replay.kept_waiting");
        }
    }

    private Optional<Progress> step() throws Exception {
        Optional<Progress> progress = Objects.requireNonNull(transaction.execute(status -> {
            Optional<Progress> made = replays.step();
            made.ifPresent(this::note);
            return made;
        }));
        if (progress.isPresent()) {
            dispatcher.wake();
            if (progress.get().ended()) {
                tell(progress.get());
            }
        }
        return progress;
    }

    private void note(Progress made) {
        Ending soFar = new Ending.Completed(
                ContractJson.mapper().valueToTree(new Shown(made.total(), made.replayed(), made.skipped())));
        if (made.ended()) {
            journal.finish(made.commandId(), soFar);
        } else {
            journal.note(made.commandId(), soFar);
        }
    }

    private void tell(Progress ended) throws Exception {
        log.atInfo()
                .addKeyValue("command", ended.commandId())
                .addKeyValue("replayed", ended.replayed())
                .addKeyValue("skipped", ended.skipped())
                .log("replay.ended");
        Optional<Finished> finished = journal.find(ended.commandId());
        if (finished.isPresent()) {
            results.tell(finished.get());
        }
    }
}
