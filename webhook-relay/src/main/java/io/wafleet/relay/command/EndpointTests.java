package io.wafleet.relay.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.relay.TestWebhook;
import io.wafleet.relay.delivery.TestDelivery;
import io.wafleet.relay.endpoint.Endpoint;
import io.wafleet.relay.endpoint.Endpoints;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs the tests of endpoints, eight at a time, beside the other commands.
 *
 * <p>Failure policy: a test that cannot be run to its end here ends as {@code UNAVAILABLE} by the sweep of
 * {@code UntoldResults}.
 */
@Component
class EndpointTests {

    private static final Logger log = LoggerFactory.getLogger(EndpointTests.class);

    private final Endpoints endpoints;
    private final TestDelivery delivery;
    private final CommandJournal journal;
    private final Results results;
    private final MeterRegistry meters;
    private final Semaphore free = new Semaphore(8);

    EndpointTests(
            Endpoints endpoints, TestDelivery delivery, CommandJournal journal, Results results, MeterRegistry meters) {
        this.endpoints = endpoints;
        this.delivery = delivery;
        this.journal = journal;
        this.results = results;
        this.meters = meters;
    }

    /** Begins one; its result is told when it ends. */
    void begin(RelayCommand command, TestWebhook test) {
        boolean room = free.tryAcquire();
        Thread.ofVirtual().name("test-" + command.id()).start(() -> {
            try {
                Ending ending =
                        room ? run(command, test) : Ending.failed(ErrorCode.QUEUE_FULL, "Too many tests are running");
                journal.finish(command.id(), ending);
                var finished = journal.find(command.id());
                if (finished.isPresent()) {
                    finished.get().countBy(meters);
                    results.tell(finished.get());
                }
            } catch (Exception failed) {
                log.atWarn()
                        .setCause(failed)
                        .addKeyValue("command", command.id())
                        .log("test.left_to_sweep");
            } finally {
                if (room) {
                    free.release();
                }
            }
        });
    }

    private Ending run(RelayCommand command, TestWebhook test) throws InterruptedException {
        String account =
                command.accountId() == null ? null : command.accountId().value();
        String id = EndpointCommands.named(test.endpointId());
        Endpoint endpoint = endpoints.find(account, id).orElse(null);
        if (endpoint == null && test.url() == null) {
            return Ending.failed(ErrorCode.WEBHOOK_NOT_FOUND, "There is no such endpoint");
        }
        return new Ending.Completed(
                ContractJson.mapper().valueToTree(delivery.send(account, id, endpoint, test.url())));
    }
}
