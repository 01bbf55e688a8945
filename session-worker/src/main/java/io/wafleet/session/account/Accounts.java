package io.wafleet.session.account;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.AccountState;
import io.wafleet.common.account.Network;
import io.wafleet.common.account.StatusReason;
import io.wafleet.common.command.CreateAccount;
import io.wafleet.common.command.UpdateAccount;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.topic.Shards;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The table of accounts.
 *
 * <p>Failure policy: a {@code DataAccessException} means that nothing was written or that nobody knows; all statements
 * may be repeated.
 */
@Component
public class Accounts {

    /** How an attempt to make an account went. */
    public enum Creation {
        CREATED,
        EXISTS,
        OVER_LIMIT
    }

    private static final String COLUMNS =
            "id, name, network, desired, status, status_seq, reason_code, reason, phone, push_name, platform, worker,"
                    + " next_attempt_at, epoch, created_by";
    /** Any number; the transactions that count and insert wait for each other on it. */
    private static final long LIMIT_LOCK = 0x77_61_66_6c_65_65_74L;

    private final JdbcClient jdbc;
    private final AccountSettings settings;

    Accounts(JdbcClient jdbc, AccountSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    public Optional<Account> find(AccountId id) {
        return jdbc.sql("select " + COLUMNS + " from session.account where id = ?")
                .param(id.value())
                .query(Accounts::read)
                .optional();
    }

    /** The accounts of a shard whose pages are to be open. */
    public List<AccountId> toRunIn(int shard) {
        return jdbc.sql("select id from session.account where shard = ? and desired = 'running' order by id")
                .param(shard)
                .query((row, number) -> new AccountId(row.getString(1)))
                .list();
    }

    public Map<AccountState, Integer> countByState(Set<Integer> shards) {
        Map<AccountState, Integer> counts = new EnumMap<>(AccountState.class);
        if (!shards.isEmpty()) {
            jdbc.sql("select status, count(*) from session.account where shard in (:shards) group by status")
                    .param("shards", shards)
                    .query((RowCallbackHandler)
                            row -> counts.put(AccountState.valueOf(row.getString(1)), row.getInt(2)));
        }
        return counts;
    }

    /** Makes an account unless there is one of that name or there are as many as there may be. */
    @Transactional
    public Creation create(AccountId id, String commandId, CreateAccount wish) {
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(LIMIT_LOCK)
                .query((row, number) -> 0)
                .single();
        Optional<Account> present = find(id);
        if (present.isPresent()) {
            // A repetition of the command that made it finds its own work.
            return present.get().createdBy().equals(commandId) ? Creation.CREATED : Creation.EXISTS;
        }
        int count = jdbc.sql("select count(*) from session.account")
                .query(Integer.class)
                .single();
        if (count >= settings.maxAccounts()) {
            return Creation.OVER_LIMIT;
        }
        jdbc.sql("""
                        insert into session.account
                            (id, name, network, shard, desired, status, status_seq, reason_code, metadata, pacing,
                             created_by)
                        values (:id, :name, :network, :shard, 'running', 'INIT',
                            coalesce((select status_seq from session.lease where account_id = :id), 0) + 1,
                            'CREATED', :metadata::jsonb, jsonb_strip_nulls(:pacing::jsonb), :command)
                        """)
                .param("id", id.value())
                .param("name", wish.name() == null ? id.value() : wish.name())
                .param("network", networkOf(wish).name().toLowerCase(Locale.ROOT))
                .param("shard", Shards.of(id, settings.shards()))
                .param("metadata", json(wish.metadata()))
                .param("pacing", json(wish.pacing() == null ? Map.of() : wish.pacing()))
                .param("command", commandId)
                .update();
        return Creation.CREATED;
    }

    public static Network networkOf(CreateAccount wish) {
        return wish.network() == null ? Network.WHATSAPP : wish.network();
    }

    /** Changes what the wish has; whether there is such an account. */
    public boolean update(AccountId id, UpdateAccount wish) {
        return jdbc.sql("""
                        update session.account
                        set name = coalesce(:name, name), metadata = coalesce(:metadata::jsonb, metadata),
                            pacing = jsonb_strip_nulls(pacing || :pacing::jsonb), updated_at = now()
                        where id = :id
                        """)
                        .param("name", wish.name())
                        .param("metadata", wish.metadata() == null ? null : json(wish.metadata()))
                        .param("pacing", json(wish.pacing() == null ? Map.of() : wish.pacing()))
                        .param("id", id.value())
                        .update()
                > 0;
    }

    private static String json(Object value) {
        return ContractJson.mapper().writeValueAsString(value);
    }

    public void setWanted(AccountId id, boolean wanted) {
        jdbc.sql("update session.account set desired = ?, updated_at = now() where id = ?")
                .params(wanted ? "running" : "stopped", id.value())
                .update();
    }

    /** Writes a change of state and counts it; empty if the account has gone to a later epoch or is deleted. */
    public Optional<Account> changeState(
            AccountId id, long epoch, AccountState state, StatusReason reason, @Nullable Instant nextAttemptAt) {
        return jdbc.sql("""
                        update session.account
                        set status = :status, status_seq = status_seq + 1, reason_code = :code, reason = :reason,
                            next_attempt_at = :next, updated_at = now(),
                            qr_raw = case when :status = 'QR' then qr_raw end,
                            qr_expires_at = case when :status = 'QR' then qr_expires_at end,
                            passkey_request = case when :status = 'PASSKEY' then passkey_request end,
                            passkey_expires_at = case when :status = 'PASSKEY' then passkey_expires_at end
                        where id = :id and epoch = :epoch
                        returning
                        """ + COLUMNS)
                .param("status", state.name())
                .param("code", reason.code().name())
                .param("reason", reason.message())
                .param("next", nextAttemptAt == null ? null : Timestamp.from(nextAttemptAt), java.sql.Types.TIMESTAMP)
                .param("id", id.value())
                .param("epoch", epoch)
                .query(Accounts::read)
                .optional();
    }

    public void showQr(AccountId id, long epoch, String raw, Instant expiresAt) {
        jdbc.sql("""
                        update session.account set qr_raw = ?, qr_expires_at = ?, updated_at = now()
                        where id = ? and epoch = ?
                        """).params(raw, Timestamp.from(expiresAt), id.value(), epoch).update();
    }

    public void showPasskey(AccountId id, long epoch, Map<String, Object> request, Instant expiresAt) {
        jdbc.sql("""
                        update session.account
                        set passkey_request = ?::jsonb, passkey_expires_at = ?, updated_at = now()
                        where id = ? and epoch = ?
                        """)
                .params(json(request), Timestamp.from(expiresAt), id.value(), epoch)
                .update();
    }

    /** Keeps whom the account is linked as. */
    public void link(
            AccountId id,
            long epoch,
            @Nullable String phone,
            @Nullable String lid,
            @Nullable String pushName,
            @Nullable String platform) {
        jdbc.sql("""
                        update session.account set phone = :phone, lid = :lid, push_name = :name, platform = :platform
                        where id = :id and epoch = :epoch
                        """)
                .param("phone", phone)
                .param("lid", lid)
                .param("name", pushName)
                .param("platform", platform)
                .param("id", id.value())
                .param("epoch", epoch)
                .update();
    }

    /** A message went in or out. */
    public void countMessage(AccountId id) {
        jdbc.sql("""
                        update session.account set message_count = message_count + 1, last_activity = now()
                        where id = ?
                        """).param(id.value()).update();
    }

    /**
     * Removes the account with what was kept for it. Its commands stay, but an account made again under its name may use
     * their client_message_ids; its lease stays, and counts on.
     */
    @Transactional
    public void delete(AccountId id) {
        jdbc.sql("update session.command set claims_client_id = false where account_id = ? and claims_client_id")
                .param(id.value())
                .update();
        for (String table : List.of("snapshot", "media", "history", "news", "profile_archive", "profile")) {
            jdbc.sql("delete from session." + table + " where account_id = ?")
                    .param(id.value())
                    .update();
        }
        // Late, because the row is one of those that the worker renews all together.
        jdbc.sql("""
                        update session.lease set status_seq = account.status_seq
                        from session.account where account_id = ? and account.id = account_id
                        """).param(id.value()).update();
        jdbc.sql("delete from session.account where id = ?").param(id.value()).update();
    }

    private static Account read(ResultSet row, int number) throws SQLException {
        Timestamp next = row.getTimestamp("next_attempt_at");
        return new Account(
                new AccountId(row.getString("id")),
                row.getString("name"),
                Network.valueOf(row.getString("network").toUpperCase(Locale.ROOT)),
                row.getString("desired").equals("running"),
                AccountState.valueOf(row.getString("status")),
                row.getLong("status_seq"),
                new StatusReason(StatusReason.Code.valueOf(row.getString("reason_code")), row.getString("reason")),
                row.getString("phone"),
                row.getString("push_name"),
                row.getString("platform"),
                row.getString("worker"),
                next == null ? null : next.toInstant(),
                row.getLong("epoch"),
                row.getString("created_by"));
    }
}
