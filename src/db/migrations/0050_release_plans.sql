-- Planning of a release upgrade: what an advisor writes, issues, and what the customer decides on it (ACP-13.p1).
create table release_plan (
  account_id uuid not null references account (id),
  contract_id uuid not null,
  seq integer not null check (seq > 0),
  serials text[] not null check (cardinality(serials) > 0),
  -- what the devices ran when it was written last, and what is considered
  current_release text not null,
  target_release text not null,
  features text not null,
  problems text not null,
  risks text not null,
  benefits text not null,
  advice text not null,
  written_by text not null,
  written_at timestamptz not null,
  issued_by text,
  issued_at timestamptz,
  -- the customer's own word
  decision text,
  decided_by text,
  decided_at timestamptz,
  primary key (account_id, contract_id, seq),
  foreign key (account_id, contract_id) references contract (account_id, id),
  check ((issued_by is null) = (issued_at is null)),
  check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  check (decided_at is null or issued_at is not null)
);
alter table release_plan enable row level security;
alter table release_plan force row level security;
create policy tenant on release_plan using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on release_plan to holdfast_app;
