package io.wafleet.relay.endpoint;

import io.wafleet.common.relay.ConfigureWebhook;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Endpoints that come and go with their accounts. Commands and events are read in no common order, so which came first
 * is told by when they were put on Kafka; the row of the account is locked meanwhile.
 *
 * <p>Failure policy: an unreachable database throws; the caller tries again.
 */
@Component
public final class AccountEndpoints {

    private final Endpoints endpoints;
    private final JdbcClient database;
    private final Clock clock;

    AccountEndpoints(Endpoints endpoints, JdbcClient database, Clock clock) {
        this.endpoints = endpoints;
        this.database = database;
        this.clock = clock;
    }

    /** Notes that an endpoint is wished for. False if the account has been deleted since the wish was made. */
    public boolean begin(EndpointChange change) {
        String account = change.accountId();
        if (account == null) {
            return true;
        }
        String madeAt = change.madeAt().toString();
        return database.sql("""
                        insert into relay.account as a (id, asked_at) values (?, ?::timestamptz)
                        on conflict (id) do update set asked_at = greatest(a.asked_at, excluded.asked_at)
                        returning coalesce(a.deleted_at < ?::timestamptz, true)
                        """)
                .params(account, madeAt, madeAt)
                .query(Boolean.class)
                .single();
    }

    /**
     * Holds a place for the endpoint that comes with a new account, until the {@code configure-webhook} that brings its
     * secret is read: what it is to hear waits so long. The caller has locked the account.
     */
    public void expect(String account, String url, List<String> events, Instant createdAt) {
        ConfigureWebhook wish = ConfigureWebhook.to(url, events, null);
        if (isAsked(account, createdAt)
                || !wish.problems().isEmpty()
                || endpoints.find(account, Endpoint.DEFAULT_ID).isPresent()) {
            return;
        }
        EndpointChange expected = new EndpointChange("", account, wish, createdAt, clock.instant());
        database.sql("update relay.endpoint set enabled = false, disabled_reason = ? where key = ?")
                .params(Endpoint.PENDING, endpoints.store(expected, null).key())
                .update();
    }

    /** The keys of an account's endpoints. */
    public List<Long> keys(String account) {
        return database.sql("select key from relay.endpoint where account_id = ?")
                .param(account)
                .query(Long.class)
                .list();
    }

    /** Removes those of a deleted account; what was wished for later is of the next account of that name. */
    public void remove(String account, Instant deletedAt) {
        database.sql("delete from relay.endpoint where account_id = ? and configured_at <= ?::timestamptz")
                .params(account, deletedAt.toString())
                .update();
    }

    private boolean isAsked(String account, Instant since) {
        return database.sql("select 1 from relay.account where id = ? and asked_at >= ?::timestamptz")
                .params(account, since.toString())
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}
