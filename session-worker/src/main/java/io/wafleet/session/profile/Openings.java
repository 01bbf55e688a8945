package io.wafleet.session.profile;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.ownership.Lease;
import io.wafleet.session.ownership.OwnershipLost;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table of the last openings, which is what fences those who write archives.
 *
 * <p>Failure policy: a {@code DataAccessException} leaves it unknown whether the statement took place; each may be
 * repeated.
 */
record Openings(JdbcClient jdbc) {

    Optional<Opening> last(AccountId account) {
        return jdbc.sql("select opened_epoch, generation, in_use from session.profile where account_id = ?")
                .param(account.value())
                .query((row, number) -> new Opening(row.getLong(1), row.getObject(2, Long.class), row.getBoolean(3)))
                .optional();
    }

    /**
     * Makes this ownership the last one to open the account, if nothing has changed since that was seen.
     *
     * @param seen null where there was no row
     * @param generation the archive that the opening begins with
     * @return false if something has changed
     */
    boolean claim(Lease lease, @Nullable Opening seen, @Nullable Long generation) {
        if (seen != null && seen.epoch() > lease.epoch()) {
            throw new OwnershipLost(lease.account());
        }
        return jdbc.sql("""
                        insert into session.profile as last (account_id, opened_epoch, generation, in_use)
                        values (:account, :epoch, :generation, true)
                        on conflict (account_id) do update
                            set opened_epoch = excluded.opened_epoch, generation = excluded.generation, in_use = true
                            where last.opened_epoch = :seenEpoch
                                and last.generation is not distinct from :seenGeneration
                        """)
                        .param("account", lease.account().value())
                        .param("epoch", lease.epoch())
                        .param("generation", generation, java.sql.Types.BIGINT)
                        .param("seenEpoch", seen == null ? null : seen.epoch(), java.sql.Types.BIGINT)
                        .param("seenGeneration", seen == null ? null : seen.generation(), java.sql.Types.BIGINT)
                        .update()
                > 0;
    }

    /** Makes an archive the newest, if this ownership is the last one to have opened the account. */
    void keep(Lease lease, long generation, boolean inUse) {
        int rows = jdbc.sql("""
                        update session.profile set generation = ?, in_use = ? where account_id = ? and opened_epoch = ?
                        """)
                .params(generation, inUse, lease.account().value(), lease.epoch())
                .update();
        if (rows == 0) {
            throw new OwnershipLost(lease.account());
        }
    }

    /** No login is kept any more, and no local copy but this ownership's counts. */
    void forget(Lease lease) {
        int rows = jdbc.sql("""
                        insert into session.profile as last (account_id, opened_epoch, generation, in_use)
                        values (:account, :epoch, null, true)
                        on conflict (account_id) do update
                            set opened_epoch = excluded.opened_epoch, generation = null, in_use = true
                            where last.opened_epoch <= excluded.opened_epoch
                        """)
                .param("account", lease.account().value())
                .param("epoch", lease.epoch())
                .update();
        if (rows == 0) {
            throw new OwnershipLost(lease.account());
        }
    }
}
