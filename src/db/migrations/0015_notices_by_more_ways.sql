select set_config('holdfast.provider', 'on', true);

-- What speaks for the sender of a mail: who looked, and what came out. Null where nobody looked.
alter table mail_in add column proof jsonb;

-- A letter that gathers others belongs to the home of its reader, so that somebody who hears of several accounts gets
-- one letter over all of them. What it holds is found by home_id and gathered_into, as a foreign key may not cross accounts.
alter table letter drop constraint letter_account_id_gathered_into_fkey;
update letter set account_id = home_id where outbox_id is null and account_id <> home_id;
drop index letter_waiting;
create index letter_waiting on letter (home_id, email) where state in ('pending', 'digest');
create index letter_gathered on letter (home_id, gathered_into) where gathered_into is not null;

-- A webhook of one person, in their home account; without a person it is the account's.
alter table webhook add column person_id uuid;
alter table webhook add foreign key (account_id, person_id) references person (account_id, id);
create unique index webhook_of_person on webhook (account_id, person_id) where person_id is not null and state <> 'deleted';
-- how many calls one host may hold at once is counted by its name
alter table webhook add column host text not null default '';
update webhook set host = coalesce(lower(substring(url from '^https?://([^/:?#]+)')), '');
create index webhook_host on webhook (host);
-- the last call took long or failed: only some of the callers serve it then
alter table webhook add column slow boolean not null default false;
create index webhook_delivery_leased on webhook_delivery (leased_until) where state = 'pending' and leased_until is not null;

-- Which kinds of notices call the webhook of the person.
alter table notice_preference add column hook_kinds text[] not null default '{}';

-- The address of somebody's own calendar: only the hash of its secret is kept. Without a row there is none.
create table notice_feed (
  account_id uuid not null references account (id),
  person_id uuid not null,
  secret_hash bytea not null,
  made_at timestamptz not null,
  primary key (account_id, person_id),
  foreign key (account_id, person_id) references person (account_id, id)
);
alter table notice_feed enable row level security;
alter table notice_feed force row level security;
create policy tenant on notice_feed using (sees(account_id)) with check (sees(account_id));
grant select, insert, update, delete on notice_feed to holdfast_app;
