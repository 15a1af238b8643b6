-- Files that are kept for an account beside its cases: plans, designs, what was made, what proves that something was done.
create table document (
  account_id uuid not null references account (id),
  id uuid not null,
  name text not null check (name <> ''),
  media_type text not null,
  size_bytes bigint not null check (size_bytes >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- whether secrets were found in it: then it is handed out masked
  secrets text not null check (secrets in ('none', 'masked', 'not-looked')),
  kept_by text not null,
  kept_at timestamptz not null,
  primary key (account_id, id)
);

-- Work by arrangement: what was asked for, what both sides approved, what was made and who signed for it.
alter table account_counter add column request_number integer not null default 0;
alter table account_counter add column addendum_number integer not null default 0;
create table service_request (
  account_id uuid not null references account (id),
  id uuid not null,
  number text not null,
  contract_id uuid not null,
  offering text not null,
  offering_version integer not null,
  service text not null,
  title text not null,
  state text not null check (state in ('asked', 'assessed', 'quoted', 'agreed', 'active', 'commenced', 'delivered', 'completed', 'declined', 'cancelled')),
  asked_by text not null,
  asked_by_id uuid,
  asked_at timestamptz not null,
  -- what the customer wants, and what it was told of the scope
  wanted jsonb not null,
  scope jsonb,
  -- somebody of the provider, for this request only; empty for the pool
  engineer text not null default '',
  -- the version of the task order that holds
  task_order integer,
  movement_id uuid,
  active_on date,
  first_day date,
  last_day date,
  commenced_at timestamptz,
  closed_at timestamptz,
  -- why nothing can be done for the time being
  paused_on date,
  paused_why text,
  version integer not null default 1,
  primary key (account_id, id),
  unique (account_id, number),
  foreign key (account_id, contract_id) references contract (account_id, id),
  foreign key (account_id, movement_id) references credit_movement (account_id, id),
  check ((paused_on is null) = (paused_why is null)),
  check (state not in ('active', 'commenced', 'delivered', 'completed') or (active_on is not null and first_day is not null and last_day >= first_day))
);
create index service_request_open on service_request (state, account_id) where state not in ('completed', 'declined', 'cancelled');
create index service_request_newest on service_request (account_id, asked_at desc);
create table request_event (
  account_id uuid not null,
  request_id uuid not null,
  seq integer not null check (seq > 0),
  at timestamptz not null,
  actor text not null,
  actor_name text not null,
  kind text not null,
  body jsonb not null,
  primary key (account_id, request_id, seq),
  foreign key (account_id, request_id) references service_request (account_id, id)
);
create table task_order (
  account_id uuid not null,
  request_id uuid not null,
  version integer not null check (version > 0),
  content jsonb not null,
  -- of the content as it is, so that a signature is on these words
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  provider_signed_by text not null,
  provider_signed_at timestamptz not null,
  customer_signed_by text,
  customer_signed_at timestamptz,
  -- the customer would not have it
  turned_down_by text,
  turned_down_at timestamptz,
  turned_down_why text,
  primary key (account_id, request_id, version),
  foreign key (account_id, request_id) references service_request (account_id, id),
  check ((customer_signed_by is null) = (customer_signed_at is null)),
  check (customer_signed_by is null or turned_down_by is null)
);
create table request_deliverable (
  account_id uuid not null,
  request_id uuid not null,
  code text not null,
  title text not null,
  clauses text[] not null,
  due_on date not null,
  -- told not to be wanted, by the customer
  waived_by text,
  waived_why text,
  primary key (account_id, request_id, code),
  foreign key (account_id, request_id) references service_request (account_id, id)
);
create table request_paper (
  account_id uuid not null,
  request_id uuid not null,
  code text not null,
  version integer not null check (version > 0),
  -- what it says, a file, or a review that was released
  text text not null,
  document_id uuid,
  review text,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  sent_by text not null,
  sent_at timestamptz not null,
  -- the last working day on which an answer is in time; null where none is asked for
  sign_by date,
  signed_by text,
  signed_at timestamptz,
  outcome text check (outcome in ('accepted', 'rejected')),
  reason text,
  primary key (account_id, request_id, code, version),
  foreign key (account_id, request_id) references service_request (account_id, id),
  foreign key (account_id, document_id) references document (account_id, id),
  check ((outcome is null) = (signed_by is null and signed_at is null)),
  check (outcome is distinct from 'rejected' or reason <> '')
);
-- units of a service that were bought at its list price: one pays for one window
create table service_unit (
  account_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  service text not null,
  bought integer not null check (bought between 1 and 10000),
  used integer not null default 0 check (used between 0 and bought),
  bought_on date not null,
  po_number text not null check (po_number <> ''),
  price_list text not null,
  cents bigint not null check (cents >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  primary key (account_id, id),
  foreign key (account_id, contract_id) references contract (account_id, id)
);
create table service_unit_use (
  account_id uuid not null,
  unit_id uuid not null,
  request_id uuid not null,
  units integer not null check (units > 0),
  given_back_at timestamptz,
  primary key (account_id, unit_id, request_id),
  foreign key (account_id, unit_id) references service_unit (account_id, id),
  foreign key (account_id, request_id) references service_request (account_id, id)
);
-- A supplement to a service description; it changes nothing before both signatures are on it.
create table addendum (
  account_id uuid not null,
  id uuid not null,
  number text not null,
  contract_id uuid not null,
  title text not null check (title <> ''),
  text text not null check (text <> ''),
  serials text[] not null,
  options text[] not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  written_by text not null,
  written_at timestamptz not null,
  vendor_signed_by text,
  vendor_signed_at timestamptz,
  vendor_signed_on date,
  customer_signed_by text,
  customer_signed_at timestamptz,
  customer_signed_on date,
  primary key (account_id, id),
  unique (account_id, number),
  foreign key (account_id, contract_id) references contract (account_id, id),
  check ((vendor_signed_by is null) = (vendor_signed_at is null and vendor_signed_on is null)),
  check ((customer_signed_by is null) = (customer_signed_at is null and customer_signed_on is null))
);

alter table document enable row level security;
alter table document force row level security;
create policy tenant on document using (sees(account_id)) with check (sees(account_id));
alter table service_request enable row level security;
alter table service_request force row level security;
create policy tenant on service_request using (sees(account_id)) with check (sees(account_id));
alter table request_event enable row level security;
alter table request_event force row level security;
create policy tenant on request_event using (sees(account_id)) with check (sees(account_id));
alter table task_order enable row level security;
alter table task_order force row level security;
create policy tenant on task_order using (sees(account_id)) with check (sees(account_id));
alter table request_deliverable enable row level security;
alter table request_deliverable force row level security;
create policy tenant on request_deliverable using (sees(account_id)) with check (sees(account_id));
alter table request_paper enable row level security;
alter table request_paper force row level security;
create policy tenant on request_paper using (sees(account_id)) with check (sees(account_id));
alter table service_unit enable row level security;
alter table service_unit force row level security;
create policy tenant on service_unit using (sees(account_id)) with check (sees(account_id));
alter table service_unit_use enable row level security;
alter table service_unit_use force row level security;
create policy tenant on service_unit_use using (sees(account_id)) with check (sees(account_id));
alter table addendum enable row level security;
alter table addendum force row level security;
create policy tenant on addendum using (sees(account_id)) with check (sees(account_id));
grant select, insert on document to holdfast_app;
grant select, insert, update on service_request to holdfast_app;
grant select, insert on request_event to holdfast_app;
grant select, insert, update on task_order to holdfast_app;
grant select, insert, update on request_deliverable to holdfast_app;
grant select, insert, update on request_paper to holdfast_app;
grant select, insert, update on service_unit to holdfast_app;
grant select, insert, update on service_unit_use to holdfast_app;
grant select, insert, update on addendum to holdfast_app;
