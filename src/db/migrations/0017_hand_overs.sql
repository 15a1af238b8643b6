-- A case is handed over: offered with what the next one must know, and accepted by a person. Until then whoever offers it has it.
create table hand_over (
  account_id uuid not null references account (id),
  id uuid not null,
  case_id uuid not null,
  from_id uuid not null,
  from_name text not null,
  to_id uuid not null,
  to_name text not null,
  situation text not null check (length(situation) between 1 and 5000),
  next_step text not null check (length(next_step) between 1 and 2000),
  promised text not null,
  promised_at timestamptz,
  offered_at timestamptz not null,
  state text not null check (state in ('offered', 'accepted', 'declined', 'withdrawn', 'lapsed')),
  answered_at timestamptz,
  answer text not null default '',
  primary key (account_id, id),
  foreign key (account_id, case_id) references support_case (account_id, id)
);
-- one at a time
create unique index hand_over_open on hand_over (account_id, case_id) where state = 'offered';
create index hand_over_to on hand_over (to_id) where state = 'offered';
alter table hand_over enable row level security;
alter table hand_over force row level security;
create policy tenant on hand_over using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on hand_over to holdfast_app;

-- The one specialist who owns a case for the customer's request (MSP-3.1.4.p1), with those who did before.
create table case_specialist (
  account_id uuid not null references account (id),
  case_id uuid not null,
  person_id uuid not null,
  name text not null,
  since timestamptz not null,
  named_by text not null,
  ended_at timestamptz,
  ended_why text,
  primary key (account_id, case_id, since),
  foreign key (account_id, case_id) references support_case (account_id, id)
);
create unique index case_specialist_now on case_specialist (account_id, case_id) where ended_at is null;
alter table case_specialist enable row level security;
alter table case_specialist force row level security;
create policy tenant on case_specialist using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on case_specialist to holdfast_app;
