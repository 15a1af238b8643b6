-- Changes that a customer plans under a support manager's service, each with the case that is opened ahead of it (SSM-3.1.a7).
create table planned_change (
  account_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  -- 1, 2, 3 under its contract
  number integer not null check (number > 0),
  kind text not null check (kind in ('software-upgrade', 'major-configuration', 'other')),
  title text not null check (title <> ''),
  on_day date not null,
  -- the days on which a case ahead of it is best opened, as they were when it was planned; none where the holidays of the year are not entered
  case_from date,
  case_by date,
  planned_by text not null,
  planned_at timestamptz not null,
  -- the case that was opened ahead of it
  case_number text,
  case_opened_on date,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawn_why text,
  primary key (account_id, id),
  unique (account_id, contract_id, number),
  foreign key (account_id, contract_id) references contract (account_id, id),
  check ((case_number is null) = (case_opened_on is null)),
  check ((case_from is null) = (case_by is null)),
  check ((withdrawn_by is null) = (withdrawn_at is null) and (withdrawn_by is null) = (withdrawn_why is null))
);
alter table planned_change enable row level security;
alter table planned_change force row level security;
create policy tenant on planned_change using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on planned_change to holdfast_app;
