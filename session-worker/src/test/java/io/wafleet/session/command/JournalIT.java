package io.wafleet.session.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.SendMessage;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.DatabaseForTests;
import io.wafleet.session.ownership.Incarnation;
import io.wafleet.session.ownership.OwnershipLost;
import io.wafleet.session.ownership.OwnershipSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class JournalIT {

    private static final Incarnation SELF =
            new Incarnation(new OwnershipSettings("self", Duration.ofSeconds(8), Duration.ofSeconds(2)));

    private final DatabaseForTests database = DatabaseForTests.fresh();
    private final Journal journal = new Journal(
            database.jdbc(),
            new CommandSettings(
                    200,
                    2000,
                    DataSize.ofMegabytes(32),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(5),
                    Duration.ofDays(30)),
            Clock.systemUTC(),
            SELF);

    @Test
    void aWorkerThatWasFrozenDoesNotEndWhatAnotherDoesByNow() {
        Command command = send("taken-over", null);
        journal.begin(command);
        lease("another-worker");

        assertThatExceptionOfType(OwnershipLost.class)
                .isThrownBy(() -> journal.fail(command, CommandError.of(ErrorCode.MESSAGE_FAILED, "no answer"), false));
        assertThatExceptionOfType(OwnershipLost.class).isThrownBy(() -> journal.complete(command, Map.of()));

        lease(SELF.id());
        assertThat(journal.complete(command, Map.of()).isFinished()).isTrue();
    }

    private void lease(String owner) {
        database.jdbc().sql("""
                        insert into session.lease (account_id, epoch, owner, expires_at)
                        values ('a', 1, :owner, now() + interval '1 minute')
                        on conflict (account_id) do update set owner = excluded.owner
                        """).param("owner", owner).update();
    }

    private static Command send(String id, String clientMessageId) {
        return new Command(
                id, new AccountId("a"), Instant.EPOCH, "test", SendMessage.text("15551234567", "Hi", clientMessageId));
    }

    private static int countOf(List<Callable<Boolean>> all) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return (int)
                    threads.invokeAll(all).stream().filter(Future::resultNow).count();
        }
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void oneOfManyAtOnceBeginsACommand() throws Exception {
        assertThat(countOf(IntStream.range(0, 50)
                        .<Callable<Boolean>>mapToObj(
                                i -> () -> journal.begin(send("same", null)).isEmpty())
                        .toList()))
                .isEqualTo(1);
    }

    @Test
    void oneOfManyAtOnceHasTheClientMessageId() throws Exception {
        IntStream.range(0, 50).forEach(i -> journal.begin(send("c" + i, "order-1")));

        assertThat(countOf(IntStream.range(0, 50)
                        .<Callable<Boolean>>mapToObj(i ->
                                () -> journal.claimClientId(send("c" + i, "order-1"), "order-1", "same")
                                        .isEmpty())
                        .toList()))
                .isEqualTo(1);
    }

    @Test
    void theFirstEndStands() {
        Command command = send("one", null);
        journal.begin(command);

        JournalEntry completed = journal.complete(command, Map.of("ok", true));
        JournalEntry late = journal.fail(command, CommandError.of(ErrorCode.SERVER_ERROR, "late"), false);

        assertThat(completed.status()).isEqualTo(JournalEntry.Status.COMPLETED);
        assertThat(late.status()).isEqualTo(JournalEntry.Status.COMPLETED);
        assertThat(journal.begin(command))
                .hasValueSatisfying(known -> assertThat(known.isFinished()).isTrue());
    }

    @Test
    void aClientMessageIdIsFreeAgainWhereNothingCanHaveBeenSent() {
        for (String id : List.of("refused", "second", "third")) {
            journal.begin(send(id, "order-1"));
        }
        assertThat(claim("refused")).isEmpty();
        journal.fail(send("refused", "order-1"), CommandError.of(ErrorCode.WHATSAPP_NOT_READY, "no"), true);
        assertThat(claim("second")).isEmpty();
        journal.fail(send("second", "order-1"), CommandError.of(ErrorCode.MESSAGE_FAILED, "who knows"), false);
        assertThat(claim("third"))
                .hasValueSatisfying(first -> assertThat(first.id()).isEqualTo("second"));
    }

    private Optional<JournalEntry> claim(String id) {
        return journal.claimClientId(send(id, "order-1"), "order-1", "content");
    }
}
