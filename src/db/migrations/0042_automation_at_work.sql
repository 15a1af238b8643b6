-- what service automation does once it is rolled out: feeds of inventory, collected files, events that open cases (SSM-3.2.p2 to SSM-3.2.p4)

-- a machine at the customer's, which sends for one roll-out by a key of its own
create table collector (
  account_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  name text not null check (name <> ''),
  -- the key is shown once; its hash is kept, and how it begins
  key_start text not null,
  key_hash bytea not null,
  -- for whom cases are opened
  contact_id uuid not null,
  made_by text not null,
  made_at timestamptz not null,
  revoked_by text,
  revoked_at timestamptz,
  last_used_at timestamptz,
  last_feed_at timestamptz,
  -- when somebody was told that it is silent; empty again with its next feed
  silence_told_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, contract_id) references automation_plan (account_id, contract_id),
  foreign key (account_id, contact_id) references person (account_id, id),
  check ((revoked_by is null) = (revoked_at is null))
);
create unique index collector_name on collector (account_id, contract_id, lower(name)) where revoked_at is null;
create index collector_key on collector (key_hash);

create table automation_feed (
  account_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  collector_id uuid not null,
  source text not null check (source <> ''),
  read_at timestamptz not null,
  received_at timestamptz not null,
  -- of source, time and text: the same feed sent again is the same feed
  digest bytea not null,
  listed integer not null check (listed >= 0),
  speaks text[] not null,
  unread jsonb not null,
  unread_lines integer not null check (unread_lines >= 0),
  -- a newer one was there already: it is kept in this list and counts for nothing
  late boolean not null,
  primary key (account_id, id),
  unique (account_id, collector_id, digest),
  foreign key (account_id, collector_id) references collector (account_id, id)
);
create index automation_feed_of on automation_feed (account_id, contract_id, read_at desc);
-- what the newest feed of a collector says; those of the one before it go
create table automation_feed_line (
  account_id uuid not null,
  collector_id uuid not null,
  serial text not null,
  product text not null,
  release text not null,
  site text not null,
  contract_level text not null,
  primary key (account_id, collector_id, serial),
  foreign key (account_id, collector_id) references collector (account_id, id)
);

-- a file that a script collected of a device, with its secrets masked
create table automation_file (
  account_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  collector_id uuid not null,
  device_id uuid not null,
  script text not null check (script <> ''),
  script_version text not null check (script_version <> ''),
  collected_at timestamptz not null,
  received_at timestamptz not null,
  name text not null check (name <> ''),
  digest bytea not null,
  lines integer not null check (lines >= 0),
  text text not null,
  -- something newer of the device was collected before it came: it is kept, and read no more
  late boolean not null,
  fates jsonb not null,
  primary key (account_id, id),
  unique (account_id, collector_id, device_id, collected_at, name, digest),
  foreign key (account_id, collector_id) references collector (account_id, id),
  foreign key (account_id, device_id) references device (account_id, id)
);
create index automation_file_of on automation_file (account_id, contract_id, collected_at desc);
create index automation_file_device on automation_file (account_id, device_id, collected_at desc);

-- a device and a kind of event, with the case that the newest one is about: one row orders what comes at once
create table automation_fault (
  account_id uuid not null,
  device_id uuid not null,
  kind text not null check (kind <> ''),
  case_id uuid,
  primary key (account_id, device_id, kind),
  foreign key (account_id, device_id) references device (account_id, id),
  foreign key (account_id, case_id) references support_case (account_id, id)
);
create table automation_event (
  account_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  collector_id uuid not null,
  -- as it was sent; the device where it is known
  serial text not null,
  device_id uuid,
  kind text not null check (kind <> ''),
  severity text not null check (severity in ('critical', 'major', 'minor')),
  at timestamptz not null,
  received_at timestamptz not null,
  text text not null,
  -- the collector's own number of it
  sent_as text,
  fate text not null check (fate in ('opened', 'added', 'test', 'refused')),
  case_id uuid,
  decision_id uuid,
  clauses text[] not null,
  why text not null,
  primary key (account_id, id),
  unique (account_id, collector_id, sent_as),
  foreign key (account_id, collector_id) references collector (account_id, id),
  foreign key (account_id, device_id) references device (account_id, id),
  foreign key (account_id, case_id) references support_case (account_id, id),
  foreign key (account_id, decision_id) references decision (account_id, id),
  check ((case_id is not null) = (fate in ('opened', 'added'))),
  check (fate <> 'refused' or clauses <> '{}')
);
create index automation_event_of on automation_event (account_id, contract_id, received_at desc);
create index automation_event_case on automation_event (account_id, case_id) where case_id is not null;

-- a round may take the customer's side from feeds; what they make agree is settled by them
alter table reconciliation add column source text not null default 'list' check (source in ('list', 'feed'));
alter table reconciliation add column read_at timestamptz;
alter table reconciliation_difference drop constraint reconciliation_difference_decision_check;
alter table reconciliation_difference add constraint reconciliation_difference_decision_check
  check (decision in ('take-theirs', 'keep-ours', 'not-a-device', 'agrees'));
alter table reconciliation_event drop constraint reconciliation_event_kind_check;
alter table reconciliation_event add constraint reconciliation_event_kind_check
  check (kind in ('opened', 'fed', 'settled', 'reopened', 'signed', 'agreed', 'withdrawn'));

alter table collector enable row level security;
alter table collector force row level security;
create policy tenant on collector using (sees(account_id)) with check (sees(account_id));
alter table automation_feed enable row level security;
alter table automation_feed force row level security;
create policy tenant on automation_feed using (sees(account_id)) with check (sees(account_id));
alter table automation_feed_line enable row level security;
alter table automation_feed_line force row level security;
create policy tenant on automation_feed_line using (sees(account_id)) with check (sees(account_id));
alter table automation_file enable row level security;
alter table automation_file force row level security;
create policy tenant on automation_file using (sees(account_id)) with check (sees(account_id));
alter table automation_fault enable row level security;
alter table automation_fault force row level security;
create policy tenant on automation_fault using (sees(account_id)) with check (sees(account_id));
alter table automation_event enable row level security;
alter table automation_event force row level security;
create policy tenant on automation_event using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on collector to holdfast_app;
grant select, insert on automation_feed to holdfast_app;
grant select, insert, delete on automation_feed_line to holdfast_app;
grant select, insert on automation_file to holdfast_app;
grant select, insert, update on automation_fault to holdfast_app;
grant select, insert on automation_event to holdfast_app;
