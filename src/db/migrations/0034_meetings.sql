-- Meetings that services promise: series that follow a contract, their meetings, people, agenda, minutes and actions. What happened is only added to.
alter table account_counter add column meeting_number integer not null default 0;

create table meeting_series (
  account_id uuid not null references account (id),
  id uuid not null,
  contract_id uuid not null,
  kind text not null,
  title text not null check (title <> ''),
  clauses text[] not null,
  rule jsonb not null,
  first_on date not null,
  -- the contract's last day that the series was made up to
  until date not null,
  -- the wall clock at which each meeting begins, the whole year round
  start_time text not null check (start_time ~ '^[0-2][0-9]:[0-5][0-9]$'),
  minutes integer not null check (minutes between 5 and 600),
  zone text not null,
  mode text not null check (mode in ('remote', 'onsite')),
  place text not null,
  -- why it is onsite
  statement text not null,
  lead_id uuid not null,
  lead_name text not null,
  made_by text not null,
  made_at timestamptz not null,
  primary key (account_id, id),
  -- a contract has one series of a kind
  unique (account_id, contract_id, kind),
  foreign key (account_id, contract_id) references contract (account_id, id),
  check (mode = 'remote' or statement <> '')
);

create table meeting (
  account_id uuid not null references account (id),
  id uuid not null,
  number text not null,
  kind text not null,
  title text not null check (title <> ''),
  series_id uuid,
  -- the day that the rule of the series names; it stays wherever the meeting moves
  planned_on date not null,
  contract_id uuid,
  about_kind text check (about_kind in ('review', 'request', 'change', 'case')),
  about_id text,
  starts_at timestamptz not null,
  minutes integer not null check (minutes between 5 and 600),
  zone text not null,
  mode text not null check (mode in ('remote', 'onsite')),
  place text not null,
  statement text not null,
  topics text[] not null,
  clauses text[] not null,
  lead_id uuid,
  lead_name text not null,
  state text not null check (state in ('planned', 'held', 'missed', 'cancelled')),
  -- who called it off or missed it, and why
  side text check (side in ('provider', 'customer')),
  reason text not null,
  -- why it is not on its planned day; empty when it is
  moved text not null,
  -- whether the provider is invited to a meeting that the customer holds (MSP-5.o)
  provider_invited boolean not null,
  -- goal, result, verdict and agreed changes of a post-change review
  outcome jsonb,
  -- counts what invited people have to know anew
  sequence integer not null,
  invited_at timestamptz,
  version integer not null,
  made_at timestamptz not null,
  primary key (account_id, id),
  unique (account_id, number),
  -- twice at once makes the meeting once
  unique (account_id, series_id, planned_on),
  foreign key (account_id, series_id) references meeting_series (account_id, id),
  foreign key (account_id, contract_id) references contract (account_id, id),
  check ((about_kind is null) = (about_id is null)),
  check (mode = 'remote' or statement <> ''),
  check (state in ('planned', 'held') or (side is not null and reason <> ''))
);
create index meeting_start on meeting (account_id, starts_at);
create index meeting_week on meeting (starts_at) where state = 'planned';

create table meeting_event (
  account_id uuid not null,
  meeting_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  actor text not null,
  kind text not null,
  text text not null,
  primary key (account_id, meeting_id, seq),
  foreign key (account_id, meeting_id) references meeting (account_id, id)
);

create table meeting_person (
  account_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  -- null for a guest
  person_id uuid,
  name text not null,
  email text not null,
  side text not null check (side in ('provider', 'customer', 'guest')),
  answer text not null check (answer in ('none', 'accepted', 'declined', 'tentative')),
  answered_at timestamptz,
  answered_by text not null,
  attended boolean,
  removed boolean not null,
  primary key (account_id, id),
  unique (account_id, meeting_id, email),
  foreign key (account_id, meeting_id) references meeting (account_id, id)
);
create index meeting_person_own on meeting_person (person_id) where not removed;

create table meeting_item (
  account_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  place integer not null,
  source text not null check (source in ('case', 'advisory', 'action', 'own')),
  ref text not null,
  title text not null check (title <> ''),
  note text not null,
  added_by text not null,
  removed boolean not null,
  primary key (account_id, id),
  foreign key (account_id, meeting_id) references meeting (account_id, id)
);
create index meeting_item_of on meeting_item (account_id, meeting_id, place);
-- what was drafted from live data stands on an agenda once
create unique index meeting_item_once on meeting_item (account_id, meeting_id, source, ref) where source <> 'own';

