-- Configurations of devices as they were taken, each secret in them masked before it came here.
create table device_configuration (
  account_id uuid not null references account (id),
  id uuid not null,
  device_id uuid not null,
  taken_at timestamptz not null,
  taken_by text not null,
  -- what the file was called
  name text not null,
  -- what the device calls itself in it
  host text not null,
  -- the release of the last commit, no proof of the one that runs
  release text not null,
  form text not null check (form in ('brace', 'set', 'xml', 'json')),
  text text not null,
  lines integer not null,
  masked integer not null,
  -- lines that were left out, each with its number and why
  skipped jsonb not null,
  -- what could be seen only before the secrets were masked
  inspection jsonb not null,
  primary key (account_id, id),
  foreign key (account_id, device_id) references device (account_id, id)
);
create index device_configuration_newest on device_configuration (account_id, device_id, taken_at desc, id desc);
create index device_configuration_host on device_configuration (account_id, lower(host));
alter table device_configuration enable row level security;
alter table device_configuration force row level security;
create policy tenant on device_configuration using (sees(account_id)) with check (sees(account_id));
grant select, insert on device_configuration to holdfast_app;

-- What the configuration of its devices has of what records ask for; null when none is known.
alter table combination add column evidence jsonb;

-- Which checks an account wants, with which values, and what it accepts until when: as it was written.
create table check_profile (
  account_id uuid not null primary key references account (id),
  profile jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null,
  version integer not null
);
alter table check_profile enable row level security;
alter table check_profile force row level security;
create policy tenant on check_profile using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on check_profile to holdfast_app;
