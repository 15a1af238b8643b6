-- What happened to a case is told to open pages when it commits: whose it is and where it stands in the history, no text.
create function tell_live() returns trigger language plpgsql as $$
declare
  about record;
begin
  select number, requester_id into about from support_case where account_id = new.account_id and id = new.case_id;
  perform pg_notify('holdfast_live', json_build_object('kind', 'case', 'accountId', new.account_id, 'caseId', new.case_id,
    'number', about.number, 'seq', new.seq, 'visibility', new.visibility, 'requesterId', about.requester_id)::text);
  return null;
end $$;
create trigger tell_live after insert on case_event for each row execute function tell_live();

-- The counts of the desk's lenses read this and no row.
create index support_case_lens on support_case (account_id)
  include (state, queue, owner_id, response, responded_at, due_at, escalated_at) where closed_at is null;

-- A list as somebody wants to find it again: the filters as they stand in the address, and the columns that are shown. It
-- belongs to a person, or to a team of the provider when that is named.
create table desk_view (
  account_id uuid not null references account (id),
  id uuid not null,
  owner_id uuid not null,
  owner text not null,
  team text,
  name text not null check (length(name) between 1 and 60),
  picks jsonb not null,
  columns text[] not null,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (account_id, id),
  foreign key (account_id, owner_id) references person (account_id, id)
);
create unique index desk_view_own on desk_view (account_id, owner_id, lower(name)) where team is null;
create unique index desk_view_team on desk_view (account_id, team, lower(name)) where team is not null;
alter table desk_view enable row level security;
alter table desk_view force row level security;
create policy tenant on desk_view using (sees(account_id)) with check (sees(account_id));
grant select, insert, update, delete on desk_view to holdfast_app;
