-- Addresses that are asked for published records by themselves. They belong to the account of the provider.
create table advisory_feed (
  account_id uuid not null references account (id),
  id uuid not null,
  url text not null check (length(url) <= 2000),
  title text not null,
  -- as what it was recognised; null until it answered once
  shape text check (shape in ('record', 'list of records', 'ROLIE feed', 'index', 'table of changes')),
  every_hours integer not null check (every_hours between 1 and 168),
  state text not null check (state in ('active', 'paused')),
  next_ask_at timestamptz not null,
  -- somebody is asking it until then; nobody else does
  asking_until timestamptz,
  asked_at timestamptz,
  -- what the last asking came to, in words; empty before the first
  answer text not null default '',
  -- by these the address knows what it gave; null where all of it has to be read again
  etag text,
  last_modified text,
  failures integer not null default 0,
  failing_since timestamptz,
  -- when staff were told that it fails
  told_at timestamptz,
  added_by text not null,
  added_at timestamptz not null,
  version integer not null default 1,
  primary key (account_id, id),
  unique (account_id, url),
  check ((failures > 0) = (failing_since is not null))
);
create index advisory_feed_due on advisory_feed (next_ask_at) where state = 'active';
alter table advisory_feed enable row level security;
alter table advisory_feed force row level security;
create policy tenant on advisory_feed using (sees(account_id)) with check (sees(account_id));
grant select, insert, update, delete on advisory_feed to holdfast_app;

-- What each asking came to.
create table advisory_feed_ask (
  account_id uuid not null references account (id),
  feed_id uuid not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('read', 'same', 'failed')),
  answer text not null,
  fresh integer not null default 0,
  amended integer not null default 0,
  same integer not null default 0,
  unread integer not null default 0,
  -- records that are new, amended, older or could not be read, each with its fate
  fates jsonb not null,
  primary key (account_id, feed_id, at),
  foreign key (account_id, feed_id) references advisory_feed (account_id, id) on delete cascade
);
alter table advisory_feed_ask enable row level security;
alter table advisory_feed_ask force row level security;
create policy tenant on advisory_feed_ask using (sees(account_id)) with check (sees(account_id));
grant select, insert, update, delete on advisory_feed_ask to holdfast_app;

-- Addresses that a feed lists, as they were read last.
create table advisory_feed_record (
  account_id uuid not null references account (id),
  feed_id uuid not null,
  address text not null check (length(address) <= 2000),
  -- what the feed said of its last change; empty where it says nothing
  changed text not null,
  etag text,
  last_modified text,
  asked_at timestamptz not null,
  -- why it could not be read; null when it was
  trouble text,
  primary key (account_id, feed_id, address),
  foreign key (account_id, feed_id) references advisory_feed (account_id, id) on delete cascade
);
alter table advisory_feed_record enable row level security;
alter table advisory_feed_record force row level security;
create policy tenant on advisory_feed_record using (sees(account_id)) with check (sees(account_id));
grant select, insert, update, delete on advisory_feed_record to holdfast_app;
