create table if not exists phone (
    number text primary key,
    lid    text not null unique,
    name   text
);

create table if not exists passkey (
    number      text primary key,
    private_key blob not null,
    public_key  blob not null
);

create table if not exists device (
    token       text primary key,
    number      text    not null,
    device      integer not null,
    name        text    not null,
    linked_at   integer not null,
    unlinked_at integer,
    unique (number, device)
);

create table if not exists outbox (
    seq         integer primary key autoincrement,
    token       text not null,
    message_key text,
    frame       text not null
);

create index if not exists outbox_by_token on outbox (token, message_key);

create table if not exists chat_group (
    id      text primary key,
    subject text not null,
    owner   text not null
);

create table if not exists group_member (
    group_id text    not null,
    member   text    not null,
    admin    boolean not null default false,
    primary key (group_id, member)
);

create table if not exists message (
    seq         integer primary key autoincrement,
    account     text    not null,
    message_key text    not null,
    id          text    not null,
    chat        text    not null,
    from_me     boolean not null,
    sender      text    not null,
    recipient   text    not null,
    wire        text    not null,
    time        integer not null,
    parent      text,
    ack         integer not null,
    hidden      boolean not null default false,
    sends       integer not null default 1,
    unique (account, message_key)
);

-- How far one message of an account came with one phone: several rows for a message to a group.
create table if not exists receipt (
    account text    not null,
    id      text    not null,
    phone   text    not null,
    ack     integer not null,
    primary key (account, id, phone)
);

create index if not exists message_by_account on message (account, seq);
create index if not exists message_by_parent on message (account, parent) where parent is not null;
create index if not exists message_on_its_way on message (seq) where from_me and ack = 1;
create index if not exists message_by_id on message (id);
create index if not exists message_by_recipient on message (recipient);

create table if not exists media (
    hash      text primary key,
    bytes     blob    not null,
    stored_at integer not null
);

create table if not exists knob (
    account text primary key,
    changes text not null
);