create table meeting_minutes (
  account_id uuid not null,
  meeting_id uuid not null,
  version integer not null check (version > 0),
  text text not null check (text <> ''),
  decisions text[] not null,
  -- why a further version was published
  why text not null,
  actor text not null,
  at timestamptz not null,
  primary key (account_id, meeting_id, version),
  foreign key (account_id, meeting_id) references meeting (account_id, id),
  check (version = 1 or why <> '')
);
create table meeting_draft (
  account_id uuid not null,
  meeting_id uuid not null,
  text text not null,
  decisions text[] not null,
  version integer not null,
  actor text not null,
  at timestamptz not null,
  primary key (account_id, meeting_id),
  foreign key (account_id, meeting_id) references meeting (account_id, id)
);

create table meeting_action (
  account_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  text text not null check (text <> ''),
  -- a case or another record that it is the next step of
  about text,
  owner_id uuid,
  owner_name text not null,
  side text not null check (side in ('provider', 'customer')),
  due_on date not null,
  state text not null check (state in ('open', 'done', 'dropped')),
  settled_at timestamptz,
  settled_by text,
  note text not null,
  version integer not null,
  made_by text not null,
  made_at timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, meeting_id) references meeting (account_id, id),
  check ((state = 'open') = (settled_at is null))
);
create index meeting_action_open on meeting_action (account_id, due_on) where state = 'open';
create index meeting_action_own on meeting_action (owner_id) where state = 'open';

-- Webinars are the provider's and shared by a theatre; who registered belongs to the account of each.
create table webinar (
  id uuid primary key,
  theatre text not null check (theatre in ('AMERICAS', 'EMEA', 'APAC')),
  title text not null check (title <> ''),
  topic text not null,
  about text not null,
  host text not null,
  starts_at timestamptz not null,
  minutes integer not null check (minutes between 5 and 600),
  zone text not null,
  capacity integer not null check (capacity between 1 and 10000),
  state text not null check (state in ('planned', 'held', 'cancelled')),
  reason text not null,
  held_on date,
  -- the last day on which the recording is posted in time
  post_by date,
  recording text,
  posted_at timestamptz,
  posted_on date,
  made_by text not null,
  version integer not null,
  check ((state = 'held') = (held_on is not null)),
  check ((held_on is null) = (post_by is null)),
  check ((recording is null) = (posted_at is null))
);
create table webinar_seat (
  account_id uuid not null references account (id),
  webinar_id uuid not null references webinar (id),
  person_id uuid not null,
  name text not null,
  state text not null check (state in ('registered', 'withdrawn')),
  attended boolean,
  at timestamptz not null,
  primary key (account_id, webinar_id, person_id)
);
create index webinar_seat_of on webinar_seat (webinar_id) where state = 'registered';

alter table meeting_series enable row level security;
alter table meeting_series force row level security;
create policy tenant on meeting_series using (sees(account_id)) with check (sees(account_id));
alter table meeting enable row level security;
alter table meeting force row level security;
create policy tenant on meeting using (sees(account_id)) with check (sees(account_id));
alter table meeting_event enable row level security;
alter table meeting_event force row level security;
create policy tenant on meeting_event using (sees(account_id)) with check (sees(account_id));
alter table meeting_person enable row level security;
alter table meeting_person force row level security;
create policy tenant on meeting_person using (sees(account_id)) with check (sees(account_id));
alter table meeting_item enable row level security;
alter table meeting_item force row level security;
create policy tenant on meeting_item using (sees(account_id)) with check (sees(account_id));
alter table meeting_minutes enable row level security;
alter table meeting_minutes force row level security;
create policy tenant on meeting_minutes using (sees(account_id)) with check (sees(account_id));
alter table meeting_draft enable row level security;
alter table meeting_draft force row level security;
create policy tenant on meeting_draft using (sees(account_id)) with check (sees(account_id));
alter table meeting_action enable row level security;
alter table meeting_action force row level security;
create policy tenant on meeting_action using (sees(account_id)) with check (sees(account_id));
alter table webinar_seat enable row level security;
alter table webinar_seat force row level security;
create policy tenant on webinar_seat using (sees(account_id)) with check (sees(account_id));
alter table webinar enable row level security;
alter table webinar force row level security;
create policy read_all on webinar for select using (true);
create policy provider_adds on webinar for insert with check (is_provider());
create policy provider_changes on webinar for update using (is_provider()) with check (is_provider());
grant select, insert, update on meeting_series to holdfast_app;
grant select, insert, update on meeting to holdfast_app;
grant select, insert on meeting_event to holdfast_app;
grant select, insert, update on meeting_person to holdfast_app;
grant select, insert, update on meeting_item to holdfast_app;
grant select, insert on meeting_minutes to holdfast_app;
grant select, insert, update on meeting_draft to holdfast_app;
grant select, insert, update on meeting_action to holdfast_app;
grant select, insert, update on webinar_seat to holdfast_app;
grant select, insert, update on webinar to holdfast_app;
