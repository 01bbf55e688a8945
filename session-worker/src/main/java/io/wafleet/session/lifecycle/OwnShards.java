package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.StatusReason.Code;
import io.wafleet.common.command.AccountResult;
import io.wafleet.session.account.Accounts;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.ShardListener;
import io.wafleet.session.ownership.OwnershipLost;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Opens the accounts of the shards that come, and closes those of the shards that go before Kafka gives them to another
 * worker.
 *
 * <p>Failure policy: closing is bounded; an account that does not close in time keeps its lease until that ends by
 * itself, so that its page is never open twice.
 */
@Component
class OwnShards implements ShardListener {

    private static final Logger log = LoggerFactory.getLogger(OwnShards.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Sessions sessions;
    private final Accounts accounts;
    private final OwnedShards owned;
    private final Duration handOver;

    OwnShards(Sessions sessions, Accounts accounts, OwnedShards owned, LifecycleSettings settings) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.owned = owned;
        this.handOver = settings.handOver();
        owned.onReopen(account -> Thread.ofVirtual().name("reopen-" + account).start(() -> openWhenWanted(account)));
    }

    @Override
    public void assigned(Set<Integer> shards) {
        shards.forEach(owned::add);
        for (int shard : shards) {
            Thread.ofVirtual().name("shard-" + shard).start(() -> openAccountsOf(shard));
        }
    }

    @Override
    public void revoked(Set<Integer> shards) {
        close(shards, true);
    }

    @Override
    public void lost(Set<Integer> shards) {
        close(shards, false);
    }

    private void openAccountsOf(int shard) {
        while (owned.has(shard)) {
            try {
                for (AccountId account : accounts.toRunIn(shard)) {
                    Thread.ofVirtual().name("open-" + account).start(() -> open(account));
                }
                return;
            } catch (DataAccessException away) {
                log.atWarn()
                        .addKeyValue("shard", shard)
                        .addKeyValue(
                                "error",
                                String.valueOf(away.getMostSpecificCause().getMessage()))
                        .log("shard.accounts_unknown");
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private void openWhenWanted(AccountId account) {
        while (owned.has(account)) {
            try {
                if (accounts.find(account).filter(row -> row.wanted()).isPresent()) {
                    open(account);
                }
                return;
            } catch (DataAccessException away) {
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private void open(AccountId account) {
        while (owned.has(account)) {
            try {
                sessions.obtain(account).connect(Code.WORKER_STARTED).get();
                return;
            } catch (CommandFailure | OwnershipLost gone) {
                return;
            } catch (ExecutionException | DataAccessException failure) {
                log.atWarn()
                        .addKeyValue("account_id", account)
                        .addKeyValue("error", String.valueOf(failure.getMessage()))
                        .log("session.not_opened");
                if (failure.getCause() instanceof OwnershipLost || !pause()) {
                    return;
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void close(Set<Integer> shards, boolean stillOurs) {
        shards.forEach(owned::remove);
        List<Session> leaving = sessions.all().stream()
                .filter(session -> shards.contains(owned.shardOf(session.account())))
                .toList();
        if (leaving.isEmpty()) {
            return;
        }
        long began = System.nanoTime();
        Map<Session, CompletableFuture<?>> closing = new LinkedHashMap<>();
        for (Session session : leaving) {
            CompletableFuture<?> done = stillOurs ? letGo(session) : session.abandon();
            closing.put(session, done);
        }
        long until = began + handOver.toNanos();
        int closed = 0;
        for (Map.Entry<Session, CompletableFuture<?>> each : closing.entrySet()) {
            if (isDone(each.getValue(), until)) {
                sessions.release(each.getKey());
                closed++;
            } else {
                // What its page has stored since the last checkpoint may not be kept.
                log.atWarn().addKeyValue("account_id", each.getKey().account()).log("session.not_closed_in_time");
                sessions.forget(each.getKey());
            }
        }
        log.atInfo()
                .addKeyValue("shards", shards.size())
                .addKeyValue("accounts", leaving.size())
                .addKeyValue("closed", closed)
                .addKeyValue("ms", Duration.ofNanos(System.nanoTime() - began).toMillis())
                .log("shards.left");
    }

    private static CompletableFuture<AccountResult> letGo(Session session) {
        return session.letGo();
    }

    private static boolean isDone(CompletableFuture<?> closing, long until) {
        try {
            closing.get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException failed) {
            return true; // the page is closed by then; only the telling of it failed
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(RETRY);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
