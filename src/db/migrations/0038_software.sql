-- Custom software: what makes an item that, which release both sides accepted, the papers a contract builds on, and what is
-- delivered for the accepted release.
create table custom_software (
  account_id uuid not null,
  device_id uuid not null,
  -- the deliverable of a statement of work (CSS-1.p2)
  statement_of_work text not null check (statement_of_work <> ''),
  deliverable text not null check (deliverable <> ''),
  designed boolean not null,
  developed boolean not null,
  tested boolean not null,
  -- the posted script licence or a signed one (CSS-1.p5); empty until it is named
  licence text not null,
  components jsonb not null,
  said_by text not null,
  said_at timestamptz not null,
  version integer not null check (version > 0),
  primary key (account_id, device_id),
  foreign key (account_id, device_id) references device (account_id, id)
);
-- which release was accepted when; never changed
create table accepted_release (
  account_id uuid not null,
  device_id uuid not null,
  seq integer not null check (seq > 0),
  release text not null check (release <> ''),
  why text not null check (why in ('accepted', 'agreed', 'directed')),
  on_day date not null,
  -- whoever accepted it for the end user, and whoever stood for the provider
  customer text not null,
  provider text not null,
  note text not null,
  at timestamptz not null,
  primary key (account_id, device_id, seq),
  foreign key (account_id, device_id) references device (account_id, id)
);
-- one side wants the agreed release to move, the other one answers (CSS-7.p1)
create table release_proposal (
  account_id uuid not null,
  id uuid not null,
  device_id uuid not null,
  release text not null check (release <> ''),
  why text not null check (why <> ''),
  side text not null check (side in ('customer', 'provider')),
  proposed_by text not null,
  proposed_at timestamptz not null,
  outcome text check (outcome in ('agreed', 'turned-down', 'withdrawn')),
  answered_by text,
  answered_at timestamptz,
  answer text not null default '',
  primary key (account_id, id),
  foreign key (account_id, device_id) references device (account_id, id),
  check ((outcome is null) = (answered_by is null and answered_at is null))
);
create unique index release_proposal_one on release_proposal (account_id, device_id) where outcome is null;

-- the documents that a contract builds on (CSS-2.p4, CSS-2.p5); a version never changes but for who agreed to it
create table contract_paper (
  account_id uuid not null,
  contract_id uuid not null,
  code text not null,
  version integer not null check (version > 0),
  document_id uuid not null,
  note text not null,
  added_by text not null,
  added_at timestamptz not null,
  vendor_agreed_by text,
  vendor_agreed_on date,
  customer_agreed_by text,
  customer_agreed_on date,
  -- somebody said why it no longer fits (CSS-2.p7)
  outdated_by text,
  outdated_on date,
  outdated_why text,
  primary key (account_id, contract_id, code, version),
  foreign key (account_id, contract_id) references contract (account_id, id),
  foreign key (account_id, document_id) references document (account_id, id),
  check ((vendor_agreed_by is null) = (vendor_agreed_on is null)),
  check ((customer_agreed_by is null) = (customer_agreed_on is null)),
  check ((outdated_by is null) = (outdated_on is null and outdated_why is null))
);
-- writing or renewing a missing paper costs extra (CSS-2.p7): a price, and whoever accepted it
create table paper_offer (
  account_id uuid not null,
  contract_id uuid not null,
  code text not null,
  seq integer not null check (seq > 0),
  what text not null check (what <> ''),
  -- in the smallest unit of the currency
  amount bigint not null check (amount >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  offered_by text not null,
  offered_at timestamptz not null,
  accepted_by text,
  accepted_at timestamptz,
  primary key (account_id, contract_id, code, seq),
  foreign key (account_id, contract_id) references contract (account_id, id),
  check ((accepted_by is null) = (accepted_at is null))
);

create table software_release (
  account_id uuid not null,
  id uuid not null,
  device_id uuid not null,
  version text not null check (version <> ''),
  kind text not null check (kind in ('patch', 'update', 'upgrade')),
  -- the accepted release that it is made for (CSS-6.p2)
  base text not null,
  -- what it changes: the software, or one of its components (CSS-6.p5)
  component text not null,
  problems jsonb not null,
  gathers jsonb not null,
  features jsonb not null,
  features_why text not null,
  notes text not null,
  licence text not null,
  language text not null,
  language_why text not null,
  state text not null check (state in ('draft', 'published', 'withdrawn')),
  written_by text not null,
  written_at timestamptz not null,
  published_by text,
  published_at timestamptz,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawn_why text,
  row_version integer not null check (row_version > 0),
  primary key (account_id, id),
  unique (account_id, device_id, version),
  foreign key (account_id, device_id) references device (account_id, id),
  check ((published_by is null) = (published_at is null)),
  check (state = 'draft' or state = 'withdrawn' or published_at is not null)
);
-- a document that is handed out in its own way and not to whoever may read documents
alter table document add column held_back boolean not null default false;
grant update (held_back) on document to holdfast_app;
create table software_file (
  account_id uuid not null,
  release_id uuid not null,
  document_id uuid not null,
  primary key (account_id, release_id, document_id),
  foreign key (account_id, release_id) references software_release (account_id, id),
  foreign key (account_id, document_id) references document (account_id, id)
);
-- who took which file; the leave is that person's and ends by itself
create table software_download (
  account_id uuid not null,
  id uuid not null,
  release_id uuid not null,
  document_id uuid not null,
  taken_by text not null,
  taken_by_id uuid,
  taken_at timestamptz not null,
  until timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, release_id, document_id) references software_file (account_id, release_id, document_id)
);
-- the support centre or professional services say what is to be installed by when (CSS-8.c)
create table software_direction (
  account_id uuid not null,
  id uuid not null,
  release_id uuid not null,
  unit text not null check (unit in ('JTAC', 'PS')),
  text text not null,
  due_on date not null,
  directed_by text not null,
  directed_at timestamptz not null,
  state text not null check (state in ('open', 'applied', 'withdrawn')),
  closed_by text,
  closed_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, release_id) references software_release (account_id, id),
  check ((state = 'open') = (closed_by is null and closed_at is null))
);
create unique index software_direction_one on software_direction (account_id, release_id) where state = 'open';
create index software_direction_open on software_direction (due_on, account_id) where state = 'open';
create table software_installation (
  account_id uuid not null,
  id uuid not null,
  release_id uuid not null,
  direction_id uuid,
  installed_on date not null,
  place text not null,
  outcome text not null check (outcome in ('installed', 'failed', 'rolled-back')),
  note text not null,
  said_by text not null,
  at timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, release_id) references software_release (account_id, id),
  foreign key (account_id, direction_id) references software_direction (account_id, id)
);
-- work that the service leaves out, asked for: a quote, not support (CSS-6.p7, CSS-6.p9, CSS-3.p5)
alter table account_counter add column enquiry_number integer not null default 0;
create table software_enquiry (
  account_id uuid not null,
  id uuid not null,
  number text not null,
  device_id uuid not null,
  act text not null,
  text text not null check (text <> ''),
  asked_by text not null,
  asked_by_id uuid,
  asked_at timestamptz not null,
  decision_id uuid not null,
  answer text,
  document_id uuid,
  answered_by text,
  answered_at timestamptz,
  primary key (account_id, id),
  unique (account_id, number),
  foreign key (account_id, device_id) references device (account_id, id),
  foreign key (account_id, decision_id) references decision (account_id, id),
  foreign key (account_id, document_id) references document (account_id, id),
  check ((answer is null) = (answered_by is null and answered_at is null))
);
create table software_event (
  account_id uuid not null,
  device_id uuid not null,
  seq integer not null check (seq > 0),
  at timestamptz not null,
  actor text not null,
  actor_name text not null,
  kind text not null,
  body jsonb not null,
  primary key (account_id, device_id, seq),
  foreign key (account_id, device_id) references device (account_id, id)
);

