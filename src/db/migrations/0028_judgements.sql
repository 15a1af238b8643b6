-- What the checks said last of a device: kept so that an account is looked at without judging every device anew.
create table device_judgement (
  account_id uuid not null references account (id),
  device_id uuid not null,
  kind text not null check (kind in ('configuration', 'answers')),
  -- when the configuration was taken, or the device answered
  data_at timestamptz not null,
  judged_at timestamptz not null,
  -- from when on it may come out otherwise by itself
  recheck_at timestamptz not null,
  -- judged by a profile that holds no more
  stale boolean not null,
  high integer not null,
  medium integer not null,
  low integer not null,
  outcomes jsonb not null,
  -- checks with a finding that nothing waives
  found text[] not null,
  primary key (account_id, kind, device_id),
  foreign key (account_id, device_id) references device (account_id, id)
);
create index device_judgement_worst on device_judgement (account_id, kind, high desc, medium desc, low desc);
create index device_judgement_recheck on device_judgement (account_id, recheck_at);
create index device_judgement_stale on device_judgement (account_id) where stale;
alter table device_judgement enable row level security;
alter table device_judgement force row level security;
create policy tenant on device_judgement using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on device_judgement to holdfast_app;

-- what is known already is judged first of all
insert into timer (account_id, id, kind, subject_id, due_at, rank)
select account_id, gen_random_uuid(), 'device-data', device_id, '2026-01-01T00:00:00Z', 8 from (
  select account_id, device_id from device_configuration union select account_id, device_id from device_reading
) as known;
