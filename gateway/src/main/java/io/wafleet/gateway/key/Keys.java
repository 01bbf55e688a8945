package io.wafleet.gateway.key;

import io.wafleet.common.account.AccountId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The keys in the database.
 *
 * <p>Failure policy: a statement that does not answer within the configured query timeout fails, and the request with
 * it.
 */
@Repository
class Keys {

    private final JdbcClient database;

    Keys(JdbcClient database) {
        this.database = database;
    }

    record Hashed(ApiKey key, byte[] hash) {}

    Optional<Hashed> find(String id) {
        return database.sql("select * from gateway.api_key where id = :id")
                .param("id", id)
                .query((row, index) -> new Hashed(key(row), row.getBytes("hash")))
                .optional();
    }

    List<ApiKey> list() {
        return database.sql("select * from gateway.api_key order by created_at, id")
                .query((row, index) -> key(row))
                .list();
    }

    boolean areThereAny() {
        return database.sql("select exists (select from gateway.api_key)")
                .query(Boolean.class)
                .single();
    }

    void add(ApiKey key, byte[] hash) {
        database.sql("""
                        insert into gateway.api_key (id, hash, name, scopes, accounts, created_at)
                        values (:id, :hash, :name, :scopes, :accounts, :created_at)""")
                .param("id", key.id())
                .param("hash", hash)
                .param("name", key.name())
                .param("scopes", key.scopes().stream().map(Keys::word).toArray(String[]::new))
                .param("accounts", key.accounts().stream().map(AccountId::value).toArray(String[]::new))
                .param("created_at", key.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean revoke(String id, Instant at) {
        return database.sql("update gateway.api_key set revoked_at = :at where id = :id and revoked_at is null")
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .update()
                > 0;
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getString("id"),
                row.getString("name"),
                words(row.getArray("scopes")).stream()
                        .map(word -> Scope.valueOf(word.toUpperCase(Locale.ROOT)))
                        .toList(),
                words(row.getArray("accounts")).stream().map(AccountId::new).toList(),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("revoked_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static List<String> words(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private static String word(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }
}
