-- Change windows: what was agreed in a task order, planned, worked through at night, handed over and looked back on. What happened is only added to.
create extension if not exists btree_gist;
alter table account_counter add column change_number integer not null default 0;

create table change_window (
  account_id uuid not null references account (id),
  id uuid not null,
  number text not null,
  request_id uuid not null,
  -- which window of its task order it is; a further one on the same unit comes after them
  place integer not null check (place > 0),
  -- the unit that pays for it: a further window after one that was broken off stands on the same one
  unit text not null,
  title text not null check (title <> ''),
  state text not null check (state in ('planned', 'ready', 'running', 'done', 'closed', 'cancelled')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- where the change is made: its clock, country and holidays decide
  zone text not null,
  country text not null,
  serials text[] not null,
  -- somebody of the provider; null until one is assigned
  engineer_id uuid,
  engineer_name text not null,
  started_at timestamptz,
  ended_at timestamptz,
  closed_at timestamptz,
  -- counts what invited people have to know anew
  sequence integer not null,
  version integer not null,
  made_at timestamptz not null,
  primary key (account_id, id),
  unique (account_id, number),
  unique (account_id, request_id, place),
  foreign key (account_id, request_id) references service_request (account_id, id),
  check (ends_at >= starts_at)
);
create index change_window_start on change_window (account_id, starts_at);
create index change_window_live on change_window (starts_at) where state <> 'cancelled';

create table change_plan (
  account_id uuid not null,
  change_id uuid not null,
  version integer not null check (version > 0),
  content jsonb not null,
  written_by text not null,
  written_at timestamptz not null,
  primary key (account_id, change_id, version),
  foreign key (account_id, change_id) references change_window (account_id, id)
);

create table change_event (
  account_id uuid not null,
  change_id uuid not null,
  seq integer not null check (seq > 0),
  at timestamptz not null,
  actor text not null,
  actor_name text not null,
  side text not null check (side in ('provider', 'customer', 'clock')),
  kind text not null,
  body jsonb not null,
  primary key (account_id, change_id, seq),
  foreign key (account_id, change_id) references change_window (account_id, id)
);

-- Nobody is booked twice, whichever customers ask at once: the constraint looks at all of them, walls or not.
create table engineer_booking (
  account_id uuid not null,
  id uuid not null,
  change_id uuid not null,
  engineer_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  released_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, change_id) references change_window (account_id, id),
  constraint engineer_booked_once exclude using gist (engineer_id with =, tstzrange(starts_at, ends_at) with &&) where (released_at is null)
);
create unique index engineer_booking_of on engineer_booking (account_id, change_id) where released_at is null;

-- The account of an absence is the provider's: no customer sees who is away.
create table engineer_absence (
  account_id uuid not null references account (id),
  id uuid not null,
  engineer_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  reason text not null,
  ended_at timestamptz,
  made_by text not null,
  primary key (account_id, id)
);
create index engineer_absence_of on engineer_absence (engineer_id, starts_at);

-- Times in which nothing is changed: of a whole customer, or of one site.
create table change_blackout (
  account_id uuid not null references account (id),
  id uuid not null,
  site_id uuid,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  reason text not null check (reason <> ''),
  lifted_at timestamptz,
  made_by text not null,
  primary key (account_id, id)
);

create table change_move (
  account_id uuid not null,
  id uuid not null,
  change_id uuid not null,
  side text not null check (side in ('provider', 'customer')),
  actor text not null,
  actor_name text not null,
  at timestamptz not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  why text not null check (why <> ''),
  -- the provider takes it later than the service asks for, because
  waiver text not null,
  agreement text not null,
  state text not null check (state in ('open', 'accepted', 'declined', 'withdrawn')),
  answered_by text,
  answered_at timestamptz,
  answer text not null,
  primary key (account_id, id),
  foreign key (account_id, change_id) references change_window (account_id, id),
  check ((state = 'open') = (answered_at is null))
);
-- one proposal at a time
create unique index change_move_open on change_move (account_id, change_id) where state = 'open';

alter table change_window enable row level security;
alter table change_window force row level security;
create policy tenant on change_window using (sees(account_id)) with check (sees(account_id));
alter table change_plan enable row level security;
alter table change_plan force row level security;
create policy tenant on change_plan using (sees(account_id)) with check (sees(account_id));
alter table change_event enable row level security;
alter table change_event force row level security;
create policy tenant on change_event using (sees(account_id)) with check (sees(account_id));
alter table engineer_booking enable row level security;
alter table engineer_booking force row level security;
create policy tenant on engineer_booking using (sees(account_id)) with check (sees(account_id));
alter table engineer_absence enable row level security;
alter table engineer_absence force row level security;
create policy tenant on engineer_absence using (sees(account_id)) with check (sees(account_id));
alter table change_blackout enable row level security;
alter table change_blackout force row level security;
create policy tenant on change_blackout using (sees(account_id)) with check (sees(account_id));
alter table change_move enable row level security;
alter table change_move force row level security;
create policy tenant on change_move using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on change_window to holdfast_app;
grant select, insert on change_plan to holdfast_app;
grant select, insert on change_event to holdfast_app;
grant select, insert, update on engineer_booking to holdfast_app;
grant select, insert, update on engineer_absence to holdfast_app;
grant select, insert, update on change_blackout to holdfast_app;
grant select, insert, update on change_move to holdfast_app;
