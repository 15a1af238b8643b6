-- Reports about a network as they were sent, the quarterly one and the monthly list of defects: what was sent stays (ACP-6.p1, ACP-6.e).
create table network_report (
  account_id uuid not null references account (id),
  contract_id uuid not null,
  kind text not null check (kind in ('quarter', 'month')),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  version integer not null check (version > 0),
  due_on date,
  -- JSON as the text that was sent, which the hash is of: jsonb would order its names anew
  content text not null,
  sha256 text not null,
  -- why a further version was sent
  why text not null default '',
  sent_by text not null,
  sent_by_name text not null,
  sent_at timestamptz not null,
  primary key (account_id, contract_id, kind, starts_on, version),
  foreign key (account_id, contract_id) references contract (account_id, id),
  check (version = 1 or why <> '')
);
alter table network_report enable row level security;
alter table network_report force row level security;
create policy tenant on network_report using (sees(account_id)) with check (sees(account_id));
grant select, insert on network_report to holdfast_app;

-- Who was the advisor of a contract from which day on; the last one is it now (ACP-10.p1).
create table contract_advisor (
  account_id uuid not null references account (id),
  contract_id uuid not null,
  seq integer not null check (seq > 0),
  -- null where the advisor is known by name alone
  person_id uuid,
  name text not null check (name <> ''),
  theatre text not null check (theatre in ('AMERICAS', 'EMEA', 'APAC')),
  zone text not null,
  starts_on date not null,
  why text not null default '',
  actor text not null,
  at timestamptz not null,
  primary key (account_id, contract_id, seq),
  foreign key (account_id, contract_id) references contract (account_id, id)
);
alter table contract_advisor enable row level security;
alter table contract_advisor force row level security;
create policy tenant on contract_advisor using (sees(account_id)) with check (sees(account_id));
grant select, insert on contract_advisor to holdfast_app;

-- Advisors that were named before their names were kept stay on record, each from the first day of being it (ACP-10.p1).
insert into contract_advisor (account_id, contract_id, seq, person_id, name, theatre, zone, starts_on, actor, at)
select c.account_id, c.id, 1, (c.terms #>> '{advisor,personId}')::uuid, c.terms #>> '{advisor,name}', c.terms #>> '{advisor,theatre}',
  c.terms #>> '{advisor,zone}', coalesce(c.activated_on, c.starts_on), 'clock', c.created_at
from contract c
where c.state <> 'pending' and c.terms #>> '{advisor,name}' <> ''
  and not exists (select 1 from contract_advisor a where a.account_id = c.account_id and a.contract_id = c.id);

-- What an advisor did under a contract, each under one of the five duties (ACP-10.p2, ACP-10.a-e, ACP-15.p1).
create table advice_entry (
  account_id uuid not null references account (id),
  contract_id uuid not null,
  seq integer not null check (seq > 0),
  duty text not null check (duty in ('a', 'b', 'c', 'd', 'e')),
  text text not null check (text <> ''),
  on_day date not null,
  case_number text,
  question jsonb,
  actor text not null,
  actor_name text not null,
  at timestamptz not null,
  primary key (account_id, contract_id, seq),
  foreign key (account_id, contract_id) references contract (account_id, id)
);
alter table advice_entry enable row level security;
alter table advice_entry force row level security;
create policy tenant on advice_entry using (sees(account_id)) with check (sees(account_id));
grant select, insert on advice_entry to holdfast_app;

-- What is on record of a customer's engineer for a service: when they were trained in the software, and what they can do (CSS-8.d, CSS-8.e1).
create table engineer_record (
  account_id uuid not null references account (id),
  person_id uuid not null,
  offering text not null,
  seq integer not null check (seq > 0),
  trained_on date,
  skills text[] not null,
  note text not null default '',
  actor text not null,
  at timestamptz not null,
  primary key (account_id, person_id, offering, seq),
  foreign key (account_id, person_id) references person (account_id, id)
);
alter table engineer_record enable row level security;
alter table engineer_record force row level security;
create policy tenant on engineer_record using (sees(account_id)) with check (sees(account_id));
grant select, insert on engineer_record to holdfast_app;

-- A service manager oversees every escalation of a customer with one, and signs each off (SSM-3.1.a4).
alter table escalation_request add column overseen boolean not null default false;
alter table escalation_request add column signed_by text;
alter table escalation_request add column signed_at timestamptz;

-- The day on which somebody left, where it lies before the day on which that was told (CSS-8.g).
alter table person add column left_on date;
