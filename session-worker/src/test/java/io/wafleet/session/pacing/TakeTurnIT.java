package io.wafleet.session.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.Network;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.topic.Shards;
import io.wafleet.session.DatabaseForTests;
import io.wafleet.session.account.AccountSettings;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.ShardsLeaving;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TakeTurnIT {

    private static final AccountId SHOP = new AccountId("shop");
    private static final int SHARD = Shards.of(SHOP, 24);

    private final DatabaseForTests database = DatabaseForTests.fresh();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TakeTurn turn = turn(true, Duration.ofSeconds(0));

    private TakeTurn turn(boolean enabled, Duration gap) {
        PacingSettings settings = new PacingSettings(enabled, Set.of(Network.WHATSAPP), 3, 5, 7, gap, gap);
        return new TakeTurn(new Paces(database.jdbc(), settings), new AccountSettings(5, 24, (short) 1), meters);
    }

    @BeforeEach
    void anAccountThatAsksForNothing() {
        database.jdbc().sql("""
                        insert into session.account
                            (id, name, network, shard, desired, status, status_seq, reason_code, created_by)
                        values ('shop', 'Shop', 'whatsapp', 0, 'running', 'READY', 1, 'CREATED', 'test')
                        """).update();
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    /** So many commands whose messages the page was asked for so many seconds ago. */
    private void sent(int count, int secondsAgo) {
        database.jdbc().sql("""
                        insert into session.command (id, account_id, type, status, message_id, asked_at)
                        select gen_random_uuid()::text, 'shop', 'send', 'completed', 'm',
                               now() - make_interval(secs => :ago)
                        from generate_series(1, :count)
                        """).param("ago", secondsAgo).param("count", count).update();
    }

    private void asksFor(String pacing) {
        database.jdbc()
                .sql("update session.account set pacing = ?::jsonb")
                .param(pacing)
                .update();
    }

    private static CommandError refusal(TakeTurn turn) {
        try {
            turn.await(SHOP);
            throw new AssertionError("It had its turn");
        } catch (CommandFailure failure) {
            return failure.error();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3,   20, minute,  40",
        "5, 3000, hour,   600",
        "7, 80000, day,  6400",
    })
    void aFullWindowRefusesUntilTheOldestFallsOutOfIt(int count, int secondsAgo, String window, long room)
            throws Exception {
        sent(count - 1, secondsAgo);
        turn.await(SHOP);
        sent(1, secondsAgo);

        CommandError refused = refusal(turn);

        assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(refused.message()).contains("within a " + window, "(" + count + ")");
        assertThat(refused.retryAfterSeconds()).isBetween(room - 10, room);
        assertThat(meters.counter("wafleet.pacing.refused", "window", window).count())
                .isEqualTo(1);
    }

    @Test
    void theOldestThatCountsIsTheOneThatMakesRoom() {
        sent(1, 59);
        sent(1, 40);
        sent(2, 10);
        // Four are one more than there may be: two have to fall out.
        assertThat(refusal(turn).retryAfterSeconds()).isBetween(15L, 20L);
    }

    @Test
    void whatIsOlderThanEveryWindowCountsNoMore() throws Exception {
        sent(100, 86_401);
        turn.await(SHOP);
    }

    @Test
    void whatOthersSentDoesNotCount() throws Exception {
        sent(10, 5);
        database.jdbc().sql("update session.command set account_id = 'other'").update();
        turn.await(SHOP);
    }

    @Test
    void anAccountHasWhatItAsksFor() throws Exception {
        sent(3, 5);
        asksFor("{\"per_minute\":4}");
        turn.await(SHOP);
        asksFor("{\"per_minute\":3}");
        assertThat(refusal(turn).code()).isEqualTo(ErrorCode.RATE_LIMITED);
        asksFor("{\"enabled\":false}");
        turn.await(SHOP);
    }

    @Test
    void offIsOffWhateverAnAccountAsksFor() throws Exception {
        asksFor("{\"enabled\":true}");
        sent(100, 5);
        turn(false, Duration.ofSeconds(0)).await(SHOP);
    }

    @Test
    void thePauseIsKept() throws Exception {
        TakeTurn slow = turn(true, Duration.ofSeconds(5));
        sent(1, 1);
        long began = System.nanoTime();
        slow.await(SHOP);
        // The rest of five seconds, one of which has passed, and whatever a busy machine adds.
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
        assertThat(meters.timer("wafleet.pacing.wait").count()).isEqualTo(1);
    }

    @Test
    void whoWaitsIsLeftToTheNextOwnerOfTheShard() {
        TakeTurn slow = turn(true, Duration.ofSeconds(60));
        sent(1, 0);
        CompletableFuture<Void> waiting = waiting(slow);

        slow.leave(new ShardsLeaving(Set.of(SHARD + 1)));
        assertThat(waiting).isNotDone();
        // It may not have begun to wait when it is told first.
        await().untilAsserted(() -> {
            slow.leave(new ShardsLeaving(Set.of(SHARD)));
            assertThat(waiting).isCompletedExceptionally();
        });
        assertThatThrownBy(() -> waiting.get(1, TimeUnit.SECONDS)).hasRootCauseInstanceOf(InterruptedException.class);
    }

    private static CompletableFuture<Void> waiting(TakeTurn turn) {
        return CompletableFuture.runAsync(() -> {
            try {
                turn.await(SHOP);
            } catch (CommandFailure | InterruptedException left) {
                throw new IllegalStateException(left);
            }
        });
    }
}
