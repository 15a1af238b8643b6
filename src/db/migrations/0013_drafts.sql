-- What somebody began to write on a case: theirs alone, kept until it is sent.
create table draft (
  account_id uuid not null references account (id),
  case_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('reply', 'note')),
  text text not null check (length(text) between 1 and 50000),
  saved_at timestamptz not null,
  primary key (account_id, case_id, person_id, kind),
  foreign key (account_id, case_id) references support_case (account_id, id)
);
alter table draft enable row level security;
alter table draft force row level security;
create policy tenant on draft using (sees(account_id)) with check (sees(account_id));
grant select, insert, update, delete on draft to holdfast_app;
