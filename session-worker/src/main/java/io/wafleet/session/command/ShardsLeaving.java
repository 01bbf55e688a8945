package io.wafleet.session.command;

import java.util.Set;

/** Shards are about to leave this worker: what runs may finish, and what only waits is better done by the next owner. */
public record ShardsLeaving(Set<Integer> shards) {}
