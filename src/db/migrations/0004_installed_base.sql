create table device (
  account_id uuid not null references account (id),
  id uuid not null,
  serial text not null check (length(serial) between 1 and 64 and serial = upper(serial)),
  product text not null default '',
  description text not null default '',
  kind text not null default 'chassis' check (kind in ('chassis', 'member', 'module', 'software')),
  slot text not null default '',
  parent_id uuid,
  site_id uuid,
  status text not null default 'in-use' check (status in ('in-use', 'spare', 'decommissioned')),
  status_since date,
  acquired text check (acquired in ('purchase', 'lease')),
  source text check (source in ('vendor', 'reseller', 'territory-reseller', 'broker', 'other')),
  seller text not null default '',
  registered_on date,
  registered_site_id uuid,
  modified_code boolean not null default false,
  third_party boolean not null default false,
  gray_market boolean not null default false,
  end_of_support_on date,
  release text not null default '',
  release_seen_on date,
  accepted_release text not null default '',
  replaces_serial text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (account_id, id),
  unique (account_id, serial),
  foreign key (account_id, parent_id) references device (account_id, id),
  foreign key (account_id, site_id) references site (account_id, id),
  foreign key (account_id, registered_site_id) references site (account_id, id),
  check (parent_id <> id)
);
create index device_parent on device (account_id, parent_id);
create index device_serial on device (serial);

create table device_history (
  account_id uuid not null references account (id),
  id uuid not null,
  device_id uuid not null,
  at timestamptz not null,
  actor text not null,
  kind text not null,
  changes jsonb not null,
  primary key (account_id, id),
  foreign key (account_id, device_id) references device (account_id, id)
);
create index device_history_device on device_history (account_id, device_id, at);
