-- Accounts as the relay knows them: the highest epoch seen, and how many messages are in the log. 'asked_at' is when the
-- last wish for an endpoint of it was made, 'deleted_at' when it was deleted last, both by Kafka's clock: commands and
-- events come in no common order.
create table account (
  id         text primary key,
  epoch      bigint not null default 0,
  messages   bigint not null default 0,
  asked_at   timestamptz,
  deleted_at timestamptz
);
create index account_deleted on account (deleted_at) where deleted_at is not null;

-- Events that took effect. 'record' names the Kafka record they came in, so that an event of a deleted account is not
-- taken for new when its record is read again, and an account made anew under the same id is not taken for old.
create table seen_event (
  id         text primary key,
  account_id text not null,
  record     text not null,
  retired    boolean not null default false,
  at         timestamptz not null
);
create index seen_event_account on seen_event (account_id) where not retired;
create index seen_event_at on seen_event using brin (at);

-- Finds a piece of text anywhere in a word, in any script, by an index. Anybody who may create a schema may create it.
create extension if not exists pg_trgm;

-- The form in which texts are searched: upper and lower case, full-width and composed letters are the same.
create function search_form(words text) returns text
  immutable strict parallel safe
  return lower(normalize(words, nfkc));

-- What 'words' is like where these words are in it; they mean only themselves.
create function search_pattern(words text) returns text
  immutable strict parallel safe
  return '%' || replace(replace(replace(search_form(words), '\', '\\'), '%', '\%'), '_', '\_') || '%';

-- What is longer than its check allows could be too long for an index. The same id in two chats is two messages: who
-- writes a message chooses its id. 'history' is what stood in a chat before and was told after the fact.
create table message (
  seq               bigint generated always as identity unique,
  account_id        text not null,
  id                text not null check (octet_length(id) <= 512),
  direction         text not null check (direction in ('inbound', 'outbound')),
  chat_id           text not null check (octet_length(chat_id) <= 512),
  type              text not null,
  from_number       text not null,
  from_lid          text,
  author            text,
  to_number         text not null,
  is_group          boolean not null,
  message           text,
  -- Seconds that to_timestamp takes, to the end of the year 9999.
  timestamp         bigint not null check (timestamp between 0 and 253402300799),
  reply_to          text,
  mentions          jsonb not null,
  forwarded         boolean not null default false,
  push_name         text,
  media             jsonb,
  location          jsonb,
  contacts          jsonb not null default '[]',
  poll              jsonb,
  ack               smallint check (ack between 0 and 5),
  edited_at         bigint,
  revoked_at        bigint,
  revoked_by        text,
  client_message_id text,
  command_id        text check (octet_length(command_id) <= 512),
  metadata          jsonb not null,
  backfilled        boolean not null,
  history           boolean not null default false,
  received_at       timestamptz not null,
  words             text generated always as (search_form(
    coalesce(message, '') || coalesce(e'\n' || (media ->> 'caption'), '') || coalesce(e'\n' || (media ->> 'filename'), '')
    || coalesce(e'\n' || (location ->> 'name'), '') || coalesce(e'\n' || (location ->> 'address'), '')
    || coalesce(e'\n' || (contacts -> 0 ->> 'name'), '') || coalesce(e'\n' || (poll ->> 'question'), ''))) stored,
  primary key (account_id, id, chat_id, direction)
);
create index message_of_account on message (account_id, timestamp, seq);
create index message_of_chat on message (account_id, chat_id, timestamp, seq);
create index message_of_type on message (account_id, type, timestamp, seq) where type <> 'text';
create index message_unsent on message (account_id, timestamp, seq) where ack <= 1;
create index message_of_command on message (account_id, command_id) where command_id is not null;
-- New words wait in a list, which every search reads whole (10 ms for 8 MB), until there are enough to be put in at once.
create index message_words on message using gin (words gin_trgm_ops) with (gin_pending_list_limit = 8192);

-- An acknowledgement can be told before the message it is about.
create table early_ack (
  account_id text not null,
  message_id text not null check (octet_length(message_id) <= 512),
  ack        smallint not null,
  at         timestamptz not null,
  primary key (account_id, message_id)
);

-- So can a change of a message, which waits here for it, as it was told.
create table early_change (
  account_id text not null,
  message_id text not null check (octet_length(message_id) <= 512),
  chat_id    text not null check (octet_length(chat_id) <= 512),
  type       text not null,
  data       jsonb not null,
  at         timestamptz not null,
  primary key (account_id, message_id, chat_id, type)
);

-- One for each person and message, the newest; without an emoji it was taken away. It needs no message to be there.
create table reaction (
  account_id  text not null,
  message_id  text not null check (octet_length(message_id) <= 512),
  chat_id     text not null check (octet_length(chat_id) <= 512),
  from_number text not null check (octet_length(from_number) <= 512),
  from_lid    text,
  emoji       text not null check (octet_length(emoji) <= 512),
  timestamp   bigint not null,
  primary key (account_id, message_id, chat_id, from_number)
);

-- One for each person and poll, the newest; without options it was taken back.
create table vote (
  account_id  text not null,
  message_id  text not null check (octet_length(message_id) <= 512),
  chat_id     text not null check (octet_length(chat_id) <= 512),
  from_number text not null check (octet_length(from_number) <= 512),
  from_lid    text,
  options     jsonb not null,
  timestamp   bigint not null,
  primary key (account_id, message_id, chat_id, from_number)
);

-- 'last_message' is the seq of the newest message, 'last_message_at' its time; 'last_activity' is that, or what WhatsApp
-- said. 'counted_to' is the time up to which WhatsApp's own count of unread messages has counted.
create table chat (
  account_id      text not null,
  id              text not null check (octet_length(id) <= 512),
  lid             text,
  name            text,
  is_group        boolean not null,
  unread_count    integer not null default 0,
  marked_unread   boolean not null default false,
  archived        boolean not null default false,
  pinned          boolean not null default false,
  muted           boolean not null default false,
  last_message    bigint,
  last_message_at bigint not null default 0,
  last_activity   bigint not null default 0,
  seen_at         bigint not null default 0,
  counted_to      bigint not null default 0,
  primary key (account_id, id)
);
create index chat_activity on chat (account_id, last_activity, id);

-- The id is that of the chat with them: the number, or the hidden id while the number is not known.
create table contact (
  account_id  text not null,
  id          text not null check (octet_length(id) <= 512),
  phone       text,
  lid         text,
  name        text,
  push_name   text,
  is_business boolean not null default false,
  primary key (account_id, id)
);

create table chat_group (
  account_id   text not null,
  id           text not null check (octet_length(id) <= 512),
  subject      text,
  description  text,
  owner        text,
  created_at   bigint,
  participants jsonb not null,
  primary key (account_id, id)
);

-- 'configured_at' is when the last wish about it was made, by Kafka's clock. 'secret' and the values of 'headers' are
-- sealed: the id of a key that is not here, a dot, and the ciphertext in base64. So is 'old_secret', which signs beside
-- the new one until 'old_secret_until'.
create table endpoint (
  key             bigint generated always as identity primary key,
  account_id      text,
  id              text not null,
  url             text not null,
  events          jsonb not null,
  secret          text not null,
  secret_set_by   text not null,
  old_secret      text,
  old_secret_until timestamptz,
  headers         jsonb not null,
  format          text not null,
  retry           text not null,
  ordering        text not null default 'none',
  timeout_ms      integer not null,
  max_retries     integer,
  retry_delay_ms  integer,
  hub_signature   boolean not null default false,
  enabled         boolean not null,
  disabled_reason text,
  -- When it was disabled without anybody asking, until everybody is told.
  untold_since    timestamptz,
  configured_at   timestamptz not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null
);
create unique index endpoint_name on endpoint (coalesce(account_id, ''), id);
create index endpoint_untold on endpoint (untold_since) where untold_since is not null;

-- Endpoints without a success since their first failure, 'since'. 'failures' are in a row; the breaker is open while
-- there is a 'probe_at', when one delivery may be tried; while 'probing' that is when the trial must have ended. 'told' is
-- the last percentage of the time until it is disabled that was told.
create table failing_endpoint (
  endpoint_key  bigint primary key,
  since         timestamptz not null,
  last_at       timestamptz not null,
  failures      integer not null default 0,
  failed_probes integer not null default 0,
  told          integer not null default 0,
  probing       boolean not null default false,
  probe_at      timestamptz
) with (fillfactor = 50);

-- One row for each event and endpoint. 'pending' is what still has to leave: 'in_lane', one after the other, until its
-- first attempt, with an endpoint that keeps a strict order until its last; otherwise by next_at, which a claim pushes out
-- for as long as the attempt may take.
create table delivery (
  seq              bigint generated always as identity primary key,
  id               text not null unique,
  endpoint_key     bigint,
  endpoint_id      text not null,
  account_id       text,
  -- Whether it is the global endpoint's: what goes on there is nobody's business who sees some accounts only.
  global           boolean not null,
  url              text not null,
  event_id         text not null,
  event            text not null,
  event_at         timestamptz not null,
  payload          text not null,
  status           text not null check (status in ('pending', 'delivered', 'dead', 'cancelled')),
  attempts         integer not null default 0,
  in_lane          boolean not null default true,
  round_start      integer not null default 0,
  next_at          timestamptz not null,
  last_status_code integer,
  last_error       text,
  created_at       timestamptz not null,
  delivered_at     timestamptz,
  unique (endpoint_key, event_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
create index delivery_in_lane on delivery (endpoint_key, account_id, seq) where status = 'pending' and in_lane;
create index delivery_retry on delivery (endpoint_key, next_at) where status = 'pending' and not in_lane;
create index delivery_of_account on delivery (account_id, seq);
create index delivery_of_global on delivery (seq) where global;
create index delivery_created on delivery using brin (created_at);

-- What is in a lane, of one account to one endpoint, leaves one after the other: whoever holds the lane sends it. Between
-- the attempts of an endpoint that keeps a strict order nobody holds it, and 'held_until' is when the next is due.
create table lane (
  endpoint_key  bigint not null,
  account_id    text not null,
  waiting       boolean not null,
  waiting_since timestamptz not null,
  held_until    timestamptz not null,
  holder        text,
  primary key (endpoint_key, account_id)
) with (fillfactor = 50);
create index lane_waiting on lane (waiting_since) where waiting;

-- Attempts are only ever added, and go a day at a time: each day is a table of its own, made ahead and dropped whole.
-- 'attempt_other' has what belongs to no day that was made, so that none is ever refused. That an attempt is logged once
-- is the doing of who adds it: it adds what has changed its delivery.
create table attempt (
  delivery_id   text not null,
  attempt       integer not null,
  at            timestamptz not null,
  status_code   integer,
  latency_ms    bigint not null,
  error_code    text,
  response_head text
) partition by range (at);
create index attempt_of_delivery on attempt (delivery_id, attempt);
create table attempt_other partition of attempt default;

-- Relay commands and how they ended. 'told_at' is empty until the result is on Kafka.
create table command (
  id              text primary key,
  account_id      text,
  type            text not null,
  status          text not null check (status in ('running', 'completed', 'failed')),
  result          jsonb,
  error           jsonb,
  created_at      timestamptz not null,
  finished_at     timestamptz,
  told_at         timestamptz,
  reply_topic     text,
  reply_partition integer,
  correlation_id  bytea
);
-- Replays of many deliveries that are not at their end. Those with a seq above 'at' and up to 'up_to' are still to be seen.
create table replay (
  command_id  text primary key,
  account_id  text,
  endpoint_id text,
  global      boolean,
  status      text not null,
  since       timestamptz not null,
  until       timestamptz not null,
  at          bigint not null,
  up_to       bigint not null,
  total       bigint,
  replayed    bigint not null default 0,
  skipped     bigint not null default 0,
  worked_at   timestamptz not null
);

create index command_untold on command (created_at) where told_at is null;

create view message_view as
select account_id, id, chat_id, direction, type, from_number, from_lid, author, to_number, is_group, message, timestamp,
       to_timestamp(timestamp) as at, reply_to, mentions, forwarded, push_name, media, location, contacts, poll,
       (array['failed', 'pending', 'sent', 'delivered', 'read', 'played'])[ack + 1] as ack, ack as ack_level,
       case when direction = 'inbound' then 'received'
            when ack is null then 'sent'
            else (array['failed', 'pending', 'sent', 'delivered', 'read', 'played'])[ack + 1] end as status,
       edited_at, revoked_at, revoked_by, client_message_id, command_id, metadata, backfilled, history, received_at, words,
       seq
from message;

create view reaction_view as
select account_id, message_id, chat_id, from_number, from_lid, emoji, timestamp from reaction where emoji <> '';

create view vote_view as
select account_id, message_id, chat_id, from_number, from_lid, options, timestamp from vote where options <> '[]';

create view contact_view as
select account_id, id, phone, lid, name, push_name, is_business from contact;

create view group_view as
select account_id, id, subject, description, owner, created_at, participants from chat_group;

-- A name that WhatsApp made of the number is worth less than the name they chose for themselves.
create view chat_view as
select c.account_id, c.id, c.lid,
       case when c.is_group then coalesce(g.subject, c.name)
            else coalesce(p.name, nullif(regexp_replace(c.name, '^[-+0-9() ]*$', ''), ''), p.push_name, c.name)
       end as name,
       c.is_group, c.unread_count, c.marked_unread, c.archived, c.pinned, c.muted, c.last_activity, c.seen_at,
       c.last_message
from chat c
left join contact p on p.account_id = c.account_id and p.id = c.id
left join chat_group g on g.account_id = c.account_id and g.id = c.id;

-- Shows no secret, not even a sealed one.
create view endpoint_view as
select e.account_id, e.id, e.url, e.events,
       (select coalesce(jsonb_object_agg(key, '***'::text), '{}') from jsonb_each(e.headers)) as headers, e.format, e.retry, e.ordering,
       e.timeout_ms, e.max_retries, e.retry_delay_ms, e.enabled, e.disabled_reason, true as has_secret,
       case when e.old_secret_until > now() then e.old_secret_until end as old_secret_until, e.hub_signature, e.created_at,
       e.updated_at, f.since as failing_since,
       case when f.probe_at is null then 'closed' when f.probing and f.probe_at > now() then 'half_open' else 'open'
       end as breaker,
       case when not f.probing then f.probe_at end as next_probe_at
from endpoint e left join failing_endpoint f on f.endpoint_key = e.key;

-- A pending delivery that has failed at least once shows as 'failed'; 'dead' is given up and can be replayed.
create view delivery_view as
select id, endpoint_id, account_id, global, url, event_id, event,
       case when status = 'pending' and attempts > 0 then 'failed' else status end as status,
       attempts, case when status = 'pending' then next_at end as next_attempt_at, last_status_code, last_error,
       created_at, delivered_at, seq
from delivery;

create view attempt_view as
select delivery_id, attempt, at, status_code, latency_ms, error_code, response_head from attempt;

create view command_view as
select id, account_id, type, status, null::text as client_message_id, result, error, created_at, finished_at
from command;

-- What waits for each endpoint: counted in the indexes, for there may be millions.
create view backlog_view as
select e.key as endpoint_key, e.disabled_reason is not null as disabled, lanes.waiting + retries.waiting as waiting,
       least(oldest.due_at, retries.due_at) as oldest_due
from endpoint e
cross join lateral (
  select count(*) as waiting from delivery d
  where d.endpoint_key = e.key and d.status = 'pending' and d.in_lane) lanes
cross join lateral (
  select count(*) as waiting, min(d.next_at) as due_at from delivery d
  where d.endpoint_key = e.key and d.status = 'pending' and not d.in_lane) retries
cross join lateral (
  select min(first.next_at) as due_at
  from lane l cross join lateral (
    select d.next_at from delivery d
    where d.endpoint_key = l.endpoint_key and d.account_id = l.account_id and d.status = 'pending' and d.in_lane
    order by d.seq limit 1) first
  where l.endpoint_key = e.key and l.waiting) oldest;

create view stats_view as
select (select coalesce(sum(messages), 0)::bigint from account) as messages,
       coalesce(sum(waiting), 0)::bigint as pending_deliveries, min(oldest_due) as oldest_due
from backlog_view;
