package io.wafleet.relay.endpoint;

import io.wafleet.common.json.ContractJson;
import io.wafleet.common.relay.RotateSecret;
import io.wafleet.common.webhook.WebhookSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/**
 * The endpoints in the database.
 *
 * <p>Failure policy: an unreachable database throws; the caller tries again.
 */
@Component
public final class Endpoints {

    private static final String DISABLE = """
            update relay.endpoint
            set disabled_reason = ?, enabled = false, untold_since = ?::timestamptz, updated_at = ?::timestamptz
            where key = ? and disabled_reason is null""";

    private final JdbcClient database;
    private final WebhookKeys keys;
    private final SecretSettings settings;
    private final Clock clock;

    Endpoints(JdbcClient database, WebhookKeys keys, SecretSettings settings, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /** The one of that name. */
    public Optional<Endpoint> find(@Nullable String accountId, String id) {
        return find(accountId, id, "");
    }

    /** The one of that name, locked until the caller's transaction ends. */
    public Optional<Endpoint> findToChange(@Nullable String accountId, String id) {
        return find(accountId, id, "for no key update");
    }

    private Optional<Endpoint> find(@Nullable String accountId, String id, String lock) {
        if (!Endpoint.isId(id)) {
            return Optional.empty();
        }
        return database.sql("select * from relay.endpoint where coalesce(account_id, '') = ? and id = ? " + lock)
                .params(accountId == null ? "" : accountId, id)
                .query(Endpoints::read)
                .optional();
    }

    /** Those that hear of these accounts; none of them can be removed before the caller's transaction ends. */
    public List<Endpoint> listening(Collection<String> accounts) {
        return database.sql("""
                        select * from relay.endpoint
                        where (disabled_reason is null or disabled_reason = ?)
                          and (account_id is null or account_id = any(?))
                        order by key for key share
                        """)
                .params(Endpoint.PENDING, accounts.toArray(String[]::new))
                .query(Endpoints::read)
                .list();
    }

    /** Stores a change that has no refusal. */
    public Endpoint store(EndpointChange change, @Nullable Endpoint current) {
        Endpoint next = change.applied(current, keys, settings.rotationWindow());
        long key = current == null ? insert(next, change.madeAt()) : update(next, change.madeAt());
        return new Endpoint(
                key,
                next.accountId(),
                next.id(),
                next.url(),
                next.events(),
                next.secrets(),
                next.format(),
                next.manner(),
                next.ordering(),
                next.hubSignature(),
                next.disabledReason(),
                next.createdAt(),
                next.updatedAt());
    }

    /** Sends nothing more to an endpoint that says it is gone, until its address changes. */
    public boolean disableAsGone(long key, String url) {
        return database.sql(DISABLE + " and url = ?")
                        .params(disabled(Endpoint.GONE, key))
                        .param(url)
                        .update()
                > 0;
    }

    /** Sends nothing more to an endpoint that only fails, until it is enabled. */
    public boolean disableAsFailing(long key) {
        return database.sql(DISABLE).params(disabled(Endpoint.FAILING, key)).update() > 0;
    }

    private List<Object> disabled(String reason, long key) {
        String now = clock.instant().toString();
        return List.of(reason, now, now, key);
    }

    /** Those with a secret that is sealed with another key than this one, locked until the caller's transaction ends. */
    List<Endpoint> sealedWithOtherThan(String keyId) {
        String start = keyId + ".";
        return database.sql("""
                        select * from relay.endpoint
                        where not starts_with(secret, ?)
                          or not starts_with(old_secret, ?)
                          or exists (select from jsonb_each_text(headers) h where not starts_with(h.value, ?))
                        order by key for no key update
                        """)
                .params(start, start, start)
                .query(Endpoints::read)
                .list();
    }

    /** Stores the same secrets, sealed otherwise. */
    void replace(long key, Secrets secrets) {
        database.sql("""
                        update relay.endpoint set secret = ?, secret_set_by = ?, old_secret = ?,
                          old_secret_until = ?::timestamptz, headers = ?::jsonb
                        where key = ?
                        """).params(columns(secrets)).param(key).update();
    }

    /** Gives an endpoint another secret, one of its own if the wish names none. */
    public Endpoint rotate(Endpoint endpoint, RotateSecret wish, String commandId) {
        Instant now = clock.instant();
        WebhookSecret next = wish.secret() == null ? WebhookSecret.random() : new WebhookSecret(wish.secret());
        Duration window = wish.keepOldSecretSeconds() == null
                ? settings.rotationWindow()
                : Duration.ofSeconds(wish.keepOldSecretSeconds());
        replace(endpoint.key(), endpoint.secrets().rotated(keys, next, commandId, now.plus(window)));
        database.sql("update relay.endpoint set updated_at = ?::timestamptz where key = ?")
                .params(now.toString(), endpoint.key())
                .update();
        return find(endpoint.accountId(), endpoint.id()).orElseThrow();
    }

    /** Forgets the secrets that were replaced and sign no more. */
    @Scheduled(fixedDelayString = "PT1M")
    void forgetOldSecrets() {
        database.sql("""
                        update relay.endpoint set old_secret = null, old_secret_until = null
                        where old_secret_until <= ?::timestamptz
                        """).param(clock.instant().toString()).update();
    }

    public void remove(long key) {
        database.sql("delete from relay.endpoint where key = ?").param(key).update();
    }

    private long insert(Endpoint endpoint, Instant configuredAt) {
        return database.sql("""
                        insert into relay.endpoint (secret, secret_set_by, old_secret, old_secret_until, headers,
                          hub_signature, url, events, format, retry, ordering, timeout_ms, max_retries, retry_delay_ms,
                          enabled, disabled_reason, updated_at, configured_at, account_id, id, created_at)
                        values (?, ?, ?, ?::timestamptz, ?::jsonb, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?,
                          ?::timestamptz, ?::timestamptz, ?, ?, ?::timestamptz)
                        returning key
                        """)
                .params(columns(endpoint, configuredAt))
                .params(Arrays.asList(
                        endpoint.accountId(),
                        endpoint.id(),
                        endpoint.createdAt().toString()))
                .query(Long.class)
                .single();
    }

    private long update(Endpoint endpoint, Instant configuredAt) {
        database.sql("""
                        update relay.endpoint set secret = ?, secret_set_by = ?, old_secret = ?,
                          old_secret_until = ?::timestamptz, headers = ?::jsonb, hub_signature = ?, url = ?,
                          events = ?::jsonb, format = ?, retry = ?, ordering = ?, timeout_ms = ?, max_retries = ?,
                          retry_delay_ms = ?, enabled = ?, disabled_reason = ?, updated_at = ?::timestamptz,
                          configured_at = ?::timestamptz
                        where key = ?
                        """)
                .params(columns(endpoint, configuredAt))
                .param(endpoint.key())
                .update();
        return endpoint.key();
    }

    private static List<@Nullable Object> columns(Endpoint endpoint, Instant configuredAt) {
        Endpoint.Manner manner = endpoint.manner();
        List<@Nullable Object> columns = columns(endpoint.secrets());
        columns.add(endpoint.hubSignature());
        columns.add(endpoint.url());
        columns.add(ContractJson.mapper().writeValueAsString(endpoint.events().names()));
        columns.add(endpoint.format());
        columns.add(manner.retry());
        columns.add(endpoint.ordering());
        columns.add(manner.timeoutMs());
        columns.add(manner.maxRetries());
        columns.add(manner.retryDelayMs());
        columns.add(endpoint.enabled());
        columns.add(endpoint.disabledReason());
        columns.add(endpoint.updatedAt().toString());
        columns.add(configuredAt.toString());
        return columns;
    }

    private static List<@Nullable Object> columns(Secrets secrets) {
        Secrets.Old old = secrets.old();
        List<@Nullable Object> columns = new ArrayList<>();
        columns.add(secrets.secret().text());
        columns.add(secrets.setBy());
        columns.add(old == null ? null : old.secret().text());
        columns.add(old == null ? null : old.until().toString());
        columns.add(secrets.headersJson());
        return columns;
    }

    private static Endpoint read(ResultSet row, int number) throws SQLException {
        return new Endpoint(
                row.getLong("key"),
                row.getString("account_id"),
                row.getString("id"),
                row.getString("url"),
                new EventFilter(ContractJson.mapper().readValue(row.getString("events"), new TypeReference<>() {})),
                Secrets.read(row, row.getString("account_id"), row.getString("id")),
                row.getString("format"),
                new Endpoint.Manner(
                        row.getString("retry"),
                        row.getInt("timeout_ms"),
                        row.getObject("max_retries", Integer.class),
                        row.getObject("retry_delay_ms", Integer.class)),
                row.getString("ordering"),
                row.getBoolean("hub_signature"),
                row.getString("disabled_reason"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
