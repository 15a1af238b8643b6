-- What an account was told of an end of engineering or of support: of each device the last word, so that it is said once.
create table end_told (
  account_id uuid not null references account (id),
  device_id uuid not null,
  of text not null check (of in ('product', 'release')),
  milestone text not null check (milestone in ('endOfEngineering', 'endOfSupport')),
  -- the product, line, module or branch whose date it is
  subject text not null,
  on_date date not null,
  -- the threshold that was told, in months ahead; null where the date has moved beyond all of them
  months integer,
  told_at timestamptz not null,
  primary key (account_id, device_id, of, milestone),
  foreign key (account_id, device_id) references device (account_id, id)
);
alter table end_told enable row level security;
alter table end_told force row level security;
create policy tenant on end_told using (sees(account_id)) with check (sees(account_id));
grant select, insert, update, delete on end_told to holdfast_app;

-- Letters about ends, as they were sent. They are never changed.
create table end_letter (
  account_id uuid not null references account (id),
  id uuid not null,
  at timestamptz not null,
  subject text not null,
  -- what was said: each subject with its milestone, date, threshold and devices
  items jsonb not null,
  -- names of the people of the account it went to
  recipients text[] not null,
  primary key (account_id, id)
);
create index end_letter_newest on end_letter (account_id, at desc, id desc);
alter table end_letter enable row level security;
alter table end_letter force row level security;
create policy tenant on end_letter using (sees(account_id)) with check (sees(account_id));
grant select, insert on end_letter to holdfast_app;
