-- Service management: days of technical guidance and their questions, what shows the items of onboarding, root causes of cases that a
-- specialist helped with, and the roll-out of service automation.
-- Technical guidance: which site answers on a day, with its hours there as instants (MSP-3.1.2.p1, policies B12 and B48)
create table guidance_day (
  account_id uuid not null,
  request_id uuid not null,
  on_day date not null,
  site text not null check (site <> ''),
  country text not null check (country ~ '^[A-Z]{2}$'),
  zone text not null check (zone <> ''),
  calendar text not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  -- shorter than the hours of the site; it costs a day all the same
  half boolean not null,
  named_by text not null,
  named_at timestamptz not null,
  primary key (account_id, request_id, on_day),
  foreign key (account_id, request_id) references service_request (account_id, id),
  check (opens_at < closes_at)
);
-- what was asked in guidance, and what became of it (MSP-3.1.2.a-d, MSP-3.1.2.p2, MSP-3.1.2.p3, MSP-3.1.2.p4)
create table guidance_question (
  account_id uuid not null,
  request_id uuid not null,
  seq integer not null check (seq > 0),
  on_day date not null,
  channel text not null check (channel in ('phone', 'email')),
  topic text not null check (topic in ('practice', 'uptime', 'upgrades', 'risk', 'fault', 'non-technical')),
  about text not null check (about in ('question', 'design', 'template')),
  text text not null check (text <> ''),
  asked_by text not null,
  asked_by_id uuid,
  asked_at timestamptz not null,
  logged_by text not null,
  decision_id uuid not null,
  answer text,
  advice text not null default '',
  recommendation text not null default '',
  answered_by text,
  answered_at timestamptz,
  -- the case of a fault, or the reference of Customer Care
  case_number text,
  primary key (account_id, request_id, seq),
  foreign key (account_id, request_id, on_day) references guidance_day (account_id, request_id, on_day),
  foreign key (account_id, decision_id) references decision (account_id, id),
  foreign key (account_id, case_number) references support_case (account_id, number),
  check ((answer is null) = (answered_by is null and answered_at is null)),
  check (answer is null or about = 'question' or (advice <> '' and recommendation <> '')),
  check (answer is null or topic not in ('fault', 'non-technical')),
  check (answered_at is null or answered_at >= asked_at)
);
-- what shows that an item of service management onboarding is done; never changed (MSP-3.1.1.a to MSP-3.1.1.g)
create table onboarding_record (
  account_id uuid not null,
  request_id uuid not null,
  seq integer not null check (seq > 0),
  item text not null check (item in ('a', 'b', 'c', 'd', 'e', 'f', 'g')),
  body jsonb not null,
  said_by text not null,
  at timestamptz not null,
  primary key (account_id, request_id, seq),
  foreign key (account_id, request_id) references service_request (account_id, id)
);
-- the root cause of a case that a specialist helped with; a version never changes but for its delivery (MSP-3.1.4.c)
create table root_cause (
  account_id uuid not null,
  request_id uuid not null,
  version integer not null check (version > 0),
  content jsonb not null,
  written_by text not null,
  written_at timestamptz not null,
  -- the version of the paper by which it was delivered
  paper integer,
  delivered_at timestamptz,
  primary key (account_id, request_id, version),
  foreign key (account_id, request_id) references service_request (account_id, id),
  check ((paper is null) = (delivered_at is null))
);
create unique index root_cause_draft on root_cause (account_id, request_id) where paper is null;
-- the customer's written word that help with a case is not wanted any more (MSP-3.1.4.p2)
create table assistance_withdrawal (
  account_id uuid not null,
  request_id uuid not null,
  reason text not null check (reason <> ''),
  withdrawn_by text not null,
  at timestamptz not null,
  primary key (account_id, request_id),
  foreign key (account_id, request_id) references service_request (account_id, id)
);
-- Service automation under a contract: its plan, with the engineer who consults beside the manager (SSM-3.1.a6, SSM-3.2.a)
create table automation_plan (
  account_id uuid not null,
  contract_id uuid not null,
  text text not null,
  planned_on date not null,
  manager_id uuid not null,
  manager text not null,
  engineer_id uuid,
  engineer text,
  -- the licence of the tools, and whoever accepted it for the end user (SSM-1.p5)
  licence text,
  licence_by text,
  licence_on date,
  -- when automatic cases were switched on for good, after a test that passed (SSM-3.2.c)
  enabled_at timestamptz,
  live_at timestamptz,
  version integer not null check (version > 0),
  primary key (account_id, contract_id),
  foreign key (account_id, contract_id) references contract (account_id, id),
  check (engineer_id is distinct from manager_id),
  check ((engineer_id is null) = (engineer is null)),
  check ((licence is null) = (licence_by is null and licence_on is null)),
  check (enabled_at is null or licence is not null),
  check (live_at is null or enabled_at is not null)
);
create table automation_task (
  account_id uuid not null,
  contract_id uuid not null,
  seq integer not null check (seq > 0),
  title text not null check (title <> ''),
  owner text not null check (owner <> ''),
  due_on date not null,
  state text not null check (state in ('open', 'under-way', 'done', 'dropped')),
  state_by text not null,
  state_at timestamptz not null,
  primary key (account_id, contract_id, seq),
  foreign key (account_id, contract_id) references automation_plan (account_id, contract_id)
);
-- what the consulting engineer said about a task (SSM-3.2.b)
create table automation_advice (
  account_id uuid not null,
  contract_id uuid not null,
  task integer not null,
  seq integer not null check (seq > 0),
  text text not null check (text <> ''),
  given_by text not null,
  at timestamptz not null,
  primary key (account_id, contract_id, task, seq),
  foreign key (account_id, contract_id, task) references automation_task (account_id, contract_id, seq)
);
-- scripts and tools as they were installed; the newest row of a place and tool is how it stands (SSM-3.2.p1)
create table automation_tool (
  account_id uuid not null,
  contract_id uuid not null,
  seq integer not null check (seq > 0),
  tool text not null check (tool <> ''),
  tool_version text not null check (tool_version <> ''),
  place text not null check (place <> ''),
  installed_on date not null,
  installed_by text not null check (installed_by <> ''),
  working boolean not null,
  note text not null,
  said_by text not null,
  at timestamptz not null,
  primary key (account_id, contract_id, seq),
  foreign key (account_id, contract_id) references automation_plan (account_id, contract_id)
);
-- tests of automatic cases: which fields were expected and which came (SSM-3.2.c)
create table automation_test (
  account_id uuid not null,
  contract_id uuid not null,
  seq integer not null check (seq > 0),
  trigger text not null check (trigger <> ''),
  fields jsonb not null,
  passed boolean not null,
  tested_on date not null,
  tested_by text not null,
  at timestamptz not null,
  primary key (account_id, contract_id, seq),
  foreign key (account_id, contract_id) references automation_plan (account_id, contract_id)
);

