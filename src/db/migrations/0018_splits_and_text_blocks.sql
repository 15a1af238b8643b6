-- A case may come out of another one: part of what was written there is a question of its own.
alter table case_link drop constraint case_link_kind_check;
alter table case_link add constraint case_link_kind_check check (kind in ('related', 'duplicate', 'caused-by', 'split'));

-- A text that is written often, of a person or of a team of the provider when that is named. Places in braces are filled in.
create table text_block (
  account_id uuid not null references account (id),
  id uuid not null,
  owner_id uuid not null,
  owner text not null,
  team text,
  title text not null check (length(title) between 1 and 80),
  text text not null check (length(text) between 1 and 10000),
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (account_id, id),
  foreign key (account_id, owner_id) references person (account_id, id)
);
create unique index text_block_own on text_block (account_id, owner_id, lower(title)) where team is null;
create unique index text_block_team on text_block (account_id, team, lower(title)) where team is not null;
alter table text_block enable row level security;
alter table text_block force row level security;
create policy tenant on text_block using (sees(account_id)) with check (sees(account_id));
grant select, insert, update, delete on text_block to holdfast_app;
