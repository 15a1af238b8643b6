-- The next instant at which somebody hears of a case by itself: a cache of its terms and its history.
alter table support_case add column alarm_at timestamptz;
-- the steps that were taken, each by name and instant
alter table support_case add column steps_done jsonb not null default '[]';
alter table support_case alter column steps_done drop default;
update support_case set alarm_at = due_at where response = 'running' and closed_at is null;

-- Steps are known by name; the number stays for the alerts that were made before steps had one.
alter table escalation add column code text not null default 'due';
alter table escalation drop constraint escalation_kind_check;
alter table escalation add constraint escalation_kind_check check (kind in ('missed-response', 'requested', 'step'));
alter table escalation drop constraint escalation_account_id_case_id_kind_step_due_at_key;
alter table escalation add constraint escalation_once unique (account_id, case_id, code, due_at);
create index escalation_newest on escalation (at desc, id desc);

-- Somebody asked for escalation: owned and watched by the desk until it is done (ACP-4). Its history is the case's.
alter table account_counter add column escalation_number integer not null default 100;
create table escalation_request (
  account_id uuid not null references account (id),
  id uuid not null,
  number text not null,
  case_id uuid not null,
  severity text not null check (severity in ('high', 'medium', 'low')),
  reason text not null,
  level integer not null check (level >= 1),
  lead text not null check (lead in ('desk', 'advisor')),
  raised_at timestamptz not null,
  raised_by text not null,
  raised_side text not null check (raised_side in ('customer', 'provider')),
  requester_id uuid,
  owner_id uuid,
  owner_name text,
  report_hours integer not null check (report_hours between 1 and 8760),
  report_due_at timestamptz not null,
  watched_at timestamptz not null,
  state text not null check (state in ('open', 'done', 'withdrawn')),
  ended_at timestamptz,
  version integer not null default 1,
  primary key (account_id, id),
  unique (account_id, number),
  foreign key (account_id, case_id) references support_case (account_id, id)
);
create index escalation_request_open on escalation_request (report_due_at) where state = 'open';
create index escalation_request_case on escalation_request (account_id, case_id);

-- Who is on call. Rosters belong to the provider's own account.
create table roster (
  account_id uuid not null references account (id),
  id uuid not null,
  team text not null,
  theatre text check (theatre in ('AMERICAS', 'EMEA', 'APAC')),
  title text not null,
  zone text not null,
  layers jsonb not null,
  feed_hash bytea not null,
  version integer not null default 1,
  primary key (account_id, id)
);
create unique index roster_team on roster (account_id, team, coalesce(theatre, ''));
create table roster_override (
  account_id uuid not null references account (id),
  id uuid not null,
  roster_id uuid not null,
  layer integer not null,
  person_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  reason text not null,
  made_by text not null,
  removed_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, roster_id) references roster (account_id, id),
  foreign key (account_id, person_id) references person (account_id, id),
  check (ends_at > starts_at)
);
create index roster_override_time on roster_override (account_id, roster_id, starts_at);
create table handover_note (
  account_id uuid not null references account (id),
  id uuid not null,
  roster_id uuid not null,
  at timestamptz not null,
  author_id uuid not null,
  author text not null,
  text text not null,
  primary key (account_id, id),
  foreign key (account_id, roster_id) references roster (account_id, id)
);
create index handover_note_newest on handover_note (account_id, roster_id, at desc);

-- A case rings: who was called when, until somebody acknowledges. It belongs to the account of the case.
create table page (
  account_id uuid not null references account (id),
  id uuid not null,
  case_id uuid not null,
  team text not null,
  reason text not null,
  started_at timestamptz not null,
  state text not null check (state in ('ringing', 'acknowledged', 'unanswered', 'over')),
  calls jsonb not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  primary key (account_id, id),
  foreign key (account_id, case_id) references support_case (account_id, id)
);
create index page_case on page (account_id, case_id, started_at);
create index page_ringing on page (started_at) where state = 'ringing';

do $$
declare
  name text;
begin
  foreach name in array array['escalation_request', 'roster', 'roster_override', 'handover_note', 'page']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (sees(account_id)) with check (sees(account_id))', name);
    execute format('grant select, insert, update on %I to holdfast_app', name);
  end loop;
end $$;
