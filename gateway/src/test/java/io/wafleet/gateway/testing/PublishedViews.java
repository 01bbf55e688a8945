package io.wafleet.gateway.testing;

import io.wafleet.common.command.Command;
import java.time.Instant;
import java.time.ZoneOffset;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The views that session-worker and webhook-relay publish, as tables that a test fills. */
public record PublishedViews(JdbcClient database) {

    static final byte[] PIXELS = {(byte) 0x89, 'P', 'N', 'G'};

    static PublishedViews in(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        PublishedViews views = new PublishedViews(JdbcClient.create(source));
        for (String statement : TABLES.split(";")) {
            if (!statement.isBlank()) {
                views.database.sql(statement).update();
            }
        }
        return views;
    }

    public void account(String id, String status, String qr) {
        database.sql("""
                        insert into session.account_view (id, name, network, desired, status, status_seq, reason_code, reason,
                            message_count, qr_raw, qr_expires_at, metadata, epoch, created_at, updated_at)
                        values (?, ?, 'sandbox', 'running', ?, 3, 'CREATED', 'As asked', 0, ?, now() + interval '20 seconds',
                            '{"team":"a"}', 1, now(), now())
                        on conflict (id) do update set status = excluded.status, qr_raw = excluded.qr_raw""").params(id, "Name of " + id, status, qr).update();
    }

    public void message(String account, String id, long seq, String text) {
        database.sql("""
                        insert into relay.message_view (account_id, id, chat_id, direction, type, from_number, to_number,
                            is_group, message, "timestamp", at, mentions, status, metadata, backfilled, received_at, seq, media)
                        values (?, ?, '15551234567@c.us', 'inbound', 'text', '15551234567', '15557654321', false, ?,
                            1700000000, to_timestamp(1700000000), '[]', 'received', '{}', false, now(), ?,
                            '{"id":"med_1","status":"ready"}')""").params(account, id, text, seq).update();
    }

    public void media(String id, String account, String status, String mimetype, String filename, byte[] bytes) {
        database.sql("""
                        insert into session.media_view (id, account_id, message_id, chat_id, direction, status, mimetype,
                            filename, size, sha256, bytes, created_at)
                        values (?, ?, 'm', 'c', 'inbound', ?, ?, ?, ?, 'ab12', ?, now())""")
                .params(id, account, status, mimetype, filename, bytes.length, bytes)
                .update();
    }

    public void delivery(String id, String account, long seq) {
        database.sql("""
                        insert into relay.delivery_view (id, endpoint_id, account_id, url, event_id, event, status, attempts,
                            last_status_code, created_at, seq)
                        values (?, 'default', ?, 'https://example.com', 'E1', 'message.received', 'pending', 2, 503, now(), ?)""").params(id, account, seq).update();
        for (int attempt = 1; attempt <= 2; attempt++) {
            database.sql("insert into relay.attempt_view values (?, ?, now(), 503, 12, null, '<b>busy</b>')")
                    .params(id, attempt)
                    .update();
        }
    }

    public void endpoint(String account, String id) {
        database.sql("""
                        insert into relay.endpoint_view (account_id, id, url, events, headers, format, retry, timeout_ms,
                            enabled, has_secret, created_at, updated_at)
                        values (?, ?, 'https://example.com/hook', '[]', '{}', 'default', 'short', 10000, true, true, now(), now())""").params(account, id).update();
    }

    public void command(String id, String account, String status) {
        database.sql(
                        "insert into session.command_view values (?, ?, 'send', ?, null, '{\"status\":\"sent\"}', null, now(), now())")
                .params(id, account, status)
                .update();
    }

    Instant keepSnapshot(Command command) {
        Instant at = Instant.parse("2026-11-20T10:00:00Z");
        database.sql("insert into session.snapshot_view values (?, ?, ?, 2, 1, ?)")
                .params(command.id(), command.accountId().value(), PIXELS, at.atOffset(ZoneOffset.UTC))
                .update();
        return at;
    }

    private static final String TABLES = """
            create schema session;
            create schema relay;
            create table session.account_view (id text primary key, name text, network text, desired text, status text,
                status_seq bigint, reason_code text, reason text, phone text, lid text, push_name text, platform text,
                worker text, last_activity timestamptz, message_count bigint, next_attempt_at timestamptz, qr_raw text,
                qr_expires_at timestamptz, metadata jsonb, epoch bigint, created_at timestamptz, updated_at timestamptz);
            create table session.command_view (id text primary key, account_id text, type text, status text,
                client_message_id text, result jsonb, error jsonb, created_at timestamptz, finished_at timestamptz);
            create table session.snapshot_view (command_id text, account_id text, png bytea, width int, height int,
                taken_at timestamptz);
            create table session.media_view (id text, account_id text, message_id text, chat_id text, direction text,
                status text, mimetype text, filename text, size bigint, sha256 text, bytes bytea, created_at timestamptz);
            create table relay.message_view (account_id text, id text, chat_id text, direction text, type text,
                from_number text, from_lid text, author text, to_number text, is_group boolean, message text,
                "timestamp" bigint, at timestamptz, reply_to text, mentions jsonb, push_name text, media jsonb, ack text,
                status text, client_message_id text, command_id text, metadata jsonb, backfilled boolean,
                received_at timestamptz, seq bigint);
            create table relay.endpoint_view (account_id text, id text, url text, events jsonb, headers jsonb, format text,
                retry text, timeout_ms int, max_retries int, retry_delay_ms int, enabled boolean, disabled_reason text,
                has_secret boolean, created_at timestamptz, updated_at timestamptz);
            create table relay.delivery_view (id text, endpoint_id text, account_id text, url text, event_id text,
                event text, status text, attempts int, next_attempt_at timestamptz, last_status_code int, last_error text,
                created_at timestamptz, delivered_at timestamptz, seq bigint);
            create table relay.attempt_view (delivery_id text, attempt int, at timestamptz, status_code int,
                latency_ms bigint, error_code text, response_head text);
            create table relay.command_view (id text primary key, account_id text, type text, status text,
                client_message_id text, result jsonb, error jsonb, created_at timestamptz, finished_at timestamptz);
            create table relay.stats_view (messages bigint, pending_deliveries bigint, oldest_due timestamptz);
            insert into relay.stats_view values (7, 2, now())
            """;
}
