-- What each side owes under a contract: the pieces of work it is owed for, what happened to it, and equipment that is lent. What is owed
-- itself is not here: it is read from the service description that the contract is stamped with.
create table duty_book (
  account_id uuid not null,
  contract_id uuid not null,
  -- the last event; whoever writes the next one holds this row
  seq integer not null,
  primary key (account_id, contract_id),
  foreign key (account_id, contract_id) references contract (account_id, id)
);
create table duty_engagement (
  account_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  kind text not null check (kind in ('request', 'window')),
  title text not null check (title <> ''),
  -- what is started in it: codes of deliverables, or acts
  acts text[] not null,
  opened_at timestamptz not null,
  opened_on date not null,
  starts_on date,
  window_starts_at timestamptz,
  window_ends_at timestamptz,
  zone text not null,
  ended_on date,
  -- a person of the provider, who is no row of this account
  lead_id uuid,
  primary key (account_id, id),
  foreign key (account_id, contract_id) references duty_book (account_id, contract_id),
  check ((window_starts_at is null) = (window_ends_at is null)),
  check (window_ends_at > window_starts_at)
);
create index duty_engagement_contract on duty_engagement (account_id, contract_id);
-- evidence as a file; its bytes are in the data folder
create table duty_file (
  account_id uuid not null,
  id uuid not null,
  name text not null check (name <> ''),
  size_bytes bigint not null check (size_bytes >= 0),
  sha256 text not null,
  secrets text not null check (secrets in ('none', 'masked', 'not-looked')),
  at timestamptz not null,
  actor text not null,
  primary key (account_id, id)
);
create table duty_event (
  account_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  -- 1, 2, 3 in its book
  seq integer not null check (seq > 0),
  engagement_id uuid,
  duty text not null,
  part text,
  kind text not null check (kind in ('asked', 'met', 'lapsed', 'waived', 'cannot', 'withdrawn')),
  at timestamptz not null,
  -- the day it is about: of the evidence, of the miss, or from which a duty cannot be met
  on_day date not null,
  actor text not null,
  side text not null check (side in ('provider', 'customer')),
  text text not null,
  nothing boolean not null default false,
  file_id uuid,
  -- the last day of a waiver, or the day by which an answer is due
  until_day date,
  -- the question that is answered, or the notice that is withdrawn
  refers_to uuid,
  primary key (account_id, id),
  unique (account_id, contract_id, seq),
  foreign key (account_id, contract_id) references duty_book (account_id, contract_id),
  foreign key (account_id, engagement_id) references duty_engagement (account_id, id),
  foreign key (account_id, file_id) references duty_file (account_id, id),
  foreign key (account_id, refers_to) references duty_event (account_id, id),
  check (kind <> 'waived' or (until_day is not null and text <> '' and side = 'provider')),
  check (kind <> 'cannot' or text <> ''),
  check ((kind = 'withdrawn') <= (refers_to is not null)),
  -- evidence says or holds something
  check (kind <> 'met' or nothing or text <> '' or file_id is not null)
);
-- a notice is withdrawn once, and one question has one answer that names it
create unique index duty_event_once on duty_event (account_id, refers_to, kind) where refers_to is not null;
create index duty_event_file on duty_event (account_id, file_id) where file_id is not null;

-- equipment of the provider that stands at a site; it is no device of the account
create table duty_loan (
  account_id uuid not null,
  id uuid not null,
  contract_id uuid not null,
  engagement_id uuid,
  serial text not null check (serial <> ''),
  what text not null check (what <> ''),
  purpose text not null,
  site_id uuid not null,
  contact text not null,
  at timestamptz not null,
  actor text not null,
  primary key (account_id, id),
  foreign key (account_id, contract_id) references duty_book (account_id, contract_id),
  foreign key (account_id, engagement_id) references duty_engagement (account_id, id),
  foreign key (account_id, site_id) references site (account_id, id)
);
create index duty_loan_serial on duty_loan (account_id, serial);
create table duty_loan_event (
  account_id uuid not null,
  id uuid not null,
  loan_id uuid not null,
  seq integer not null check (seq > 0),
  kind text not null check (kind in ('handed-over', 'confirmed', 'asked-back', 'returned', 'incident', 'charged', 'not-charged')),
  at timestamptz not null,
  happened_at timestamptz not null check (happened_at <= at),
  on_day date not null,
  actor text not null,
  text text not null,
  amount numeric(14, 2) check (amount >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  incident text check (incident in ('damage', 'loss', 'theft')),
  refers_to uuid,
  primary key (account_id, id),
  unique (account_id, loan_id, seq),
  foreign key (account_id, loan_id) references duty_loan (account_id, id),
  foreign key (account_id, refers_to) references duty_loan_event (account_id, id),
  check ((amount is null) = (currency is null)),
  check ((kind = 'incident') = (incident is not null)),
  check (kind <> 'charged' or amount is not null),
  check (kind not in ('charged', 'not-charged') or refers_to is not null)
);
-- handed over, asked back and returned once; an incident is settled once
create unique index duty_loan_event_once on duty_loan_event (account_id, loan_id, kind) where kind in ('handed-over', 'asked-back', 'returned');
create unique index duty_loan_event_settled on duty_loan_event (account_id, refers_to) where refers_to is not null;

alter table duty_book enable row level security;
alter table duty_book force row level security;
create policy tenant on duty_book using (sees(account_id)) with check (sees(account_id));
alter table duty_engagement enable row level security;
alter table duty_engagement force row level security;
create policy tenant on duty_engagement using (sees(account_id)) with check (sees(account_id));
alter table duty_file enable row level security;
alter table duty_file force row level security;
create policy tenant on duty_file using (sees(account_id)) with check (sees(account_id));
alter table duty_event enable row level security;
alter table duty_event force row level security;
create policy tenant on duty_event using (sees(account_id)) with check (sees(account_id));
alter table duty_loan enable row level security;
alter table duty_loan force row level security;
create policy tenant on duty_loan using (sees(account_id)) with check (sees(account_id));
alter table duty_loan_event enable row level security;
alter table duty_loan_event force row level security;
create policy tenant on duty_loan_event using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on duty_book to holdfast_app;
grant select, insert, update on duty_engagement to holdfast_app;
grant select, insert on duty_file to holdfast_app;
grant select, insert on duty_event to holdfast_app;
grant select, insert on duty_loan to holdfast_app;
grant select, insert on duty_loan_event to holdfast_app;
