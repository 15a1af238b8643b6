create table decision (
  account_id uuid not null references account (id),
  id uuid not null,
  at timestamptz not null,
  actor text not null,
  act text not null,
  verdict text not null check (verdict in ('granted', 'refused', 'needs approval')),
  offering text,
  offering_version integer,
  -- the act and every fact it was judged from, so that it can be judged again as of its date
  question jsonb not null,
  answer jsonb not null,
  -- every clause that spoke, and those that decided
  clauses text[] not null,
  decided_by text[] not null,
  subject text not null,
  primary key (account_id, id)
);
create index decision_newest on decision (account_id, at desc);
create index decision_clauses on decision using gin (clauses);

create table service_order (
  account_id uuid not null references account (id),
  id uuid not null,
  number text not null,
  offering text not null,
  offering_version integer not null,
  channel text not null,
  seller_id uuid references account (id),
  po_number text not null default '',
  end_user_name text not null default '',
  end_user_address text not null default '',
  placed_on date not null,
  starts_on date not null,
  ends_on date not null,
  -- the order as it was put, with its terms and serials
  placed jsonb not null,
  outcome text not null check (outcome in ('accepted', 'refused', 'needs approval')),
  decision_id uuid not null,
  contract_id uuid,
  placed_by text not null,
  created_at timestamptz not null,
  primary key (account_id, id),
  unique (account_id, number),
  foreign key (account_id, decision_id) references decision (account_id, id)
);

-- A service contract, or the base contract (care, subscription) that services build on.
create table contract (
  account_id uuid not null references account (id),
  id uuid not null,
  number text not null,
  kind text not null check (kind in ('service', 'base')),
  -- offering code, or the base contract's type
  service text not null,
  offering_version integer,
  order_id uuid,
  renews_id uuid,
  state text not null check (state in ('pending', 'active', 'cancelled')),
  activated_on date,
  starts_on date not null,
  ends_on date not null,
  zone text not null,
  territory text,
  po_number text not null default '',
  seller_id uuid references account (id),
  -- what was pinned when it was made: agreements, order of precedence, policy values
  terms jsonb not null,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (account_id, id),
  unique (account_id, number),
  foreign key (account_id, order_id) references service_order (account_id, id),
  foreign key (account_id, renews_id) references contract (account_id, id),
  check (ends_on >= starts_on)
);
create index contract_service on contract (account_id, service, ends_on);
alter table service_order add foreign key (account_id, contract_id) references contract (account_id, id);

create table contract_device (
  account_id uuid not null references account (id),
  contract_id uuid not null,
  device_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  suspended_on date,
  suspended_reason text,
  primary key (account_id, contract_id, device_id, starts_on),
  foreign key (account_id, contract_id) references contract (account_id, id),
  foreign key (account_id, device_id) references device (account_id, id),
  check (ends_on >= starts_on)
);
create index contract_device_device on contract_device (account_id, device_id);
