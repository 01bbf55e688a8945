-- What session-worker owns. Others read the views at the end and nothing else.

create table session.account (
    id              text primary key,
    name            text        not null,
    network         text        not null,
    shard           integer     not null,
    desired         text        not null check (desired in ('running', 'stopped')),
    status          text        not null,
    status_seq      bigint      not null,
    reason_code     text        not null,
    reason          text,
    phone           text,
    lid             text,
    push_name       text,
    platform        text,
    worker          text,
    last_activity   timestamptz,
    message_count   bigint      not null default 0,
    next_attempt_at timestamptz,
    qr_raw          text,
    qr_expires_at   timestamptz,
    passkey_request    jsonb,
    passkey_expires_at timestamptz,
    metadata        jsonb       not null default '{}',
    -- What the pace of its sends has otherwise than the settings.
    pacing          jsonb       not null default '{}',
    -- The ownership that wrote this row last; a write of an older one touches nothing.
    epoch           bigint      not null default 0,
    created_by      text        not null,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now()
) with (fillfactor = 70);

create index account_to_run on session.account (shard) where desired = 'running';

-- Outlives its account, so that an account made again under the same name goes on counting.
create table session.lease (
    account_id text primary key,
    epoch      bigint      not null,
    owner      text        not null,
    expires_at timestamptz not null,
    status_seq bigint      not null default 0
) with (fillfactor = 70);

create table session.command (
    id                text primary key,
    account_id        text        not null,
    type              text        not null,
    status            text        not null check (status in ('running', 'completed', 'failed')),
    client_message_id text,
    -- At most one command of an account answers for a client_message_id; the others repeat its result.
    claims_client_id  boolean     not null default false,
    content           text,
    -- Written before the page is asked to send: from here on nobody sends without having looked.
    message_id        text,
    -- When that was written first: the sends within a window are counted by it.
    asked_at          timestamptz,
    -- Whether the message of a send that was given up has turned out to be sent, and was told.
    told_late         boolean     not null default false,
    result            jsonb,
    error             jsonb,
    metadata          jsonb       not null default '{}',
    created_at        timestamptz not null default now(),
    finished_at       timestamptz
) with (fillfactor = 70);

create unique index command_client_id on session.command (account_id, client_message_id) where claims_client_id;
create index command_message on session.command (account_id, message_id) where message_id is not null;
create index command_asked on session.command (account_id, asked_at) where asked_at is not null;
create index command_age on session.command (created_at);

-- How accounts are paced that ask for nothing else, and what goes before anything they ask for; of the settings of the
-- workers, which are alike.
create table session.pacing_setting (
    one        boolean primary key default true check (one),
    by_network jsonb not null,
    above_all  jsonb not null
);

-- What WhatsApp said of numbers, and which account asked. One answer serves all accounts of the network.
create table session.contact_check (
    network    text        not null,
    phone      text        not null,
    found      boolean     not null,
    wa_id      text,
    lid        text,
    account_id text        not null,
    checked_at timestamptz not null,
    primary key (network, phone)
);

create index contact_check_budget on session.contact_check (account_id, checked_at);
create index contact_check_age on session.contact_check (checked_at);

create table session.snapshot (
    command_id text primary key,
    account_id text        not null,
    png        bytea       not null,
    width      integer     not null,
    height     integer     not null,
    taken_at   timestamptz not null
);

create index snapshot_age on session.snapshot (taken_at);

-- The same file sent to a thousand people is kept once. Empty where files are kept in a directory.
create table session.blob (
    sha256 text primary key,
    bytes  bytea       not null,
    put_at timestamptz not null default now()
);
-- Files do not get smaller by being tried again, and parts of them are read.
alter table session.blob alter column bytes set storage external;

create table session.media (
    id         text primary key,
    account_id text        not null,
    message_id text        not null,
    chat_id    text        not null,
    direction  text        not null check (direction in ('inbound', 'outbound')),
    status     text        not null check (status in ('pending', 'ready', 'failed')),
    mimetype   text,
    filename   text,
    caption    text,
    size       bigint,
    -- Of bytes that are kept.
    sha256     text,
    -- Counted before each: a file that kills its worker is not fetched for ever.
    attempts   integer     not null default 0,
    error      text,
    -- Whether it has been told how an inbound file ended; it may have ended a moment before a crash.
    told       boolean     not null default false,
    -- When retention took the bytes; the row stays for a while to say so.
    removed_at timestamptz,
    created_at timestamptz not null default now()
);

