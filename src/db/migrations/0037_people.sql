-- Contacts of both sides: who is reached in which order, whether what is held of people is right, and who has not been seen for long.
-- The day on which somebody last used the platform, and where they work.
alter table person add column seen_on date;
-- whoever signed in before is taken as seen then
update person p set seen_on = (select max(s."updatedAt")::date from holdfast_auth.session s where s."userId" = p.user_id) where p.user_id is not null;
alter table person add column site_id uuid;
alter table person add foreign key (account_id, site_id) references site (account_id, id);

-- what each side edits, until it is published
create table contact_matrix_part (
  account_id uuid not null references account (id),
  side text not null check (side in ('customer', 'provider')),
  steps jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null,
  version integer not null check (version > 0),
  primary key (account_id, side)
);
-- what was published, word for word; never changed
create table contact_matrix (
  account_id uuid not null references account (id),
  number integer not null check (number > 0),
  parts jsonb not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (account_id, number)
);

-- somebody says of one thing that is held of a person that it is right or wrong
create table contact_check (
  account_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  field text not null check (field in ('email', 'phone', 'address', 'account')),
  -- what stood there when it was said: a change makes it unverified again
  value text not null,
  outcome text not null check (outcome in ('right', 'wrong')),
  note text not null,
  at timestamptz not null,
  actor text not null,
  primary key (account_id, id),
  foreign key (account_id, person_id) references person (account_id, id),
  check (outcome = 'right' or note <> '')
);
create index contact_check_newest on contact_check (account_id, person_id, field, at desc);
create table contact_round (
  account_id uuid not null references account (id),
  id uuid not null,
  opened_at timestamptz not null,
  opened_by text not null,
  running boolean not null,
  closed_at timestamptz,
  closed_by text,
  primary key (account_id, id),
  check ((closed_at is null) = (closed_by is null)),
  check (running = (closed_at is null))
);
create unique index contact_round_one on contact_round (account_id) where running;
create table contact_round_person (
  account_id uuid not null,
  round_id uuid not null,
  person_id uuid not null,
  reminded_at timestamptz,
  answered_at timestamptz,
  primary key (account_id, round_id, person_id),
  foreign key (account_id, round_id) references contact_round (account_id, id),
  foreign key (account_id, person_id) references person (account_id, id)
);

-- the customer's list of its devices against what the provider holds
create table reconciliation (
  account_id uuid not null references account (id),
  id uuid not null,
  -- 1, 2, 3 in its account
  number integer not null check (number > 0),
  list_name text not null,
  opened_at timestamptz not null,
  opened_by text not null,
  -- which of the three things the list speaks of
  compared text[] not null,
  listed integer not null check (listed >= 0),
  held integer not null check (held >= 0),
  same integer not null check (same >= 0),
  unread jsonb not null,
  state text not null check (state in ('open', 'agreed', 'withdrawn')),
  provider_signed_by text,
  provider_signed_at timestamptz,
  customer_signed_by text,
  customer_signed_at timestamptz,
  closed_at timestamptz,
  primary key (account_id, id),
  unique (account_id, number),
  check ((provider_signed_by is null) = (provider_signed_at is null)),
  check ((customer_signed_by is null) = (customer_signed_at is null)),
  check ((state = 'open') = (closed_at is null)),
  -- agreed is what both sides signed
  check (state <> 'agreed' or (provider_signed_at is not null and customer_signed_at is not null))
);
create unique index reconciliation_one on reconciliation (account_id) where state = 'open';
create table reconciliation_difference (
  account_id uuid not null,
  reconciliation_id uuid not null,
  id uuid not null,
  serial text not null,
  field text not null check (field in ('not-held', 'not-listed', 'site', 'contract-level', 'product')),
  theirs text not null,
  ours text not null,
  owner text not null check (owner in ('customer', 'provider')),
  decision text check (decision in ('take-theirs', 'keep-ours', 'not-a-device')),
  reason text not null default '',
  -- what was done to the record, in words; empty when nothing was
  done text not null default '',
  settled_by text,
  settled_at timestamptz,
  primary key (account_id, id),
  unique (account_id, reconciliation_id, serial, field),
  foreign key (account_id, reconciliation_id) references reconciliation (account_id, id),
  check ((decision is null) = (settled_by is null) and (decision is null) = (settled_at is null))
);
create table reconciliation_event (
  account_id uuid not null,
  id uuid not null,
  reconciliation_id uuid not null,
  seq integer not null check (seq > 0),
  at timestamptz not null,
  actor text not null,
  kind text not null check (kind in ('opened', 'settled', 'reopened', 'signed', 'agreed', 'withdrawn')),
  text text not null,
  primary key (account_id, id),
  unique (account_id, reconciliation_id, seq),
  foreign key (account_id, reconciliation_id) references reconciliation (account_id, id)
);

-- what is set up at the beginning of a contract: each word about an item, the newest holds
create table onboarding_event (
  account_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  seq integer not null check (seq > 0),
  item text not null check (item <> ''),
  state text not null check (state in ('done', 'open', 'declined')),
  on_day date not null,
  text text not null check (text <> ''),
  document_id uuid,
  meeting text,
  at timestamptz not null,
  actor text not null,
  primary key (account_id, id),
  unique (account_id, contract_id, seq),
  foreign key (account_id, contract_id) references contract (account_id, id),
  foreign key (account_id, document_id) references document (account_id, id)
);

alter table contact_matrix_part enable row level security;
alter table contact_matrix_part force row level security;
create policy tenant on contact_matrix_part using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on contact_matrix_part to holdfast_app;
alter table contact_matrix enable row level security;
alter table contact_matrix force row level security;
create policy tenant on contact_matrix using (sees(account_id)) with check (sees(account_id));
grant select, insert on contact_matrix to holdfast_app;
alter table contact_check enable row level security;
alter table contact_check force row level security;
create policy tenant on contact_check using (sees(account_id)) with check (sees(account_id));
grant select, insert on contact_check to holdfast_app;
alter table contact_round enable row level security;
alter table contact_round force row level security;
create policy tenant on contact_round using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on contact_round to holdfast_app;
alter table contact_round_person enable row level security;
alter table contact_round_person force row level security;
create policy tenant on contact_round_person using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on contact_round_person to holdfast_app;
alter table reconciliation enable row level security;
alter table reconciliation force row level security;
create policy tenant on reconciliation using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on reconciliation to holdfast_app;
alter table reconciliation_difference enable row level security;
alter table reconciliation_difference force row level security;
create policy tenant on reconciliation_difference using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on reconciliation_difference to holdfast_app;
alter table reconciliation_event enable row level security;
alter table reconciliation_event force row level security;
create policy tenant on reconciliation_event using (sees(account_id)) with check (sees(account_id));
grant select, insert on reconciliation_event to holdfast_app;
alter table onboarding_event enable row level security;
alter table onboarding_event force row level security;
create policy tenant on onboarding_event using (sees(account_id)) with check (sees(account_id));
grant select, insert on onboarding_event to holdfast_app;
