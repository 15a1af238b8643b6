-- Who wants to hear of a case: people of its account, of a partner that acts for it, or of the provider. The row grants
-- nothing: whoever may no longer see the case hears nothing of it. The name is kept, as the account cannot look it up
-- elsewhere.
create table case_watcher (
  account_id uuid not null references account (id),
  case_id uuid not null,
  member_id uuid not null,
  side text not null check (side in ('customer', 'partner', 'provider')),
  name text not null,
  added_at timestamptz not null,
  added_by text not null,
  primary key (account_id, case_id, member_id),
  foreign key (account_id, case_id) references support_case (account_id, id)
);
create index case_watcher_member on case_watcher (member_id);
alter table case_watcher enable row level security;
alter table case_watcher force row level security;
create policy tenant on case_watcher using (sees(account_id)) with check (sees(account_id));
grant select, insert, delete on case_watcher to holdfast_app;
