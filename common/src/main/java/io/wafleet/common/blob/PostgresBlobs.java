package io.wafleet.common.blob;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Contents as rows of the owner's table {@code blob}, read through its {@code blob_view}. */
final class PostgresBlobs implements BlobStore {

    private static final int AT_ONCE = 100;
    private static final int DEADLINE_SECONDS = 30;

    private final DataSource database;
    private final String schema;

    PostgresBlobs(DataSource database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    @Override
    public String put(byte[] bytes) {
        String sha256 = Sha256.of(bytes);
        return with(connection -> {
            // A file for a thousand people is not carried to the database a thousand times.
            if (update(connection, "update " + schema + ".blob set put_at = now() where sha256 = ?", sha256) == 0) {
                update(
                        connection,
                        "insert into " + schema + ".blob (sha256, bytes) values (?, ?)"
                                + " on conflict (sha256) do update set put_at = now()",
                        sha256,
                        bytes);
            }
            return sha256;
        });
    }

    @Override
    public Optional<byte[]> read(String sha256, long from, int length) {
        String part = "select substring(bytes from ? for ?) from " + schema + ".blob_view where sha256 = ?";
        return with(connection -> {
            try (PreparedStatement statement = prepare(connection, part, Math.toIntExact(from + 1), length, sha256);
                    ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        });
    }

    @Override
    public int sweep(Instant putBefore, UnaryOperator<Set<String>> needed) {
        int removed = 0;
        String last = "";
        while (true) {
            TreeSet<String> old = old(putBefore, last);
            if (old.isEmpty()) {
                return removed;
            }
            last = old.last();
            Set<String> useless = new HashSet<>(old);
            useless.removeAll(needed.apply(old));
            removed += remove(useless, putBefore);
        }
    }

    private TreeSet<String> old(Instant putBefore, String after) {
        String some = "select sha256 from " + schema + ".blob where sha256 > ? and put_at < ? order by sha256 limit ?";
        return with(connection -> {
            try (PreparedStatement statement = prepare(connection, some, after, Timestamp.from(putBefore), AT_ONCE);
                    ResultSet row = statement.executeQuery()) {
                TreeSet<String> hashes = new TreeSet<>();
                while (row.next()) {
                    hashes.add(row.getString(1));
                }
                return hashes;
            }
        });
    }

    /** Who has put one again meanwhile has made it young, so it stays. */
    private int remove(Set<String> useless, Instant putBefore) {
        return with(connection -> update(
                connection,
                "delete from " + schema + ".blob where sha256 = any(?) and put_at < ?",
                connection.createArrayOf("text", useless.toArray()),
                Timestamp.from(putBefore)));
    }

    private static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(DEADLINE_SECONDS);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException failure) {
            throw new BlobStoreException("The database did not keep or give a file", failure);
        }
    }
}
