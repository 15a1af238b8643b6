-- What a case needs while it is worked on: access to the customer's network, what is asked for, what is excluded, what is charged.

-- an engineer asks for access, a person of the customer grants it (CSS-8.a1, CSS-8.b1)
create table case_access (
  account_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  -- 1, 2, 3 on its case
  number integer not null check (number > 0),
  level text not null check (level in ('read', 'configure')),
  environment text not null,
  devices text[] not null,
  reason text not null check (reason in ('performance', 'efficiency', 'legal')),
  why text not null check (why <> ''),
  wanted_from timestamptz not null,
  wanted_to timestamptz not null,
  asked_by text not null,
  asked_by_id uuid,
  asked_at timestamptz not null,
  state text not null check (state in ('asked', 'granted', 'declined', 'withdrawn', 'revoked', 'ended')),
  granted_level text check (granted_level in ('read', 'configure')),
  from_at timestamptz,
  to_at timestamptz,
  answered_by text,
  answered_at timestamptz,
  answer text not null default '',
  ended_by text,
  ended_at timestamptz,
  ended_why text not null default '',
  primary key (account_id, id),
  unique (account_id, case_id, number),
  foreign key (account_id, case_id) references support_case (account_id, id),
  check (environment <> '' or cardinality(devices) > 0),
  check (wanted_from < wanted_to),
  check ((granted_level is null) = (from_at is null and to_at is null)),
  check (state not in ('granted', 'revoked', 'ended') or granted_level is not null),
  -- what is granted is never wider than what was asked for
  check (granted_level is null or (from_at < to_at and wanted_from <= from_at and to_at <= wanted_to)),
  check (granted_level is distinct from 'configure' or level = 'configure'),
  check ((answered_by is null) = (answered_at is null)),
  check ((ended_by is null) = (ended_at is null))
);
-- a session is announced, begins within a grant, and ends (CSS-8.b2)
create table case_session (
  account_id uuid not null,
  id uuid not null,
  access_id uuid not null,
  case_id uuid not null,
  number integer not null check (number > 0),
  level text not null check (level in ('read', 'configure')),
  engineer text not null,
  engineer_id uuid not null,
  -- one of the provider's places, or a place of the customer with a recorded exception (CSS-10.a)
  location text not null check (location <> ''),
  exception text not null,
  join_how text not null check (join_how <> ''),
  announced_at timestamptz not null,
  announced_for timestamptz not null,
  announced_to text[] not null check (cardinality(announced_to) > 0),
  started_at timestamptz,
  ended_at timestamptz,
  ended_by text check (ended_by in ('engineer', 'revoked', 'grant-ended', 'called-off')),
  done text not null default '',
  primary key (account_id, id),
  unique (account_id, case_id, number),
  foreign key (account_id, access_id) references case_access (account_id, id),
  foreign key (account_id, case_id) references support_case (account_id, id),
  check ((ended_at is null) = (ended_by is null)),
  check (started_at is null or (announced_at <= started_at and announced_for <= started_at)),
  check (ended_at is null or started_at is null or started_at <= ended_at)
);
-- one session of an engineer at a time, whoever the customer is
create unique index case_session_one on case_session (engineer_id) where started_at is not null and ended_at is null;
create table case_session_observer (
  account_id uuid not null,
  session_id uuid not null,
  name text not null check (name <> ''),
  said_by text not null,
  at timestamptz not null,
  primary key (account_id, session_id, name),
  foreign key (account_id, session_id) references case_session (account_id, id)
);

-- what the customer is asked for (CSS-8.i, CSS-8.j, CSS-8.l1, CSS-10.c1)
create table case_ask (
  account_id uuid not null,
  case_id uuid not null,
  number integer not null check (number > 0),
  item text not null,
  what text not null check (what <> ''),
  reason text not null check (reason in ('performance', 'efficiency', 'legal')),
  due_on date not null,
  asked_by text not null,
  asked_at timestamptz not null,
  state text not null check (state in ('open', 'received', 'dropped')),
  answer text not null default '',
  attachment_id uuid,
  closed_by text,
  closed_at timestamptz,
  primary key (account_id, case_id, number),
  foreign key (account_id, case_id) references support_case (account_id, id),
  check ((state = 'open') = (closed_by is null and closed_at is null))
);
-- what the law needs before a release of this software is delivered (CSS-10.c2)
create table legal_hold (
  account_id uuid not null,
  id uuid not null,
  device_id uuid not null,
  -- the case and the item that it waits for
  source text not null check (source <> ''),
  why text not null check (why <> ''),
  set_by text not null,
  set_at timestamptz not null,
  cleared_by text,
  cleared_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, device_id) references device (account_id, id),
  check ((cleared_by is null) = (cleared_at is null))
);
create unique index legal_hold_one on legal_hold (account_id, device_id, source) where cleared_at is null;