-- an addendum may be a statement of work for customised work, which waits for a specification (MSP-5.q)
alter table addendum add column statement_of_work boolean not null default false;

alter table guidance_day enable row level security;
alter table guidance_day force row level security;
create policy tenant on guidance_day using (sees(account_id)) with check (sees(account_id));
alter table guidance_question enable row level security;
alter table guidance_question force row level security;
create policy tenant on guidance_question using (sees(account_id)) with check (sees(account_id));
alter table onboarding_record enable row level security;
alter table onboarding_record force row level security;
create policy tenant on onboarding_record using (sees(account_id)) with check (sees(account_id));
alter table root_cause enable row level security;
alter table root_cause force row level security;
create policy tenant on root_cause using (sees(account_id)) with check (sees(account_id));
alter table assistance_withdrawal enable row level security;
alter table assistance_withdrawal force row level security;
create policy tenant on assistance_withdrawal using (sees(account_id)) with check (sees(account_id));
alter table automation_plan enable row level security;
alter table automation_plan force row level security;
create policy tenant on automation_plan using (sees(account_id)) with check (sees(account_id));
alter table automation_task enable row level security;
alter table automation_task force row level security;
create policy tenant on automation_task using (sees(account_id)) with check (sees(account_id));
alter table automation_advice enable row level security;
alter table automation_advice force row level security;
create policy tenant on automation_advice using (sees(account_id)) with check (sees(account_id));
alter table automation_tool enable row level security;
alter table automation_tool force row level security;
create policy tenant on automation_tool using (sees(account_id)) with check (sees(account_id));
alter table automation_test enable row level security;
alter table automation_test force row level security;
create policy tenant on automation_test using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on guidance_day to holdfast_app;
grant select, insert, update on guidance_question to holdfast_app;
grant select, insert on onboarding_record to holdfast_app;
grant select, insert, update on root_cause to holdfast_app;
grant select, insert on assistance_withdrawal to holdfast_app;
grant select, insert, update on automation_plan to holdfast_app;
grant select, insert, update on automation_task to holdfast_app;
grant select, insert on automation_advice to holdfast_app;
grant select, insert on automation_tool to holdfast_app;
grant select, insert on automation_test to holdfast_app;
