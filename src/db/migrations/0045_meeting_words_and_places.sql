-- Questions at a webinar belong to the account of who asks; others read them without a name, through the provider's scope (ACP-7.a).
create table webinar_question (
  account_id uuid not null references account (id),
  id uuid not null,
  webinar_id uuid not null references webinar (id),
  person_id uuid not null,
  name text not null,
  text text not null check (text <> ''),
  -- how it reads for others, where whoever answered put it in other words
  shown text not null default '',
  asked_at timestamptz not null,
  -- who of the provider answers what was left open
  owner_id uuid,
  owner_name text not null default '',
  primary key (account_id, id),
  -- only who has a seat asks
  foreign key (account_id, webinar_id, person_id) references webinar_seat (account_id, webinar_id, person_id)
);
create index webinar_question_of on webinar_question (webinar_id, asked_at);
create table webinar_answer (
  account_id uuid not null,
  question_id uuid not null,
  seq integer not null check (seq > 0),
  text text not null check (text <> ''),
  -- said in the webinar, or written afterwards
  live boolean not null,
  name text not null,
  actor text not null,
  at timestamptz not null,
  primary key (account_id, question_id, seq),
  foreign key (account_id, question_id) references webinar_question (account_id, id)
);
alter table webinar_question enable row level security;
alter table webinar_question force row level security;
create policy tenant on webinar_question using (sees(account_id)) with check (sees(account_id));
alter table webinar_answer enable row level security;
alter table webinar_answer force row level security;
create policy tenant on webinar_answer using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on webinar_question to holdfast_app;
grant select, insert on webinar_answer to holdfast_app;

-- From where the provider takes part: a place of policy H12, or, onsite, where people meet. Empty for meetings planned before it was asked (SSM-6.b).
alter table meeting add column location text not null default '';
alter table meeting_series add column location text not null default '';
