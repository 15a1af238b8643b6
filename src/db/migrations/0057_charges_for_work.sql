-- A line of the ledger of charges is for work on a case at rates, or for a piece of work whose duty the customer missed (MSP-5.r2, policy B57).

alter table charge add column about text;
update charge c set about = s.number from support_case s where s.account_id = c.account_id and s.id = c.case_id;
alter table charge
  -- the number of the case or of the request
  alter column about set not null,
  add column request_id uuid,
  -- of a piece of work: who proposed what somebody else approved
  add column proposed_by text,
  alter column case_id drop not null,
  alter column time_number drop not null,
  alter column minutes drop not null,
  alter column hour_amount drop not null,
  alter column rate_from drop not null,
  add foreign key (account_id, request_id) references service_request (account_id, id),
  add check (num_nonnulls(case_id, request_id) = 1),
  -- work at rates says its time, and nothing else has one
  add check (num_nonnulls(case_id, time_number, minutes, hour_amount, rate_from) in (0, 5)),
  add check ((request_id is null) = (proposed_by is null)),
  add check (request_id is null or (reason <> '' and (kind = 'charge') = (amount > 0)));
create index charge_of_request on charge (account_id, request_id) where request_id is not null;

-- somebody proposes what a missed duty costs; a second person approves it, and only then it is a line of the ledger
create table request_charge (
  account_id uuid not null,
  request_id uuid not null,
  -- 1, 2, 3 on its request
  number integer not null check (number > 0),
  -- in the smallest unit of the currency
  amount bigint not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- the clause of the duty that was missed, and those by which that is charged
  duty text not null,
  clauses text[] not null check (cardinality(clauses) > 0),
  reason text not null check (reason <> ''),
  state text not null check (state in ('proposed', 'approved', 'rejected')),
  proposed_by text not null,
  proposed_by_id uuid not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_by_id uuid,
  decided_at timestamptz,
  decision text not null default '',
  -- the line that it became
  line integer,
  primary key (account_id, request_id, number),
  foreign key (account_id, request_id) references service_request (account_id, id),
  foreign key (account_id, line) references charge (account_id, seq),
  unique (account_id, line),
  -- two people
  check (decided_by_id <> proposed_by_id),
  check ((state = 'proposed') = (decided_by_id is null)),
  check ((decided_by is null) = (decided_by_id is null) and (decided_at is null) = (decided_by_id is null)),
  check ((state = 'approved') = (line is not null))
);
alter table request_charge enable row level security;
alter table request_charge force row level security;
create policy tenant on request_charge using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on request_charge to holdfast_app;
