package io.wafleet.session.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wafleet.common.account.AccountId;
import io.wafleet.session.DatabaseForTests;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseKeeperIT {

    private static final AccountId ACCOUNT = new AccountId("a");
    private static final OwnershipSettings QUICK =
            new OwnershipSettings("w", Duration.ofSeconds(6), Duration.ofMillis(300));

    private final DatabaseForTests database = DatabaseForTests.fresh();

    @BeforeEach
    void anAccount() {
        database.jdbc().sql("""
                        insert into session.account
                            (id, name, network, shard, desired, status, status_seq, reason_code, created_by)
                        values ('a', 'a', 'sandbox', 0, 'running', 'INIT', 1, 'CREATED', 'c')
                        """).update();
    }

    private Leases leasesOf(String owner) {
        return new Leases(database.jdbc(), owner, QUICK.lease());
    }

    private LeaseKeeper keeperOf(String owner) {
        return new LeaseKeeper(leasesOf(owner), new Incarnation(QUICK), QUICK, new SimpleMeterRegistry());
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void ofManyWorkersAtOnceOneTakesALease() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Optional<Lease>>> all = IntStream.range(0, 30)
                    .<Callable<Optional<Lease>>>mapToObj(
                            i -> () -> leasesOf("w" + i).take(ACCOUNT, "w"))
                    .toList();
            assertThat(threads.invokeAll(all).stream().map(Future::resultNow).filter(Optional::isPresent))
                    .hasSize(1);
        }
    }

    @Test
    void aKeptLeaseOutlivesItsTermAndAnAbandonedOneDoesNot() {
        LeaseKeeper keeper = keeperOf("one");
        Lease first = keeper.take(ACCOUNT, () -> {}).orElseThrow();
        Timestamp firstEnd = database.jdbc()
                .sql("select expires_at from session.lease")
                .query(Timestamp.class)
                .single();
        await().until(() -> database.jdbc()
                .sql("select clock_timestamp() > ?")
                .param(firstEnd)
                .query(Boolean.class)
                .single());
        assertThat(keeper.holds(first)).isTrue();
        assertThat(leasesOf("two").take(ACCOUNT, "w")).isEmpty();

        keeper.close();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> leasesOf("two").take(ACCOUNT, "w").isPresent());
        assertThat(database.jdbc()
                        .sql("select epoch from session.account")
                        .query(Long.class)
                        .single())
                .isGreaterThan(first.epoch());
    }

    @Test
    void aReleasedLeaseIsFreeAtOnce() {
        try (LeaseKeeper keeper = keeperOf("one")) {
            keeper.release(keeper.take(ACCOUNT, () -> {}).orElseThrow());
            assertThat(leasesOf("two").take(ACCOUNT, "w")).isPresent();
        }
    }

    @Test
    void whoHoldsALeaseIsToldWhenItIsGone() {
        AtomicBoolean lost = new AtomicBoolean();
        try (LeaseKeeper keeper = keeperOf("one")) {
            Lease lease = keeper.take(ACCOUNT, () -> lost.set(true)).orElseThrow();
            database.jdbc()
                    .sql("update session.lease set owner = 'other', epoch = epoch + 1")
                    .update();

            await().atMost(Duration.ofSeconds(30)).untilTrue(lost);
            assertThat(keeper.holds(lease)).isFalse();
        }
    }

    @Test
    void whoCannotRenewLosesTheLeaseBeforeAnotherCanTakeIt() {
        AtomicBoolean lost = new AtomicBoolean();
        try (LeaseKeeper keeper = keeperOf("one")) {
            keeper.take(ACCOUNT, () -> lost.set(true)).orElseThrow();
            database.jdbc()
                    .sql("alter table session.lease rename to lease_away")
                    .update();

            await().atMost(Duration.ofSeconds(30)).untilTrue(lost);
            database.jdbc()
                    .sql("alter table session.lease_away rename to lease")
                    .update();
            assertThat(leasesOf("two").take(ACCOUNT, "w")).isEmpty();
        }
    }

    @Test
    void aRenewalThatDoesNotComeBackCostsTheLeaseWhileThereIsTimeToCloseThePage() {
        AtomicBoolean lost = new AtomicBoolean();
        try (LeaseKeeper keeper = keeperOf("one")) {
            keeper.take(ACCOUNT, () -> lost.set(true)).orElseThrow();
            database.transaction().executeWithoutResult(holdingTheRow -> {
                database.jdbc()
                        .sql("select epoch from session.lease for update")
                        .query(Long.class)
                        .single();

                await().atMost(Duration.ofSeconds(30)).untilTrue(lost);
                assertThat(database.jdbc()
                                .sql("select expires_at > clock_timestamp() from session.lease")
                                .query(Boolean.class)
                                .single())
                        .isTrue();
            });
        }
    }

    @Test
    void theLeasesOfADeadPredecessorAreFreeAtOnce() {
        leasesOf("dead").take(ACCOUNT, "w");

        assertThat(leasesOf("heir").releaseAllOf("dead")).isEqualTo(1);
        assertThat(leasesOf("heir").take(ACCOUNT, "w")).isPresent();
    }
}
