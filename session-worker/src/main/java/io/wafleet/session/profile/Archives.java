package io.wafleet.session.profile;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.ownership.Lease;
import io.wafleet.session.ownership.OwnershipLost;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tables of archives.
 *
 * <p>Failure policy: an archive is written in one transaction, and seen whole or not at all. A worker that is frozen in
 * the middle of one loses it after a few seconds, so that it holds up nobody.
 */
final class Archives {

    private static final String COLUMNS =
            "id, account_id, generation, epoch, live, format, key_id, size, chunks, sha256, taken_at";
    /** The newest and the one before. */
    private static final int KEPT = 2;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Openings openings;
    private final Chunks chunks;

    Archives(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.openings = new Openings(jdbc);
        this.chunks = new Chunks(jdbc);
    }

    Openings openings() {
        return openings;
    }

    /** Puts the content of an archive into the stream, which it does not close. */
    interface Sealing {
        void seal(Archive archive, OutputStream to) throws IOException;
    }

    /** The archives up to a generation that are kept, newest first. */
    List<Archive> upTo(AccountId account, long generation) {
        return jdbc.sql("select " + COLUMNS + " from session.profile_archive"
                        + " where account_id = ? and generation <= ? order by generation desc limit ?")
                .params(account.value(), generation, KEPT)
                .query(Archives::read)
                .list();
    }

    InputStream content(Archive archive) {
        return chunks.reader(archive);
    }

    /** Adds an archive, which from then on is the newest, and removes those that are too old. */
    Archive.Content add(Lease lease, boolean live, String keyId, Sealing sealing) throws IOException {
        try {
            return transaction.execute(status -> {
                try {
                    return addIn(lease, live, keyId, sealing);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    /** Removes them all; no login is kept any more. */
    void forget(Lease lease) {
        transaction.executeWithoutResult(status -> {
            openings.forget(lease);
            jdbc.sql("delete from session.profile_archive where account_id = ?")
                    .param(lease.account().value())
                    .update();
        });
    }

    private Archive.Content addIn(Lease lease, boolean live, String keyId, Sealing sealing) throws IOException {
        String account = lease.account().value();
        jdbc.sql("set local idle_in_transaction_session_timeout = '10s'").update();
        Opening opening = openings.last(lease.account())
                .filter(last -> last.epoch() == lease.epoch())
                .orElseThrow(() -> new OwnershipLost(lease.account()));
        Archive added = jdbc.sql("""
                        insert into session.profile_archive
                            (id, account_id, generation, epoch, live, format, key_id, size, chunks, sha256)
                        values (:id, :account,
                            (select coalesce(max(generation), 0) + 1 from session.profile_archive
                             where account_id = :account),
                            :epoch, :live, :format, :key, 0, 0, '')
                        returning
                        """ + COLUMNS)
                .param("id", UUID.randomUUID())
                .param("account", account)
                .param("epoch", lease.epoch())
                .param("live", live)
                .param("format", Archive.FORMAT)
                .param("key", keyId)
                .query(Archives::read)
                .single();
        Chunks.Writer writer = chunks.writer(added.id());
        sealing.seal(added, writer);
        Archive.Content content = writer.end();
        jdbc.sql("update session.profile_archive set size = ?, chunks = ?, sha256 = ? where id = ?")
                .params(content.size(), content.chunks(), content.sha256(), added.id())
                .update();
        openings.keep(lease, added.generation(), live);
        jdbc.sql("delete from session.profile_archive where account_id = ? and generation not in (?, ?)")
                .params(account, added.generation(), opening.generation() == null ? 0 : opening.generation())
                .update();
        return content;
    }

    private static Archive read(ResultSet row, int number) throws SQLException {
        return new Archive(
                row.getObject("id", UUID.class),
                new AccountId(row.getString("account_id")),
                row.getLong("generation"),
                row.getLong("epoch"),
                row.getBoolean("live"),
                row.getInt("format"),
                row.getString("key_id"),
                new Archive.Content(row.getLong("size"), row.getInt("chunks"), row.getString("sha256")),
                row.getTimestamp("taken_at").toInstant());
    }
}