alter table custom_software enable row level security;
alter table custom_software force row level security;
create policy tenant on custom_software using (sees(account_id)) with check (sees(account_id));
alter table accepted_release enable row level security;
alter table accepted_release force row level security;
create policy tenant on accepted_release using (sees(account_id)) with check (sees(account_id));
alter table release_proposal enable row level security;
alter table release_proposal force row level security;
create policy tenant on release_proposal using (sees(account_id)) with check (sees(account_id));
alter table contract_paper enable row level security;
alter table contract_paper force row level security;
create policy tenant on contract_paper using (sees(account_id)) with check (sees(account_id));
alter table paper_offer enable row level security;
alter table paper_offer force row level security;
create policy tenant on paper_offer using (sees(account_id)) with check (sees(account_id));
alter table software_release enable row level security;
alter table software_release force row level security;
create policy tenant on software_release using (sees(account_id)) with check (sees(account_id));
alter table software_file enable row level security;
alter table software_file force row level security;
create policy tenant on software_file using (sees(account_id)) with check (sees(account_id));
alter table software_download enable row level security;
alter table software_download force row level security;
create policy tenant on software_download using (sees(account_id)) with check (sees(account_id));
alter table software_direction enable row level security;
alter table software_direction force row level security;
create policy tenant on software_direction using (sees(account_id)) with check (sees(account_id));
alter table software_installation enable row level security;
alter table software_installation force row level security;
create policy tenant on software_installation using (sees(account_id)) with check (sees(account_id));
alter table software_enquiry enable row level security;
alter table software_enquiry force row level security;
create policy tenant on software_enquiry using (sees(account_id)) with check (sees(account_id));
alter table software_event enable row level security;
alter table software_event force row level security;
create policy tenant on software_event using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on custom_software to holdfast_app;
grant select, insert on accepted_release to holdfast_app;
grant select, insert, update on release_proposal to holdfast_app;
grant select, insert, update on contract_paper to holdfast_app;
grant select, insert, update on paper_offer to holdfast_app;
grant select, insert, update on software_release to holdfast_app;
grant select, insert on software_file to holdfast_app;
grant select, insert on software_download to holdfast_app;
grant select, insert, update on software_direction to holdfast_app;
grant select, insert on software_installation to holdfast_app;
grant select, insert, update on software_enquiry to holdfast_app;
grant select, insert on software_event to holdfast_app;

-- what was agreed before is where the history begins
insert into accepted_release (account_id, device_id, seq, release, why, on_day, customer, provider, note, at)
select account_id, id, 1, accepted_release, 'accepted', updated_at::date, 'not recorded', 'not recorded', 'stood with the device before', updated_at
from device where accepted_release <> '';
