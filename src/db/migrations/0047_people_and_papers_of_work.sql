-- In which language a file is and of which day; empty where nobody had to say (MSP-5.g2).
alter table duty_event add column language text not null default '' check (language = '' or language ~ '^[a-z]{2}$');
alter table duty_event add column as_of date;

-- Who takes part in a piece of work beside the two sides: people of the customer, and third parties that it answers for (MSP-5.f1, MSP-5.h1, MSP-5.p, ISS-4.i2).
create table duty_participant (
  account_id uuid not null,
  id uuid not null,
  engagement_id uuid not null,
  kind text not null check (kind in ('person', 'third-party')),
  name text not null check (name <> ''),
  email text not null default '',
  part text not null check (part <> ''),
  coordinator text not null default '',
  certificate text not null default '',
  at timestamptz not null,
  actor text not null,
  ended_on date,
  primary key (account_id, id),
  foreign key (account_id, engagement_id) references duty_engagement (account_id, id)
);
create index duty_participant_of on duty_participant (account_id, engagement_id);

-- Whether somebody shows the skill that the work needs; the newest word counts (MSP-5.h2).
create table duty_skill (
  account_id uuid not null,
  id uuid not null,
  participant_id uuid not null,
  passed boolean not null,
  note text not null check (note <> ''),
  on_day date not null,
  at timestamptz not null,
  actor text not null,
  primary key (account_id, id),
  foreign key (account_id, participant_id) references duty_participant (account_id, id)
);

-- What a third party costs, and who bears it: the provider by a written agreement alone (MSP-5.f2).
create table duty_cost (
  account_id uuid not null,
  id uuid not null,
  participant_id uuid not null,
  what text not null check (what <> ''),
  cents bigint not null check (cents > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  borne_by text not null check (borne_by in ('customer', 'provider')),
  agreement text not null default '',
  at timestamptz not null,
  actor text not null,
  primary key (account_id, id),
  foreign key (account_id, participant_id) references duty_participant (account_id, id),
  check (borne_by = 'customer' or agreement <> '')
);
alter table duty_participant enable row level security;
alter table duty_participant force row level security;
create policy tenant on duty_participant using (sees(account_id)) with check (sees(account_id));
alter table duty_skill enable row level security;
alter table duty_skill force row level security;
create policy tenant on duty_skill using (sees(account_id)) with check (sees(account_id));
alter table duty_cost enable row level security;
alter table duty_cost force row level security;
create policy tenant on duty_cost using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on duty_participant to holdfast_app;
grant select, insert on duty_skill to holdfast_app;
grant select, insert on duty_cost to holdfast_app;
