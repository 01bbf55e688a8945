package io.wafleet.session.ownership;

import io.wafleet.common.account.AccountId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table of leases.
 *
 * <p>Failure policy: a {@code DataAccessException} leaves it unknown whether the statement took place; taking again is
 * harmless, and a lease that nobody renews ends by itself.
 */
final class Leases {

    private final JdbcClient jdbc;
    private final String owner;
    private final double seconds;

    Leases(JdbcClient jdbc, String owner, Duration lease) {
        this.jdbc = jdbc;
        this.owner = owner;
        this.seconds = lease.toMillis() / 1000.0;
    }

    /** Takes the lease if nobody holds it, and marks the account with its epoch in the same statement. */
    Optional<Lease> take(AccountId account, String workerName) {
        return jdbc.sql("""
                        with taken as (
                            insert into session.lease as lease (account_id, epoch, owner, expires_at)
                            values (:account, 1, :owner, now() + make_interval(secs => :seconds))
                            on conflict (account_id) do update
                                set epoch = lease.epoch + 1, owner = excluded.owner, expires_at = excluded.expires_at
                                where lease.expires_at <= now() or lease.owner = excluded.owner
                            returning account_id, epoch)
                        update session.account set epoch = taken.epoch, worker = :worker
                        from taken where id = taken.account_id
                        returning taken.epoch
                        """)
                .param("account", account.value())
                .param("owner", owner)
                .param("seconds", seconds)
                .param("worker", workerName)
                .query((row, number) -> new Lease(account, row.getLong(1)))
                .optional();
    }

    /** Renews all of them at once and returns those that still were ours. */
    Set<Lease> renew(Collection<Lease> leases) {
        List<Lease> ordered = List.copyOf(leases);
        return new HashSet<>(jdbc.sql("""
                        update session.lease set expires_at = now() + make_interval(secs => :seconds)
                        from unnest(:accounts::text[], :epochs::bigint[]) as held (account_id, epoch)
                        where lease.account_id = held.account_id and lease.epoch = held.epoch and owner = :owner
                        returning lease.account_id, lease.epoch
                        """)
                .param("seconds", seconds)
                .param("owner", owner)
                .param(
                        "accounts",
                        "{"
                                + String.join(
                                        ",",
                                        ordered.stream()
                                                .map(lease -> lease.account().value())
                                                .toList()) + "}")
                .param(
                        "epochs",
                        "{"
                                + String.join(
                                        ",",
                                        ordered.stream()
                                                .map(lease -> Long.toString(lease.epoch()))
                                                .toList()) + "}")
                .query((row, number) -> new Lease(new AccountId(row.getString(1)), row.getLong(2)))
                .list());
    }

    void release(Lease lease) {
        jdbc.sql("update session.lease set expires_at = now() where account_id = ? and epoch = ? and owner = ?")
                .params(lease.account().value(), lease.epoch(), owner)
                .update();
    }

    /** Ends all leases of an owner that is known to be dead. */
    int releaseAllOf(String deadOwner) {
        return jdbc.sql("update session.lease set expires_at = now() where owner = ? and expires_at > now()")
                .param(deadOwner)
                .update();
    }
}
