package io.wafleet.relay.command;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells what was left untold: by a relay that stopped in between, or while Kafka was away. */
@Component
class UntoldResults {

    private static final Logger log = LoggerFactory.getLogger(UntoldResults.class);

    private final CommandJournal journal;
    private final Results results;

    UntoldResults(CommandJournal journal, Results results) {
        this.journal = journal;
        this.results = results;
    }

    /** Failure policy: what cannot be told now is tried again at the next sweep. */
    @Scheduled(fixedDelayString = "PT15S", initialDelayString = "PT5S")
    void sweep() {
        try {
            journal.failAbandoned();
            journal.untold().forEach(this::tell);
        } catch (DataAccessException away) {
            log.atWarn().addKeyValue("cause", away.getMessage()).log("results.untold");
        }
    }

    /** One that cannot be told must not keep the others from being told. */
    private void tell(Finished finished) {
        try {
            results.tell(finished);
        } catch (Exception untold) {
            log.atWarn()
                    .addKeyValue("command", finished.commandId())
                    .addKeyValue("cause", untold.getMessage())
                    .log("result.untold");
        }
    }
}
