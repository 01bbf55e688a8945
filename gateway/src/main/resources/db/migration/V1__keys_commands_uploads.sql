create table gateway.api_key (
    id         text primary key,
    hash       bytea       not null,
    name       text        not null,
    scopes     text[]      not null,
    accounts   text[]      not null,
    created_at timestamptz not null,
    revoked_at timestamptz
);

-- One row; signs the dashboard's sessions for all gateways.
create table gateway.signing_key (
    id    int primary key check (id = 1),
    bytes bytea not null
);

create table gateway.accepted_command (
    id         text primary key,
    account_id text,
    type       text        not null,
    body_hash  text        not null,
    -- How often its owner has refused it for the moment: the next time it is asked under a fresh id.
    attempt    int         not null default 0,
    created_at timestamptz not null
);
create index on gateway.accepted_command (created_at);

create table gateway.upload (
    id         text primary key,
    account_id text        not null,
    filename   text,
    mimetype   text,
    size       bigint      not null,
    sha256     text        not null,
    created_at timestamptz not null
);
create index on gateway.upload (created_at);
create index on gateway.upload (sha256);

-- The bytes of uploads. Empty where files are kept in a directory.
create table gateway.blob (
    sha256 text primary key,
    bytes  bytea       not null,
    put_at timestamptz not null default now()
);
-- Files do not get smaller by being tried again, and parts of them are read.
alter table gateway.blob alter column bytes set storage external;

-- What the session-worker reads.
create view gateway.upload_view as
select id, account_id, filename, mimetype, size, sha256, created_at
from gateway.upload;

create view gateway.blob_view as
select sha256, bytes
from gateway.blob;
