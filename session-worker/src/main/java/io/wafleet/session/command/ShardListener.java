package io.wafleet.session.command;

import java.util.Set;

/** Hears which shards this worker has; each call must return before the next shard changes hands. */
public interface ShardListener {

    void assigned(Set<Integer> shards);

    /** They go to another worker when this returns. */
    void revoked(Set<Integer> shards);

    /** They went to another worker already. */
    void lost(Set<Integer> shards);
}
