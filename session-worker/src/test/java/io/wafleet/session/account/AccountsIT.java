package io.wafleet.session.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.AccountState;
import io.wafleet.common.account.StatusReason;
import io.wafleet.common.command.CreateAccount;
import io.wafleet.session.DatabaseForTests;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class AccountsIT {

    private final DatabaseForTests database = DatabaseForTests.fresh();
    private final Accounts accounts = new Accounts(database.jdbc(), new AccountSettings(5, 24, (short) 1));
    private final TransactionTemplate transaction = database.transaction();

    private Accounts.Creation create(String id, String command) {
        CreateAccount wish = new CreateAccount(null, null, null, List.of(), null, Map.of(), null);
        return transaction.execute(status -> accounts.create(new AccountId(id), command, wish));
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void thirtyAtOnceMakeAsManyAccountsAsThereMayBe() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Accounts.Creation>> all = IntStream.range(0, 30)
                    .<Callable<Accounts.Creation>>mapToObj(i -> () -> create("acct-" + i, "command-" + i))
                    .toList();
            List<Accounts.Creation> outcomes =
                    threads.invokeAll(all).stream().map(Future::resultNow).toList();
            assertThat(outcomes).filteredOn(Accounts.Creation.CREATED::equals).hasSize(5);
            assertThat(outcomes)
                    .filteredOn(Accounts.Creation.OVER_LIMIT::equals)
                    .hasSize(25);
        }
    }

    @Test
    void aRepeatedCreateFindsItsOwnWorkAndAnotherFindsTheNameTaken() {
        assertThat(create("support", "one")).isEqualTo(Accounts.Creation.CREATED);
        assertThat(create("support", "one")).isEqualTo(Accounts.Creation.CREATED);
        assertThat(create("support", "two")).isEqualTo(Accounts.Creation.EXISTS);
    }

    @Test
    void aChangeUnderAnOldEpochChangesNothing() {
        create("support", "one");
        AccountId id = new AccountId("support");
        database.jdbc().sql("update session.account set epoch = 7").update();
        StatusReason reason = new StatusReason(StatusReason.Code.SYNCED, null);

        assertThat(accounts.changeState(id, 6, AccountState.READY, reason, null))
                .isEmpty();
        assertThat(accounts.changeState(id, 7, AccountState.READY, reason, null))
                .hasValueSatisfying(changed -> assertThat(changed.statusSeq()).isEqualTo(2));
    }

    @Test
    void anAccountWhoseWorkerHasDiedIsNotShownAsReady() {
        create("support", "one");
        database.jdbc().sql("update session.account set status = 'READY'").update();
        String shown = "select status || ' ' || reason_code from session.account_view";

        database.jdbc().sql("""
                        insert into session.lease (account_id, epoch, owner, expires_at)
                        values ('support', 1, 'x', now() + interval '1 minute')
                        """).update();
        assertThat(database.jdbc().sql(shown).query(String.class).single()).isEqualTo("READY CREATED");

        database.jdbc()
                .sql("update session.lease set expires_at = now() - interval '1 second'")
                .update();
        assertThat(database.jdbc().sql(shown).query(String.class).single()).isEqualTo("DISCONNECTED WORKER_LOST");
    }

    @Test
    void anAccountMadeAgainUnderItsNameGoesOnCounting() {
        create("support", "one");
        AccountId id = new AccountId("support");
        database.jdbc()
                .sql(
                        "insert into session.lease (account_id, epoch, owner, expires_at) values ('support', 3, 'x', now())")
                .update();
        accounts.changeState(id, 0, AccountState.QR, new StatusReason(StatusReason.Code.QR_SHOWN, null), null);
        transaction.executeWithoutResult(status -> accounts.delete(id));

        create("support", "two");

        assertThat(accounts.find(id))
                .hasValueSatisfying(again -> assertThat(again.statusSeq()).isEqualTo(3));
    }
}
