package io.wafleet.gateway.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandData;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.relay.RelayCommandData;
import io.wafleet.gateway.problem.ApiException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Has a command carried out by whoever owns the account or the endpoint, and tells what came of it.
 *
 * <p>Failure policy: what Kafka does not confirm is UNAVAILABLE; what is confirmed and not answered in time is
 * COMMAND_TIMEOUT, which says nothing about how it ends. Nothing is tried again here: the same idempotency key may be.
 */
@Component
public class AskTheFleet {

    private static final Logger log = LoggerFactory.getLogger(AskTheFleet.class);

    private final FleetLink fleet;
    private final AcceptedCommands accepted;
    private final FleetSettings settings;
    private final MeterRegistry metrics;
    private final Clock clock;

    AskTheFleet(
            FleetLink fleet, AcceptedCommands accepted, FleetSettings settings, MeterRegistry metrics, Clock clock) {
        this.fleet = fleet;
        this.accepted = accepted;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Publishes the command and waits as long as the terms say.
     *
     * @throws ApiException with the error of the command, or because there was no answer
     */
    public Outcome ask(Terms terms, AccountId account, CommandData data) {
        refuse(data.problems());
        return ask(terms, id -> Question.of(new Command(id, account, clock.instant(), fleet.source(), data)));
    }

    /**
     * The same for the webhook-relay.
     *
     * @param account whose endpoint it is about; null for the global one
     */
    public Outcome askRelay(Terms terms, @Nullable AccountId account, RelayCommandData data) {
        refuse(data.problems());
        return ask(terms, id -> Question.of(new RelayCommand(id, account, clock.instant(), fleet.source(), data)));
    }

    private static void refuse(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            throw new ApiException(CommandError.invalid(problems));
        }
    }

    /** A key of the caller's own names the command; the words around it keep two callers' keys apart. */
    private static String id(Terms terms) {
        return terms.idempotencyKey() == null
                ? Command.newId()
                : "idem_" + digest(terms.keyId() + "\n" + terms.idempotencyKey());
    }

    /** Which account was meant when the same idempotency key was used before. */
    public Optional<AccountId> accountAskedFor(Terms terms) {
        return terms.idempotencyKey() == null ? Optional.empty() : accepted.accountOf(id(terms));
    }

    /** How many shards the accounts are spread over. */
    public int shards() {
        return settings.shards();
    }

    /** Something that follows from the idempotency key, for ids that the gateway chooses inside a command. */
    public static String derivedId(Terms terms, String purpose) {
        String seed = terms.idempotencyKey() == null ? Command.newId() : terms.keyId() + "\n" + terms.idempotencyKey();
        return digest(purpose + "\n" + seed).substring(0, 16);
    }

    private Outcome ask(Terms terms, Function<String, Question> asked) {
        Question question = asked.apply(id(terms));
        long start = System.nanoTime();
        String outcome = "error";
        try {
            // First of all: nothing is promised about what cannot go out.
            fleet.needConnection();
            if (terms.idempotencyKey() != null) {
                question = asked.apply(accepted.bind(question));
            }
            Outcome told = terms.answersAtOnce() ? publish(question) : fleet.ask(question, terms.patience());
            outcome = told instanceof Outcome.Accepted ? "accepted" : "completed";
            return told;
        } catch (ApiException failed) {
            outcome = failed.error().code().name().toLowerCase(Locale.ROOT);
            if (failed.commandId() != null && (failed.status() == 503 || failed.status() == 504)) {
                accepted.rememberIfPossible(question);
            }
            throw failed;
        } finally {
            tell(terms, question, outcome, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private Outcome publish(Question question) {
        accepted.rememberIfPossible(question);
        fleet.publish(question);
        return new Outcome.Accepted(question.id());
    }

    private void tell(Terms terms, Question question, String outcome, Duration took) {
        metrics.timer("wafleet.gateway.command", "type", question.type(), "outcome", outcome)
                .record(took);
        log.atInfo()
                .addKeyValue("command_id", question.id())
                .addKeyValue("type", question.type())
                .addKeyValue("account_id", question.account())
                .addKeyValue("outcome", outcome)
                .addKeyValue("ms", took.toMillis())
                .addKeyValue("key_id", terms.keyId())
                .addKeyValue("request_id", terms.requestId())
                .log("command.asked");
    }

    static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
