package io.wafleet.gateway.testing;

import io.wafleet.common.blob.BlobStore;
import io.wafleet.common.command.Command;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.CommandError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What session-worker and webhook-relay publish, made by their own migrations and filled by a test. */
public record PublishedViews(DataSource source, JdbcClient database) {

    static final byte[] PIXELS = {(byte) 0x89, 'P', 'N', 'G'};

    static PublishedViews in(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        migrate(source, "session", "session-worker");
        migrate(source, "relay", "webhook-relay");
        PublishedViews views = new PublishedViews(source, JdbcClient.create(source));
        views.database
                .sql("insert into relay.account (id, messages) values ('counted', 7)")
                .update();
        return views;
    }

    private static void migrate(PGSimpleDataSource source, String schema, String owner) {
        Flyway.configure()
                .dataSource(source)
                .schemas(schema)
                .defaultSchema(schema)
                .locations("filesystem:" + folder(owner).resolve("src/main/resources/db/migration"))
                .load()
                .migrate();
    }

    private static Path folder(String module) {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isDirectory(here.resolve(module))) {
            here = here.getParent();
        }
        if (here == null) {
            throw new IllegalStateException("There is no module " + module + " around here");
        }
        return here.resolve(module);
    }

    public void accountsOnShard(int shard, int count) {
        database.sql("""
                        insert into session.account
                            (id, name, network, shard, desired, status, status_seq, reason_code, created_by)
                        select 'zz-filler-' || :shard || '-' || number, 'Filler', 'sandbox', :shard, 'stopped', 'STOPPED', 1,
                            'REQUESTED', 'test'
                        from generate_series(1, :count) as number
                        """).param("shard", shard).param("count", count).update();
    }

    public void account(String id, String status, String qr) {
        database.sql("""
                        insert into session.account (id, name, network, shard, desired, status, status_seq, reason_code, reason,
                            qr_raw, qr_expires_at, metadata, epoch, created_by)
                        values (?, ?, 'sandbox', 0, 'running', ?, 3, 'CREATED', 'As asked', ?,
                            now() + interval '20 seconds', '{"team":"a"}', 1, 'test')
                        on conflict (id) do update set status = excluded.status, qr_raw = excluded.qr_raw""").params(id, "Name of " + id, status, qr).update();
    }

    /** How accounts are paced, by network, that ask for nothing else. */
    public void pacing(String byNetwork) {
        database.sql("insert into session.pacing_setting (by_network, above_all) values (?::jsonb, '{}')")
                .param(byNetwork)
                .update();
    }

    /** What an account asks for itself. */
    public void pacing(String account, String own) {
        database.sql("update session.account set pacing = ?::jsonb where id = ?")
                .params(own, account)
                .update();
    }

    /** A message that was sent so many seconds ago. */
    public void askedToSend(String account, int secondsAgo) {
        database.sql("""
                        insert into session.command (id, account_id, type, status, message_id, asked_at)
                        values (gen_random_uuid()::text, ?, 'send', 'completed', 'm', now() - make_interval(secs => ?))""").params(account, secondsAgo).update();
    }

    /** A passkey prompt that can be answered for as many seconds. */
    public void passkey(String account, String request, int seconds) {
        database.sql("""
                        update session.account
                        set passkey_request = ?::jsonb, passkey_expires_at = now() + make_interval(secs => ?)
                        where id = ?""").params(request, seconds, account).update();
    }

    public void message(String account, String id, long seq, String text) {
        database.sql("""
                        insert into relay.message (seq, account_id, id, direction, chat_id, type, from_number, to_number,
                            is_group, message, timestamp, mentions, media, metadata, backfilled, received_at)
                        overriding system value
                        values (?, ?, ?, 'inbound', '15551234567@c.us', 'text', '15551234567', '15557654321', false, ?,
                            1700000000, '[]', '{"id":"med_1","status":"ready"}', '{}', false, now())""").params(seq, account, id, text).update();
    }

    /** A message in or out of a chat; in a group somebody wrote it. */
    public void message(String account, String id, String direction, String chat, String author) {
        database.sql("""
                        insert into relay.message (account_id, id, direction, chat_id, type, from_number, to_number, author,
                            is_group, message, timestamp, mentions, metadata, backfilled, received_at)
                        values (?, ?, ?, ?, 'text', '15551234567', '15557654321', ?, ?, 'Hi', 1700000000, '[]', '{}', false,
                            now())""")
                .params(account, id, direction, chat, author, chat.endsWith("@g.us"))
                .update();
    }

    /** A line of the chat list, with the message of this seq as its last. */
    public void chat(String account, String id, String name, int unread, long lastActivity, Long lastMessage) {
        database.sql("""
                        insert into relay.chat (account_id, id, name, is_group, unread_count, last_activity, last_message)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(account, id, name, id.endsWith("@g.us"), unread, lastActivity, lastMessage)
                .update();
    }

    public void contact(String account, String phone, String name, String pushName) {
        database.sql("insert into relay.contact (account_id, id, phone, name, push_name) values (?, ?, ?, ?, ?)")
                .params(account, phone + "@c.us", phone, name, pushName)
                .update();
    }

    public void group(String account, String id, String subject, String participants) {
        database.sql("insert into relay.chat_group (account_id, id, subject, participants) values (?, ?, ?, ?::jsonb)")
                .params(account, id, subject, participants)
                .update();
    }

    public void reaction(String account, String message, String from, String emoji) {
        database.sql("""
                        insert into relay.reaction (account_id, message_id, chat_id, from_number, emoji, timestamp)
                        values (?, ?, '15551234567@c.us', ?, ?, 1700000001)""").params(account, message, from, emoji).update();
    }

    public void vote(String account, String message, String from, String options) {
        database.sql("""
                        insert into relay.vote (account_id, message_id, chat_id, from_number, options, timestamp)
                        values (?, ?, '15551234567@c.us', ?, ?::jsonb, 1700000001)""").params(account, message, from, options).update();
    }

    /** Changes a message of the log by a piece of SQL. */
    public void change(String account, String id, String assignments) {
        database.sql("update relay.message set " + assignments + " where account_id = ? and id = ?")
                .params(account, id)
                .update();
    }

    /** A file that is there; gives its hash. */
    public String media(String id, String account, String mimetype, String filename, byte[] bytes) {
        String hash = BlobStore.open(BlobStore.Kind.POSTGRES, "session", source, Path.of("nowhere"))
                .put(bytes);
        pendingMedia(id, account, mimetype, filename);
        readyMedia(id, hash, bytes.length);
        return hash;
    }

    /** The bytes of this hash are in whichever store. */
    public void readyMedia(String id, String hash, int size) {
        database.sql("update session.media set status = 'ready', sha256 = ?, size = ? where id = ?")
                .params(hash, size, id)
                .update();
    }

    /** As retention leaves it. */
    public void removedMedia(String id, String account) {
        pendingMedia(id, account, "image/png", null);
        database.sql("""
                        update session.media set status = 'ready', size = 9, removed_at = '2026-11-20T10:00:00Z'
                        where id = ?""").param(id).update();
    }

    public void pendingMedia(String id, String account, String mimetype, String filename) {
        database.sql("""
                        insert into session.media (id, account_id, message_id, chat_id, direction, status, mimetype, filename)
                        values (?, ?, 'm', 'c', 'inbound', 'pending', ?, ?)""").params(id, account, mimetype, filename).update();
    }

    /** A delivery with two attempts, the last at 503. */
    public void delivery(String id, String account, boolean global) {
        database.sql("""
                        insert into relay.delivery (id, endpoint_id, account_id, global, url, event_id, event, event_at,
                            payload, status, attempts, next_at, last_status_code, created_at)
                        values (?, 'default', ?, ?, 'https://example.com', ?, 'message.received', now(), '{}', 'pending', 2,
                            now(), 503, now())""").params(id, account, global, "event of " + id).update();
        for (int attempt = 1; attempt <= 2; attempt++) {
            database.sql("""
                            insert into relay.attempt (delivery_id, attempt, at, status_code, latency_ms, response_head)
                            values (?, ?, now(), 503, 12, '<b>busy</b>')""").params(id, attempt).update();
        }
    }

    public void endpoint(String account, String id) {
        database.sql("""
                        insert into relay.endpoint (account_id, id, url, events, secret, secret_set_by, headers, format, retry,
                            timeout_ms, enabled, configured_at, created_at, updated_at)
                        values (?, ?, 'https://example.com/hook', '[]', 'whsec_kept', 'test',
                            '{"Authorization":"Bearer xyz"}', 'default', 'short', 10000, true, now(), now(), now())""").params(account, id).update();
    }

    public void completedSend(String id, String account) {
        database.sql("""
                        insert into session.command (id, account_id, type, status, result, finished_at)
                        values (?, ?, 'send', 'completed', '{"status":"sent"}', now())""").params(id, account).update();
    }

    void failed(Command command, CommandError error) {
        database.sql("""
                        insert into session.command (id, account_id, type, status, error, finished_at)
                        values (?, ?, ?, 'failed', ?::jsonb, now())""")
                .params(
                        command.id(),
                        command.accountId().value(),
                        command.type().wireName(),
                        ContractJson.mapper().writeValueAsString(error))
                .update();
    }

    Instant keepSnapshot(Command command) {
        Instant at = Instant.parse("2026-11-20T10:00:00Z");
        database.sql("""
                        insert into session.snapshot (command_id, account_id, png, width, height, taken_at)
                        values (?, ?, ?, 2, 1, ?)""")
                .params(command.id(), command.accountId().value(), PIXELS, at.atOffset(ZoneOffset.UTC))
                .update();
        return at;
    }
}
