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
    bytes      bytea       not null,
    created_at timestamptz not null
);
create index on gateway.upload (created_at);
-- Files do not get smaller by being tried again.
alter table gateway.upload alter column bytes set storage external;

-- What the session-worker reads.
create view gateway.upload_view as
select id, account_id, filename, mimetype, size, bytes, created_at
from gateway.upload;