create index media_account on session.media (account_id);
create index media_untold on session.media (account_id, created_at, id) where direction = 'inbound' and not told;
create index media_age on session.media (created_at);
create index media_kept on session.media (created_at) where sha256 is not null;
create index media_blob on session.media (sha256);

-- Up to when, in seconds of WhatsApp's clock, the past of an account's present login has been told.
create table session.history (
    account_id text primary key,
    until      bigint not null
);

-- The last opening of an account's profile. Only the ownership that made it may add an archive.
create table session.profile (
    account_id   text primary key,
    opened_epoch bigint  not null,
    -- Of the newest archive; null while no login is kept.
    generation   bigint,
    -- Whether the page may have written what no archive has.
    in_use       boolean not null
);

-- Profiles, sealed. The newest of an account is kept and the one before.
create table session.profile_archive (
    id         uuid primary key,
    account_id text        not null,
    generation bigint      not null,
    epoch      bigint      not null,
    live       boolean     not null,
    format     integer     not null,
    key_id     text        not null,
    size       bigint      not null,
    chunks     integer     not null,
    sha256     text        not null,
    taken_at   timestamptz not null default now()
);

create index profile_archive_account on session.profile_archive (account_id, generation);

create table session.profile_chunk (
    archive_id uuid    not null references session.profile_archive (id) on delete cascade,
    number     integer not null,
    bytes      bytea   not null,
    primary key (archive_id, number)
);
-- What is sealed does not get smaller.
alter table session.profile_chunk alter column bytes set storage external;

-- Up to when, in seconds of WhatsApp's clock, the messages of an account's present login have been told as news, and
-- which of those after it and of the minute before. 'since' is the login: what is older is its past.
create table session.news (
    account_id text primary key,
    since      bigint not null,
    until      bigint not null,
    known      jsonb  not null default '{}'
) with (fillfactor = 70);

-- What a worker wrote that has died since is not true any more: the account is disconnected until another takes it.
create view session.account_view as
select id, name, network, desired, case when orphaned then 'DISCONNECTED' else status end as status, status_seq,
       case when orphaned then 'WORKER_LOST' else reason_code end as reason_code,
       case when not orphaned then reason end as reason, phone, lid, push_name, platform, worker, last_activity,
       message_count, next_attempt_at, case when not orphaned then qr_raw end as qr_raw,
       case when not orphaned then qr_expires_at end as qr_expires_at, metadata, by_network -> network || pacing || above_all as pacing, epoch,
       created_at, updated_at
from (select account.*, by_network, above_all,
             status in ('INIT', 'QR', 'PASSKEY', 'AUTH', 'READY', 'DEGRADED') and coalesce(expires_at < now(), false) as orphaned
      from session.account
      left join session.lease on lease.account_id = account.id
      left join session.pacing_setting on true) as account;

-- How many messages each account was asked to send of late.
create view session.recent_sends_view as
select account_id, count(*) filter (where asked_at > now() - interval '1 minute') as last_minute,
       count(*) filter (where asked_at > now() - interval '1 hour') as last_hour, count(*) as last_day
from session.command where asked_at > now() - interval '1 day' group by account_id;

create view session.shard_view as
select shard, count(*) as accounts
from session.account
group by shard;

create view session.passkey_view as
select account_id, request, expires_at
from (select account.id as account_id, passkey_request as request, passkey_expires_at as expires_at,
             coalesce(lease.expires_at < now(), false) as orphaned
      from session.account left join session.lease on lease.account_id = account.id
      where status = 'PASSKEY') as account
where not orphaned;

create view session.command_view as
select id, account_id, type, status, client_message_id, result, error, created_at, finished_at
from session.command;

create view session.snapshot_view as
select command_id, account_id, png, width, height, taken_at
from session.snapshot;

create view session.media_view as
select id, account_id, message_id, chat_id, direction, status, mimetype, filename, size, sha256, removed_at, created_at
from session.media;

create view session.blob_view as
select sha256, bytes
from session.blob;