-- a part of a case that need not be served (CSS-11.p1, ACP-19.b to e, policy B43)
create table case_exclusion (
  account_id uuid not null,
  case_id uuid not null,
  number integer not null check (number > 0),
  code text not null,
  part text not null check (part <> ''),
  -- declined, or worked on at the provider's rates (CSS-8.e3)
  how text not null check (how in ('decline', 'charge')),
  evidence jsonb not null,
  clauses text[] not null check (cardinality(clauses) > 0),
  state text not null check (state in ('marked', 'confirmed', 'not-confirmed', 'disputed', 'upheld', 'lifted', 'accepted')),
  marked_by text not null,
  marked_by_id uuid not null,
  marked_at timestamptz not null,
  decided_by text,
  decided_by_id uuid,
  decided_at timestamptz,
  decision text not null default '',
  disputed_by text,
  disputed_at timestamptz,
  dispute text not null default '',
  settled_by text,
  settled_by_id uuid,
  settled_at timestamptz,
  settlement text not null default '',
  primary key (account_id, case_id, number),
  foreign key (account_id, case_id) references support_case (account_id, id),
  -- two people
  check (decided_by_id <> marked_by_id),
  check (settled_by_id <> marked_by_id),
  check ((state = 'marked') = (decided_by is null)),
  check ((decided_by is null) = (decided_at is null)),
  check ((disputed_by is null) = (disputed_at is null)),
  check ((settled_by is null) = (settled_at is null))
);

-- a person of the customer accepts the rates before any work is charged (CSS-8.e3, CSS-11.d)
create table case_rates (
  account_id uuid not null,
  case_id uuid not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- in the smallest unit of the currency, as it was on the day of the acceptance
  hour_amount bigint not null check (hour_amount > 0),
  holds_from date not null,
  accepted_by text not null,
  accepted_at timestamptz not null,
  primary key (account_id, case_id),
  foreign key (account_id, case_id) references support_case (account_id, id)
);
create table case_time (
  account_id uuid not null,
  case_id uuid not null,
  number integer not null check (number > 0),
  from_at timestamptz not null,
  to_at timestamptz not null,
  what text not null check (what <> ''),
  engineer text not null,
  engineer_id uuid not null,
  -- what it comes to, a line for each day, as the customer was told before anything is charged
  lines jsonb not null,
  told_at timestamptz not null,
  told text[] not null,
  primary key (account_id, case_id, number),
  foreign key (account_id, case_id) references support_case (account_id, id),
  check (from_at < to_at)
);
-- what is charged; never changed, corrected by a counter entry
create table charge (
  account_id uuid not null,
  seq integer not null check (seq > 0),
  case_id uuid not null,
  time_number integer not null,
  kind text not null check (kind in ('charge', 'counter')),
  on_day date not null,
  minutes integer not null check (minutes <> 0),
  hour_amount bigint not null check (hour_amount > 0),
  rate_from date not null,
  amount bigint not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  clauses text[] not null,
  actor text not null,
  at timestamptz not null,
  -- of a counter entry: the line that it takes back, and why
  counters integer,
  reason text not null default '',
  primary key (account_id, seq),
  foreign key (account_id, case_id, time_number) references case_time (account_id, case_id, number),
  foreign key (account_id, counters) references charge (account_id, seq),
  -- a line is taken back once
  unique (account_id, counters),
  check ((kind = 'counter') = (counters is not null)),
  check ((kind = 'charge') = (minutes > 0)),
  check (kind = 'charge' or reason <> '')
);
-- a day of a time entry is charged once
create unique index charge_once on charge (account_id, case_id, time_number, on_day) where kind = 'charge';
alter table account_counter add column charge_number integer not null default 0;

alter table case_access enable row level security;
alter table case_access force row level security;
create policy tenant on case_access using (sees(account_id)) with check (sees(account_id));
alter table case_session enable row level security;
alter table case_session force row level security;
create policy tenant on case_session using (sees(account_id)) with check (sees(account_id));
alter table case_session_observer enable row level security;
alter table case_session_observer force row level security;
create policy tenant on case_session_observer using (sees(account_id)) with check (sees(account_id));
alter table case_ask enable row level security;
alter table case_ask force row level security;
create policy tenant on case_ask using (sees(account_id)) with check (sees(account_id));
alter table legal_hold enable row level security;
alter table legal_hold force row level security;
create policy tenant on legal_hold using (sees(account_id)) with check (sees(account_id));
alter table case_exclusion enable row level security;
alter table case_exclusion force row level security;
create policy tenant on case_exclusion using (sees(account_id)) with check (sees(account_id));
alter table case_rates enable row level security;
alter table case_rates force row level security;
create policy tenant on case_rates using (sees(account_id)) with check (sees(account_id));
alter table case_time enable row level security;
alter table case_time force row level security;
create policy tenant on case_time using (sees(account_id)) with check (sees(account_id));
alter table charge enable row level security;
alter table charge force row level security;
create policy tenant on charge using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on case_access to holdfast_app;
grant select, insert, update on case_session to holdfast_app;
grant select, insert on case_session_observer to holdfast_app;
grant select, insert, update on case_ask to holdfast_app;
grant select, insert, update on legal_hold to holdfast_app;
grant select, insert, update on case_exclusion to holdfast_app;
grant select, insert on case_rates to holdfast_app;
grant select, insert on case_time to holdfast_app;
grant select, insert on charge to holdfast_app;
