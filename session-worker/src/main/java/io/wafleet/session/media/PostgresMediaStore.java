package io.wafleet.session.media;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.blob.BlobStore;
import io.wafleet.common.message.Media;
import io.wafleet.common.problem.ErrorCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * One row in Postgres for each message's file, the bytes beside it: they are kept before a row names them, and what no
 * row names is swept.
 */
@Component
class PostgresMediaStore implements MediaStore {

    private final JdbcClient jdbc;
    private final BlobStore files;
    private final Clock clock;

    PostgresMediaStore(JdbcClient jdbc, BlobStore files, Clock clock) {
        this.jdbc = jdbc;
        this.files = files;
        this.clock = clock;
    }

    @Override
    public Untold expect(AccountId account, String messageId, String chatId, Media claims) {
        insert(account, messageId, chatId, "inbound", claims, null);
        return jdbc.sql("select * from session.media where id = ?")
                .param(claims.id())
                .query(PostgresMediaStore::readUntold)
                .optional()
                .orElseGet(() -> new Untold(messageId, chatId, claims, null, clock.instant()));
    }

    @Override
    public Media complete(Media media, byte[] bytes) {
        String sha256 = files.put(bytes);
        jdbc.sql("""
            update session.media
            set status = 'ready', mimetype = ?, filename = ?, size = ?, sha256 = ? where id = ?
            """)
                .param(media.mimetype())
                .param(media.filename())
                .param(bytes.length)
                .param(sha256)
                .param(media.id())
                .update();
        return ready(media, bytes, sha256);
    }

    @Override
    public int attempt(String mediaId) {
        return jdbc.sql("update session.media set attempts = attempts + 1 where id = ? returning attempts")
                .param(mediaId)
                .query(Integer.class)
                .optional()
                .orElse(1); // its account was deleted meanwhile
    }

    @Override
    public Media fail(Media media, ErrorCode error) {
        jdbc.sql("update session.media set status = 'failed', error = ? where id = ? and status = 'pending'")
                .params(error.name(), media.id())
                .update();
        return new Media(
                media.id(),
                Media.Status.FAILED,
                media.mimetype(),
                media.filename(),
                media.size(),
                media.sha256(),
                media.caption());
    }

    @Override
    public void told(String mediaId) {
        jdbc.sql("update session.media set told = true where id = ?")
                .param(mediaId)
                .update();
    }

    @Override
    public List<Untold> untold(AccountId account, @Nullable Untold after) {
        return jdbc.sql("""
            select * from session.media
            where account_id = ? and direction = 'inbound' and not told and (created_at, id) > (?, ?)
            order by created_at, id limit 200
            """)
                .param(account.value())
                .param(Timestamp.from(after == null ? Instant.EPOCH : after.since()))
                .param(after == null ? "" : after.media().id())
                .query(PostgresMediaStore::readUntold)
                .list();
    }

    @Override
    public Map<String, Media> find(List<String> mediaIds) {
        if (mediaIds.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select * from session.media where id in (:ids)")
                .param("ids", mediaIds)
                .query(PostgresMediaStore::readUntold)
                .list()
                .stream()
                .collect(Collectors.toMap(file -> file.media().id(), Untold::media));
    }

    @Override
    public Optional<Attachment> sent(String mediaId) {
        return jdbc.sql("""
            select * from session.media where id = ? and status = 'ready' and sha256 is not null
            """)
                .param(mediaId)
                .query((row, number) -> readMedia(row))
                .optional()
                .flatMap(this::attachment);
    }

    private Optional<Attachment> attachment(Media kept) {
        return files.read(Objects.requireNonNull(kept.sha256()))
                .map(bytes -> new Attachment(bytes, Objects.requireNonNull(kept.mimetype()), kept.filename()));
    }

    @Override
    public Media keepSent(AccountId account, String messageId, String chatId, Media media, byte[] bytes) {
        String sha256 = files.put(bytes);
        Media ready = ready(media, bytes, sha256);
        insert(account, messageId, chatId, "outbound", ready, sha256);
        return ready;
    }

    private void insert(
            AccountId account,
            String messageId,
            String chatId,
            String direction,
            Media media,
            @Nullable String sha256) {
        jdbc.sql("""
            insert into session.media (id, account_id, message_id, chat_id, direction, status, mimetype,
                filename, caption, size, sha256)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do nothing
            """)
                .param(media.id())
                .param(account.value())
                .param(messageId)
                .param(chatId)
                .param(direction)
                .param(media.status().name().toLowerCase(Locale.ROOT))
                .param(media.mimetype())
                .param(media.filename())
                .param(media.caption())
                .param(media.size())
                .param(sha256)
                .update();
    }

    private static Media ready(Media media, byte[] bytes, String sha256) {
        return new Media(
                media.id(),
                Media.Status.READY,
                media.mimetype(),
                media.filename(),
                (long) bytes.length,
                sha256,
                media.caption());
    }

    private static Untold readUntold(ResultSet row, int number) throws SQLException {
        String error = row.getString("error");
        return new Untold(
                row.getString("message_id"),
                row.getString("chat_id"),
                readMedia(row),
                error == null ? null : ErrorCode.valueOf(error),
                row.getTimestamp("created_at").toInstant());
    }

    private static Media readMedia(ResultSet row) throws SQLException {
        long size = row.getLong("size");
        return new Media(
                row.getString("id"),
                Media.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("mimetype"),
                row.getString("filename"),
                size == 0 ? null : size,
                row.getString("sha256"),
                row.getString("caption"));
    }
}
