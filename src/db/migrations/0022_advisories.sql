-- The register: what is published about the vendor's software. Written by the provider's staff, read by everybody once it is published.
create table advisory (
  key text primary key check (length(key) between 3 and 60),
  -- the vendor's own number, which several records may share
  number text not null,
  kind text not null check (kind in ('JSA', 'PBN', 'TSB')),
  title text not null,
  state text not null check (state in ('draft', 'published')),
  severity text not null check (severity in ('critical', 'high', 'medium', 'low', 'none')),
  -- by this the worst stands first, in tenths: the highest of its scores, never an average
  weight smallint not null check (weight between 0 and 100),
  exploited boolean not null,
  rejected boolean not null,
  doubts integer not null,
  published_at timestamptz,
  updated_at timestamptz,
  -- the record as it was read
  record jsonb not null,
  source text not null,
  -- rises with every change, so that matching knows what it has seen
  seq bigint not null unique,
  version integer not null default 1,
  added_at timestamptz not null,
  changed_at timestamptz not null
);
create index advisory_number on advisory (number);
create sequence advisory_seq;

-- What a record said before, and the text it came from.
create table advisory_version (
  key text not null references advisory (key),
  version integer not null,
  at timestamptz not null,
  actor text not null,
  source text not null,
  updated_at timestamptz,
  changes text[] not null,
  original jsonb not null,
  primary key (key, version)
);

alter table advisory enable row level security;
alter table advisory force row level security;
create policy published on advisory for select using (state = 'published' or is_provider());
create policy provider_adds on advisory for insert with check (is_provider());
create policy provider_changes on advisory for update using (is_provider()) with check (is_provider());
alter table advisory_version enable row level security;
alter table advisory_version force row level security;
create policy of_readable on advisory_version for select using (exists (select 1 from advisory a where a.key = advisory_version.key));
create policy provider_adds on advisory_version for insert with check (is_provider());
grant select, insert, update on advisory to holdfast_app;
grant select, insert on advisory_version to holdfast_app;
grant usage on sequence advisory_seq to holdfast_app;

-- Facts that devices share: model, release and cards. Records are judged once for each, and not for each device.
create table combination (
  account_id uuid not null references account (id),
  id uuid not null,
  facts text not null,
  model text not null,
  release text not null,
  -- null when nobody has looked into the chassis
  cards text[],
  -- the register up to here has been judged
  matched_seq bigint not null default 0,
  created_at timestamptz not null,
  primary key (account_id, id),
  unique (account_id, facts)
);

-- Which facts a device had from when to when.
create table device_combination (
  account_id uuid not null references account (id),
  device_id uuid not null,
  combination_id uuid not null,
  since timestamptz not null,
  until timestamptz,
  primary key (account_id, device_id, since),
  foreign key (account_id, device_id) references device (account_id, id),
  foreign key (account_id, combination_id) references combination (account_id, id),
  check (until >= since)
);
create unique index device_combination_now on device_combination (account_id, device_id) where until is null;
create index device_combination_of on device_combination (account_id, combination_id) where until is null;

-- What a record comes to for devices of a combination, from when to when. What is not here is not affected.
create table exposure (
  account_id uuid not null references account (id),
  combination_id uuid not null,
  advisory_key text not null references advisory (key),
  since timestamptz not null,
  until timestamptz,
  verdict text not null check (verdict in ('affected', 'fixed', 'not evaluated', 'unknown')),
  -- what decided, in words
  match jsonb not null,
  primary key (account_id, combination_id, advisory_key, since),
  foreign key (account_id, combination_id) references combination (account_id, id),
  check (until >= since)
);
create unique index exposure_now on exposure (account_id, combination_id, advisory_key) where until is null;
create index exposure_of_advisory on exposure (advisory_key, account_id) where until is null;

-- The advisor's call on a record for an account, and the talk with the customer that settles it (ACP-12.p1, p2).
create table follow_up (
  account_id uuid not null references account (id),
  advisory_key text not null references advisory (key),
  opened_at timestamptz not null,
  call text not null default 'open' check (call in ('open', 'relevant', 'not relevant')),
  reason text not null default '',
  called_by text,
  called_at timestamptz,
  outcome text check (outcome in ('workaround', 'action', 'none')),
  contact text,
  discussed_on date,
  settled_by text,
  settled_at timestamptz,
  version integer not null default 1,
  primary key (account_id, advisory_key),
  check ((settled_at is null) = (outcome is null) and (settled_at is null or (contact is not null and discussed_on is not null)))
);

-- Somebody knows, and says why it may stay as it is for now: for one device, or for all of the account.
create table acknowledgement (
  account_id uuid not null references account (id),
  id uuid not null,
  advisory_key text not null references advisory (key),
  device_id uuid,
  reason text not null check (length(reason) between 1 and 2000),
  expires_on date,
  by_name text not null,
  at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  primary key (account_id, id),
  foreign key (account_id, device_id) references device (account_id, id)
);
create index acknowledgement_of on acknowledgement (account_id, advisory_key) where ended_at is null;

do $$
declare
  name text;
begin
  foreach name in array array['combination', 'device_combination', 'exposure', 'follow_up', 'acknowledgement']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (sees(account_id)) with check (sees(account_id))', name);
    execute format('grant select, insert, update on %I to holdfast_app', name);
  end loop;
end $$;

-- what began and ended in the same instant never was
grant delete on device_combination, exposure to holdfast_app;

create index device_changed on device (account_id, updated_at);
