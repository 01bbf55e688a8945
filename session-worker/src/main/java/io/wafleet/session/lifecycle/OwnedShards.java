package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.topic.Shards;
import io.wafleet.session.account.AccountSettings;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** The shards that Kafka has assigned to this worker. */
@Component
class OwnedShards {

    private final int shards;
    private final Set<Integer> owned = ConcurrentHashMap.newKeySet();
    private volatile Consumer<AccountId> reopening = account -> {};

    OwnedShards(AccountSettings settings) {
        this.shards = settings.shards();
    }

    boolean has(AccountId account) {
        return owned.contains(shardOf(account));
    }

    boolean has(int shard) {
        return owned.contains(shard);
    }

    Set<Integer> all() {
        return Set.copyOf(owned);
    }

    int shardOf(AccountId account) {
        return Shards.of(account, shards);
    }

    void add(int shard) {
        owned.add(shard);
    }

    void remove(int shard) {
        owned.remove(shard);
    }

    void onReopen(Consumer<AccountId> action) {
        reopening = action;
    }

    /** Asks for an account to be taken and opened again, if its shard is still here. */
    void reopen(AccountId account) {
        if (has(account)) {
            reopening.accept(account);
        }
    }
}
