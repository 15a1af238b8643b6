-- What devices answered to show commands at one time, each secret in it masked before it came here.
create table device_reading (
  account_id uuid not null references account (id),
  id uuid not null,
  device_id uuid not null,
  -- the device itself, and the other chassis that answered with it
  chassis_ids uuid[] not null,
  -- files that were brought in together
  batch text,
  -- by the clock of the device where it said one, else when it was taken
  read_at timestamptz not null,
  clock text not null check (clock in ('device', 'taken')),
  taken_at timestamptz not null,
  taken_by text not null,
  -- what the device calls itself in it
  host text not null,
  -- which commands were answered, by which engine
  answered text[] not null,
  -- what each chassis holds by its own inventory, by the id of the chassis
  inventories jsonb not null,
  primary key (account_id, id),
  foreign key (account_id, device_id) references device (account_id, id)
);
create index device_reading_newest on device_reading (account_id, device_id, read_at desc, id desc);
create index device_reading_chassis on device_reading using gin (chassis_ids);
create index device_reading_host on device_reading (account_id, lower(host));
alter table device_reading enable row level security;
alter table device_reading force row level security;
create policy tenant on device_reading using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on device_reading to holdfast_app;

-- The files of a reading.
create table device_capture (
  account_id uuid not null references account (id),
  reading_id uuid not null,
  id uuid not null,
  -- what the file was called
  name text not null,
  -- the command that its name says, where the text does not
  command text,
  text text not null,
  lines integer not null,
  digest text not null,
  primary key (account_id, reading_id, id),
  foreign key (account_id, reading_id) references device_reading (account_id, id)
);
alter table device_capture enable row level security;
alter table device_capture force row level security;
create policy tenant on device_capture using (sees(account_id)) with check (sees(account_id));
grant select, insert on device_capture to holdfast_app;
