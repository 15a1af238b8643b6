-- Reviews made of device data: computed first, worked on by a named engineer, released to the customer, and never changed after that.
alter table account_counter add column review_number integer not null default 0;
create table review (
  account_id uuid not null references account (id),
  id uuid not null,
  number text not null,
  kind text not null check (kind in ('PBNIR', 'PIIR', 'CACR')),
  state text not null check (state in ('draft', 'released')),
  -- what was computed, from data up to the cut-off
  content jsonb not null,
  cutoff timestamptz not null,
  -- what the engineer wrote
  notes jsonb not null,
  engineer text not null,
  made_by text not null,
  made_at timestamptz not null,
  released_by text,
  released_at timestamptz,
  version integer not null default 1,
  primary key (account_id, id),
  unique (account_id, number),
  check ((state = 'released') = (released_at is not null and released_by is not null))
);
create index review_newest on review (account_id, made_at desc, id desc);
alter table review enable row level security;
alter table review force row level security;
create policy tenant on review using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on review to holdfast_app;
