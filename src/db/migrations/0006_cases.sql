create table support_case (
  account_id uuid not null references account (id),
  id uuid not null,
  number text not null,
  kind text not null check (kind in ('tech', 'admin')),
  summary text not null check (length(summary) between 1 and 300),
  device_id uuid,
  contract_id uuid,
  offering text,
  decision_id uuid not null,
  priority text not null check (priority in ('P1', 'P2', 'P3', 'P4')),
  channel text not null check (channel in ('phone', 'web', 'api', 'automation')),
  queue text not null check (queue in ('expert', 'standard', 'customer-care')),
  state text not null,
  customer_reference text not null default '',
  requester_id uuid,
  owner_id uuid,
  reported_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- the promise as it was when the case was made (design, section 4.6)
  terms jsonb not null,
  -- a cache of what the clock says; may be deleted and computed again
  due_at timestamptz,
  responded_at timestamptz,
  response text not null check (response in ('running', 'met', 'missed', 'none')),
  escalated_at timestamptz,
  closed_at timestamptz,
  search tsvector not null,
  last_event integer not null default 0,
  version integer not null default 1,
  primary key (account_id, id),
  unique (account_id, number),
  foreign key (account_id, device_id) references device (account_id, id),
  foreign key (account_id, contract_id) references contract (account_id, id),
  foreign key (account_id, decision_id) references decision (account_id, id),
  foreign key (account_id, requester_id) references person (account_id, id)
);
create index support_case_due on support_case (due_at) where response = 'running' and closed_at is null;
create index support_case_open on support_case (queue, due_at) where closed_at is null;
create index support_case_account on support_case (account_id, created_at desc);
create index support_case_reference on support_case (account_id, lower(customer_reference)) where customer_reference <> '';
create index support_case_search on support_case using gin (search);
create index support_case_device on support_case (account_id, device_id);

-- All that happened to a case, in order. The case row is a cache of it.
create table case_event (
  account_id uuid not null references account (id),
  case_id uuid not null,
  seq integer not null,
  kind text not null,
  visibility text not null check (visibility in ('public', 'internal')),
  at timestamptz not null,
  logged_at timestamptz not null,
  actor text not null,
  actor_name text not null,
  body jsonb not null,
  primary key (account_id, case_id, seq),
  foreign key (account_id, case_id) references support_case (account_id, id)
);

create table attachment (
  account_id uuid not null references account (id),
  id uuid not null,
  case_id uuid not null,
  name text not null,
  media_type text not null,
  size_bytes bigint not null,
  sha256 text not null,
  visibility text not null check (visibility in ('public', 'internal')),
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, case_id) references support_case (account_id, id)
);
create index attachment_case on attachment (account_id, case_id);

create table case_link (
  account_id uuid not null references account (id),
  case_id uuid not null,
  other_id uuid not null,
  kind text not null check (kind in ('related', 'duplicate', 'caused-by')),
  at timestamptz not null,
  actor text not null,
  primary key (account_id, case_id, other_id),
  foreign key (account_id, case_id) references support_case (account_id, id),
  foreign key (account_id, other_id) references support_case (account_id, id),
  check (case_id <> other_id)
);

create table rma (
  account_id uuid not null references account (id),
  id uuid not null,
  number text not null,
  case_id uuid not null,
  device_id uuid not null,
  reason text not null,
  state text not null check (state in ('requested', 'approved', 'shipped', 'received', 'closed', 'cancelled')),
  replacement_serial text,
  ship_to text not null default '',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (account_id, id),
  unique (account_id, number),
  foreign key (account_id, case_id) references support_case (account_id, id),
  foreign key (account_id, device_id) references device (account_id, id)
);

-- A step up: who was told, at which instant it was due, when it happened.
create table escalation (
  account_id uuid not null references account (id),
  id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('missed-response', 'requested')),
  step integer not null,
  due_at timestamptz not null,
  at timestamptz not null,
  reason text not null,
  clauses text[] not null,
  told jsonb not null,
  raised_by text not null,
  ended_at timestamptz,
  primary key (account_id, id),
  unique (account_id, case_id, kind, step, due_at),
  foreign key (account_id, case_id) references support_case (account_id, id)
);
