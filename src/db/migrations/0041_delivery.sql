-- Where arranged work is delivered, in which language and by whom. What the customer asks for beside the usual way, and what the provider said to it.
create table request_exception (
  account_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  kind text not null check (kind in ('onsite', 'language')),
  -- the window that it is about, by its place in the task order; null where it is about the whole request
  place integer check (place > 0),
  -- the address, or the language as two small letters
  what text not null check (what <> ''),
  why text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  state text not null check (state in ('asked', 'accepted', 'declined', 'withdrawn')),
  answered_by text,
  answered_at timestamptz,
  -- the provider's words; it declines without a reason
  answer text not null,
  cents bigint check (cents > 0),
  currency text,
  primary key (account_id, id),
  foreign key (account_id, request_id) references service_request (account_id, id),
  check ((cents is null) = (currency is null)),
  check (cents is null or state in ('accepted', 'withdrawn')),
  check ((state = 'asked') = (answered_at is null))
);
create unique index request_exception_open on request_exception (account_id, request_id, kind, coalesce(place, 0), what)
  where state in ('asked', 'accepted');

-- papers that were sent before were in the language of the services
alter table request_paper add column language text not null default 'en';

-- from which place of the provider a window is delivered, or where at the customer's
alter table change_window add column presence text not null default 'remote' check (presence in ('remote', 'onsite'));
alter table change_window add column location text not null default '';

-- a proposal moves a window, or calls it off alone
alter table change_move add column kind text not null default 'move' check (kind in ('move', 'call-off'));

-- The firm that an engineer belongs to, and who performs a part of a contract. The account is the provider's: no customer sees either.
create table engineer_firm (
  account_id uuid not null references account (id),
  id uuid not null,
  engineer_id uuid not null,
  partner_id uuid not null references account (id),
  starts_on date not null,
  ends_on date,
  made_by text not null,
  primary key (account_id, id),
  check (ends_on is null or ends_on >= starts_on)
);
create index engineer_firm_of on engineer_firm (account_id, engineer_id, starts_on);

create table part_performer (
  account_id uuid not null references account (id),
  id uuid not null,
  customer_id uuid not null references account (id),
  contract_id uuid not null,
  -- the deliverable of the service, by its code
  part text not null,
  engineer_id uuid not null,
  engineer_name text not null,
  -- null where the provider performs it with its own people
  partner_id uuid references account (id),
  starts_on date not null,
  ended_on date,
  made_by text not null,
  primary key (account_id, id)
);
create unique index part_performer_now on part_performer (account_id, contract_id, part) where ended_on is null;

alter table request_exception enable row level security;
alter table request_exception force row level security;
create policy tenant on request_exception using (sees(account_id)) with check (sees(account_id));
alter table engineer_firm enable row level security;
alter table engineer_firm force row level security;
create policy tenant on engineer_firm using (sees(account_id)) with check (sees(account_id));
alter table part_performer enable row level security;
alter table part_performer force row level security;
create policy tenant on part_performer using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on request_exception to holdfast_app;
grant select, insert, update on engineer_firm to holdfast_app;
grant select, insert, update on part_performer to holdfast_app;
