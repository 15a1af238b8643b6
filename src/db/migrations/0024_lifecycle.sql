-- What is known of the life of releases, products and modules. Written by the provider's staff, read by everybody.
create table lifecycle_entry (
  -- kind, software and name in small letters
  key text primary key check (length(key) between 3 and 250),
  kind text not null check (kind in ('release', 'product', 'module')),
  -- what a release is of; empty for hardware
  software text not null check ((kind = 'release') = (software <> '')),
  name text not null check (name <> ''),
  -- what the names of a whole line of products begin with, in capitals; null for one product
  line text,
  withdrawn boolean not null,
  note text not null,
  -- months of a rule of its own; null where the general one holds, if any
  rule jsonb,
  -- each with milestone, label, day and source
  dates jsonb not null,
  version integer not null default 1,
  added_at timestamptz not null,
  changed_at timestamptz not null
);
create index lifecycle_entry_line on lifecycle_entry (line) where line is not null;

-- What an entry said, from when on, by whom, and what was otherwise before.
create table lifecycle_version (
  key text not null references lifecycle_entry (key),
  version integer not null,
  at timestamptz not null,
  actor text not null,
  source text not null,
  changes text[] not null,
  said jsonb not null,
  primary key (key, version)
);

alter table lifecycle_entry enable row level security;
alter table lifecycle_entry force row level security;
create policy read_all on lifecycle_entry for select using (true);
create policy provider_adds on lifecycle_entry for insert with check (is_provider());
create policy provider_changes on lifecycle_entry for update using (is_provider()) with check (is_provider());
alter table lifecycle_version enable row level security;
alter table lifecycle_version force row level security;
create policy read_all on lifecycle_version for select using (true);
create policy provider_adds on lifecycle_version for insert with check (is_provider());
grant select, insert, update on lifecycle_entry to holdfast_app;
grant select, insert on lifecycle_version to holdfast_app;
