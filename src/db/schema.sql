-- Generated from the migrations by `npm run generate`; reviewed, never edited.

extension btree_gin

extension btree_gist

extension fuzzystrmatch

extension pg_trgm

table holdfast.accepted_release
  account_id uuid not null
  device_id uuid not null
  seq integer not null
  release text not null
  why text not null
  on_day date not null
  customer text not null
  provider text not null
  note text not null
  at timestamp with time zone not null
  * accepted_release_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * accepted_release_pkey: PRIMARY KEY (account_id, device_id, seq)
  * accepted_release_release_check: CHECK ((release <> ''::text))
  * accepted_release_seq_check: CHECK ((seq > 0))
  * accepted_release_why_check: CHECK ((why = ANY (ARRAY['accepted'::text, 'agreed'::text, 'directed'::text])))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.account
  id uuid not null
  code text not null
  kind text not null
  name text not null
  theatre text not null
  country text not null
  zone text not null
  address text not null default ''::text
  language text not null default 'en'::text
  status text not null default 'active'::text
  created_at timestamp with time zone not null
  version integer not null default 1
  * account_code_check: CHECK ((code ~ '^[A-Z][A-Z0-9]{1,11}$'::text))
  * account_code_key: UNIQUE (code)
  * account_country_check: CHECK ((country ~ '^[A-Z]{2}$'::text))
  * account_kind_check: CHECK ((kind = ANY (ARRAY['customer'::text, 'partner'::text, 'provider'::text])))
  * account_name_check: CHECK (((length(name) >= 1) AND (length(name) <= 200)))
  * account_pkey: PRIMARY KEY (id)
  * account_status_check: CHECK ((status = ANY (ARRAY['active'::text, 'closed'::text])))
  * account_theatre_check: CHECK ((theatre = ANY (ARRAY['AMERICAS'::text, 'EMEA'::text, 'APAC'::text])))
  * policy tenant for ALL using holdfast.sees(id) with check holdfast.sees(id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.account_counter
  account_id uuid not null
  audit_seq bigint not null default 0
  audit_hash bytea not null default '\x00'::bytea
  case_number integer not null default 1000
  contract_number integer not null default 100
  order_number integer not null default 100
  rma_number integer not null default 100
  escalation_number integer not null default 100
  review_number integer not null default 0
  request_number integer not null default 0
  addendum_number integer not null default 0
  meeting_number integer not null default 0
  change_number integer not null default 0
  enquiry_number integer not null default 0
  charge_number integer not null default 0
  * account_counter_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * account_counter_pkey: PRIMARY KEY (account_id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.acknowledgement
  account_id uuid not null
  id uuid not null
  advisory_key text not null
  device_id uuid
  reason text not null
  expires_on date
  by_name text not null
  at timestamp with time zone not null
  ended_at timestamp with time zone
  ended_by text
  * acknowledgement_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * acknowledgement_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * acknowledgement_advisory_key_fkey: FOREIGN KEY (advisory_key) REFERENCES holdfast.advisory(key)
  * acknowledgement_pkey: PRIMARY KEY (account_id, id)
  * acknowledgement_reason_check: CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)))
  * CREATE INDEX acknowledgement_of ON holdfast.acknowledgement USING btree (account_id, advisory_key) WHERE (ended_at IS NULL)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.addendum
  account_id uuid not null
  id uuid not null
  number text not null
  contract_id uuid not null
  title text not null
  text text not null
  serials text[] not null
  options text[] not null
  sha256 text not null
  written_by text not null
  written_at timestamp with time zone not null
  vendor_signed_by text
  vendor_signed_at timestamp with time zone
  vendor_signed_on date
  customer_signed_by text
  customer_signed_at timestamp with time zone
  customer_signed_on date
  statement_of_work boolean not null default false
  * addendum_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.contract(account_id, id)
  * addendum_account_id_number_key: UNIQUE (account_id, number)
  * addendum_check: CHECK (((vendor_signed_by IS NULL) = ((vendor_signed_at IS NULL) AND (vendor_signed_on IS NULL))))
  * addendum_check1: CHECK (((customer_signed_by IS NULL) = ((customer_signed_at IS NULL) AND (customer_signed_on IS NULL))))
  * addendum_pkey: PRIMARY KEY (account_id, id)
  * addendum_sha256_check: CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
  * addendum_text_check: CHECK ((text <> ''::text))
  * addendum_title_check: CHECK ((title <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.advice_entry
  account_id uuid not null
  contract_id uuid not null
  seq integer not null
  duty text not null
  text text not null
  on_day date not null
  case_number text
  question jsonb
  actor text not null
  actor_name text not null
  at timestamp with time zone not null
  * advice_entry_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.contract(account_id, id)
  * advice_entry_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * advice_entry_duty_check: CHECK ((duty = ANY (ARRAY['a'::text, 'b'::text, 'c'::text, 'd'::text, 'e'::text])))
  * advice_entry_pkey: PRIMARY KEY (account_id, contract_id, seq)
  * advice_entry_seq_check: CHECK ((seq > 0))
  * advice_entry_text_check: CHECK ((text <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.advisory
  key text not null
  number text not null
  kind text not null
  title text not null
  state text not null
  severity text not null
  weight smallint not null
  exploited boolean not null
  rejected boolean not null
  doubts integer not null
  published_at timestamp with time zone
  updated_at timestamp with time zone
  record jsonb not null
  source text not null
  seq bigint not null
  version integer not null default 1
  added_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  * advisory_key_check: CHECK (((length(key) >= 3) AND (length(key) <= 60)))
  * advisory_kind_check: CHECK ((kind = ANY (ARRAY['JSA'::text, 'PBN'::text, 'TSB'::text])))
  * advisory_pkey: PRIMARY KEY (key)
  * advisory_seq_key: UNIQUE (seq)
  * advisory_severity_check: CHECK ((severity = ANY (ARRAY['critical'::text, 'high'::text, 'medium'::text, 'low'::text, 'none'::text])))
  * advisory_state_check: CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text])))
  * advisory_weight_check: CHECK (((weight >= 0) AND (weight <= 100)))
  * CREATE INDEX advisory_number ON holdfast.advisory USING btree (number)
  * policy provider_adds for INSERT with check holdfast.is_provider()
  * policy provider_changes for UPDATE using holdfast.is_provider() with check holdfast.is_provider()
  * policy published for SELECT using ((state = 'published'::text) OR holdfast.is_provider())
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.advisory_feed
  account_id uuid not null
  id uuid not null
  url text not null
  title text not null
  shape text
  every_hours integer not null
  state text not null
  next_ask_at timestamp with time zone not null
  asking_until timestamp with time zone
  asked_at timestamp with time zone
  answer text not null default ''::text
  etag text
  last_modified text
  failures integer not null default 0
  failing_since timestamp with time zone
  told_at timestamp with time zone
  added_by text not null
  added_at timestamp with time zone not null
  version integer not null default 1
  * advisory_feed_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * advisory_feed_account_id_url_key: UNIQUE (account_id, url)
  * advisory_feed_check: CHECK (((failures > 0) = (failing_since IS NOT NULL)))
  * advisory_feed_every_hours_check: CHECK (((every_hours >= 1) AND (every_hours <= 168)))
  * advisory_feed_pkey: PRIMARY KEY (account_id, id)
  * advisory_feed_shape_check: CHECK ((shape = ANY (ARRAY['record'::text, 'list of records'::text, 'ROLIE feed'::text, 'index'::text, 'table of changes'::text])))
  * advisory_feed_state_check: CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text])))
  * advisory_feed_url_check: CHECK ((length(url) <= 2000))
  * CREATE INDEX advisory_feed_due ON holdfast.advisory_feed USING btree (next_ask_at) WHERE (state = 'active'::text)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant delete, insert, select, update to holdfast_app

table holdfast.advisory_feed_ask
  account_id uuid not null
  feed_id uuid not null
  at timestamp with time zone not null
  outcome text not null
  answer text not null
  fresh integer not null default 0
  amended integer not null default 0
  same integer not null default 0
  unread integer not null default 0
  fates jsonb not null
  * advisory_feed_ask_account_id_feed_id_fkey: FOREIGN KEY (account_id, feed_id) REFERENCES holdfast.advisory_feed(account_id, id) ON DELETE CASCADE
  * advisory_feed_ask_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * advisory_feed_ask_outcome_check: CHECK ((outcome = ANY (ARRAY['read'::text, 'same'::text, 'failed'::text])))
  * advisory_feed_ask_pkey: PRIMARY KEY (account_id, feed_id, at)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant delete, insert, select, update to holdfast_app

table holdfast.advisory_feed_record
  account_id uuid not null
  feed_id uuid not null
  address text not null
  changed text not null
  etag text
  last_modified text
  asked_at timestamp with time zone not null
  trouble text
  * advisory_feed_record_account_id_feed_id_fkey: FOREIGN KEY (account_id, feed_id) REFERENCES holdfast.advisory_feed(account_id, id) ON DELETE CASCADE
  * advisory_feed_record_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * advisory_feed_record_address_check: CHECK ((length(address) <= 2000))
  * advisory_feed_record_pkey: PRIMARY KEY (account_id, feed_id, address)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant delete, insert, select, update to holdfast_app

table holdfast.advisory_version
  key text not null
  version integer not null
  at timestamp with time zone not null
  actor text not null
  source text not null
  updated_at timestamp with time zone
  changes text[] not null
  original jsonb not null
  * advisory_version_key_fkey: FOREIGN KEY (key) REFERENCES holdfast.advisory(key)
  * advisory_version_pkey: PRIMARY KEY (key, version)
  * policy of_readable for SELECT using (EXISTS ( SELECT 1
   FROM holdfast.advisory a
  WHERE (a.key = advisory_version.key)))
  * policy provider_adds for INSERT with check holdfast.is_provider()
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.agreement_word
  agreement text not null
  version text not null
  word text not null
  term text not null
  meaning text not null
  entered_by text not null
  entered_at timestamp with time zone not null
  * agreement_word_agreement_check: CHECK ((agreement = ANY (ARRAY['MPLA'::text, 'EUSA'::text, 'EULA'::text, 'script-licence'::text, 'user-guide'::text])))
  * agreement_word_meaning_check: CHECK ((meaning <> ''::text))
  * agreement_word_pkey: PRIMARY KEY (agreement, version, word)
  * agreement_word_term_check: CHECK (((length(term) >= 1) AND (length(term) <= 100)))
  * agreement_word_version_check: CHECK (((length(version) >= 1) AND (length(version) <= 60)))
  * policy provider_changes for UPDATE using holdfast.is_provider()
  * policy provider_writes for INSERT with check holdfast.is_provider()
  * policy read_all for SELECT using true
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.assistance_withdrawal
  account_id uuid not null
  request_id uuid not null
  reason text not null
  withdrawn_by text not null
  at timestamp with time zone not null
  * assistance_withdrawal_account_id_request_id_fkey: FOREIGN KEY (account_id, request_id) REFERENCES holdfast.service_request(account_id, id)
  * assistance_withdrawal_pkey: PRIMARY KEY (account_id, request_id)
  * assistance_withdrawal_reason_check: CHECK ((reason <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.attachment
  account_id uuid not null
  id uuid not null
  case_id uuid not null
  name text not null
  media_type text not null
  size_bytes bigint not null
  sha256 text not null
  visibility text not null
  uploaded_by text not null
  uploaded_at timestamp with time zone not null
  * attachment_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * attachment_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * attachment_pkey: PRIMARY KEY (account_id, id)
  * attachment_visibility_check: CHECK ((visibility = ANY (ARRAY['public'::text, 'internal'::text])))
  * CREATE INDEX attachment_case ON holdfast.attachment USING btree (account_id, case_id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.attachment_check
  account_id uuid not null
  attachment_id uuid not null
  secrets text not null
  kinds text[] not null
  scan text not null
  said text not null default ''::text
  scanned_at timestamp with time zone
  tries integer not null default 0
  next_try_at timestamp with time zone not null
  leased_until timestamp with time zone
  * attachment_check_account_id_attachment_id_fkey: FOREIGN KEY (account_id, attachment_id) REFERENCES holdfast.attachment(account_id, id)
  * attachment_check_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * attachment_check_pkey: PRIMARY KEY (account_id, attachment_id)
  * attachment_check_scan_check: CHECK ((scan = ANY (ARRAY['off'::text, 'waiting'::text, 'clean'::text, 'infected'::text, 'failed'::text])))
  * attachment_check_secrets_check: CHECK ((secrets = ANY (ARRAY['none'::text, 'masked'::text, 'not-looked'::text])))
  * CREATE INDEX attachment_check_waiting ON holdfast.attachment_check USING btree (next_try_at) WHERE (scan = 'waiting'::text)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.audit
  account_id uuid not null
  seq bigint not null
  at timestamp with time zone not null
  actor text not null
  action text not null
  subject text not null
  detail jsonb not null
  hash bytea not null
  * audit_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * audit_pkey: PRIMARY KEY (account_id, seq)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.automation_advice
  account_id uuid not null
  contract_id uuid not null
  task integer not null
  seq integer not null
  text text not null
  given_by text not null
  at timestamp with time zone not null
  * automation_advice_account_id_contract_id_task_fkey: FOREIGN KEY (account_id, contract_id, task) REFERENCES holdfast.automation_task(account_id, contract_id, seq)
  * automation_advice_pkey: PRIMARY KEY (account_id, contract_id, task, seq)
  * automation_advice_seq_check: CHECK ((seq > 0))
  * automation_advice_text_check: CHECK ((text <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.automation_event
  account_id uuid not null
  id uuid not null
  contract_id uuid not null
  collector_id uuid not null
  serial text not null
  device_id uuid
  kind text not null
  severity text not null
  at timestamp with time zone not null
  received_at timestamp with time zone not null
  text text not null
  sent_as text
  fate text not null
  case_id uuid
  decision_id uuid
  clauses text[] not null
  why text not null
  * automation_event_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * automation_event_account_id_collector_id_fkey: FOREIGN KEY (account_id, collector_id) REFERENCES holdfast.collector(account_id, id)
  * automation_event_account_id_collector_id_sent_as_key: UNIQUE (account_id, collector_id, sent_as)
  * automation_event_account_id_decision_id_fkey: FOREIGN KEY (account_id, decision_id) REFERENCES holdfast.decision(account_id, id)
  * automation_event_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * automation_event_check: CHECK (((case_id IS NOT NULL) = (fate = ANY (ARRAY['opened'::text, 'added'::text]))))
  * automation_event_check1: CHECK (((fate <> 'refused'::text) OR (clauses <> '{}'::text[])))
  * automation_event_fate_check: CHECK ((fate = ANY (ARRAY['opened'::text, 'added'::text, 'test'::text, 'refused'::text])))
  * automation_event_kind_check: CHECK ((kind <> ''::text))
  * automation_event_pkey: PRIMARY KEY (account_id, id)
  * automation_event_severity_check: CHECK ((severity = ANY (ARRAY['critical'::text, 'major'::text, 'minor'::text])))
  * CREATE INDEX automation_event_case ON holdfast.automation_event USING btree (account_id, case_id) WHERE (case_id IS NOT NULL)
  * CREATE INDEX automation_event_of ON holdfast.automation_event USING btree (account_id, contract_id, received_at DESC)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.automation_fault
  account_id uuid not null
  device_id uuid not null
  kind text not null
  case_id uuid
  * automation_fault_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * automation_fault_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * automation_fault_kind_check: CHECK ((kind <> ''::text))
  * automation_fault_pkey: PRIMARY KEY (account_id, device_id, kind)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.automation_feed
  account_id uuid not null
  id uuid not null
  contract_id uuid not null
  collector_id uuid not null
  source text not null
  read_at timestamp with time zone not null
  received_at timestamp with time zone not null
  digest bytea not null
  listed integer not null
  speaks text[] not null
  unread jsonb not null
  unread_lines integer not null
  late boolean not null
  * automation_feed_account_id_collector_id_digest_key: UNIQUE (account_id, collector_id, digest)
  * automation_feed_account_id_collector_id_fkey: FOREIGN KEY (account_id, collector_id) REFERENCES holdfast.collector(account_id, id)
  * automation_feed_listed_check: CHECK ((listed >= 0))
  * automation_feed_pkey: PRIMARY KEY (account_id, id)
  * automation_feed_source_check: CHECK ((source <> ''::text))
  * automation_feed_unread_lines_check: CHECK ((unread_lines >= 0))
  * CREATE INDEX automation_feed_of ON holdfast.automation_feed USING btree (account_id, contract_id, read_at DESC)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.automation_feed_line
  account_id uuid not null
  collector_id uuid not null
  serial text not null
  product text not null
  release text not null
  site text not null
  contract_level text not null
  * automation_feed_line_account_id_collector_id_fkey: FOREIGN KEY (account_id, collector_id) REFERENCES holdfast.collector(account_id, id)
  * automation_feed_line_pkey: PRIMARY KEY (account_id, collector_id, serial)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant delete, insert, select to holdfast_app

table holdfast.automation_file
  account_id uuid not null
  id uuid not null
  contract_id uuid not null
  collector_id uuid not null
  device_id uuid not null
  script text not null
  script_version text not null
  collected_at timestamp with time zone not null
  received_at timestamp with time zone not null
  name text not null
  digest bytea not null
  lines integer not null
  text text not null
  late boolean not null
  fates jsonb not null
  * automation_file_account_id_collector_id_device_id_collected_key: UNIQUE (account_id, collector_id, device_id, collected_at, name, digest)
  * automation_file_account_id_collector_id_fkey: FOREIGN KEY (account_id, collector_id) REFERENCES holdfast.collector(account_id, id)
  * automation_file_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * automation_file_lines_check: CHECK ((lines >= 0))
  * automation_file_name_check: CHECK ((name <> ''::text))
  * automation_file_pkey: PRIMARY KEY (account_id, id)
  * automation_file_script_check: CHECK ((script <> ''::text))
  * automation_file_script_version_check: CHECK ((script_version <> ''::text))
  * CREATE INDEX automation_file_device ON holdfast.automation_file USING btree (account_id, device_id, collected_at DESC)
  * CREATE INDEX automation_file_of ON holdfast.automation_file USING btree (account_id, contract_id, collected_at DESC)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.automation_plan
  account_id uuid not null
  contract_id uuid not null
  text text not null
  planned_on date not null
  manager_id uuid not null
  manager text not null
  engineer_id uuid
  engineer text
  licence text
  licence_by text
  licence_on date
  enabled_at timestamp with time zone
  live_at timestamp with time zone
  version integer not null
  * automation_plan_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.contract(account_id, id)
  * automation_plan_check: CHECK ((engineer_id IS DISTINCT FROM manager_id))
  * automation_plan_check1: CHECK (((engineer_id IS NULL) = (engineer IS NULL)))
  * automation_plan_check2: CHECK (((licence IS NULL) = ((licence_by IS NULL) AND (licence_on IS NULL))))
  * automation_plan_check3: CHECK (((enabled_at IS NULL) OR (licence IS NOT NULL)))
  * automation_plan_check4: CHECK (((live_at IS NULL) OR (enabled_at IS NOT NULL)))
  * automation_plan_pkey: PRIMARY KEY (account_id, contract_id)
  * automation_plan_version_check: CHECK ((version > 0))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.automation_task
  account_id uuid not null
  contract_id uuid not null
  seq integer not null
  title text not null
  owner text not null
  due_on date not null
  state text not null
  state_by text not null
  state_at timestamp with time zone not null
  * automation_task_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.automation_plan(account_id, contract_id)
  * automation_task_owner_check: CHECK ((owner <> ''::text))
  * automation_task_pkey: PRIMARY KEY (account_id, contract_id, seq)
  * automation_task_seq_check: CHECK ((seq > 0))
  * automation_task_state_check: CHECK ((state = ANY (ARRAY['open'::text, 'under-way'::text, 'done'::text, 'dropped'::text])))
  * automation_task_title_check: CHECK ((title <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.automation_test
  account_id uuid not null
  contract_id uuid not null
  seq integer not null
  trigger text not null
  fields jsonb not null
  passed boolean not null
  tested_on date not null
  tested_by text not null
  at timestamp with time zone not null
  * automation_test_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.automation_plan(account_id, contract_id)
  * automation_test_pkey: PRIMARY KEY (account_id, contract_id, seq)
  * automation_test_seq_check: CHECK ((seq > 0))
  * automation_test_trigger_check: CHECK ((trigger <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.automation_tool
  account_id uuid not null
  contract_id uuid not null
  seq integer not null
  tool text not null
  tool_version text not null
  place text not null
  installed_on date not null
  installed_by text not null
  working boolean not null
  note text not null
  said_by text not null
  at timestamp with time zone not null
  * automation_tool_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.automation_plan(account_id, contract_id)
  * automation_tool_installed_by_check: CHECK ((installed_by <> ''::text))
  * automation_tool_pkey: PRIMARY KEY (account_id, contract_id, seq)
  * automation_tool_place_check: CHECK ((place <> ''::text))
  * automation_tool_seq_check: CHECK ((seq > 0))
  * automation_tool_tool_check: CHECK ((tool <> ''::text))
  * automation_tool_tool_version_check: CHECK ((tool_version <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.calendar
  id text not null
  version integer not null
  title text not null
  data jsonb not null
  created_at timestamp with time zone not null
  * calendar_pkey: PRIMARY KEY (id, version)
  * policy provider_writes for INSERT with check holdfast.is_provider()
  * policy read_all for SELECT using true
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.case_access
  account_id uuid not null
  id uuid not null
  case_id uuid not null
  number integer not null
  level text not null
  environment text not null
  devices text[] not null
  reason text not null
  why text not null
  wanted_from timestamp with time zone not null
  wanted_to timestamp with time zone not null
  asked_by text not null
  asked_by_id uuid
  asked_at timestamp with time zone not null
  state text not null
  granted_level text
  from_at timestamp with time zone
  to_at timestamp with time zone
  answered_by text
  answered_at timestamp with time zone
  answer text not null default ''::text
  ended_by text
  ended_at timestamp with time zone
  ended_why text not null default ''::text
  * case_access_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * case_access_account_id_case_id_number_key: UNIQUE (account_id, case_id, number)
  * case_access_check: CHECK (((environment <> ''::text) OR (cardinality(devices) > 0)))
  * case_access_check1: CHECK ((wanted_from < wanted_to))
  * case_access_check2: CHECK (((granted_level IS NULL) = ((from_at IS NULL) AND (to_at IS NULL))))
  * case_access_check3: CHECK (((state <> ALL (ARRAY['granted'::text, 'revoked'::text, 'ended'::text])) OR (granted_level IS NOT NULL)))
  * case_access_check4: CHECK (((granted_level IS NULL) OR ((from_at < to_at) AND (wanted_from <= from_at) AND (to_at <= wanted_to))))
  * case_access_check5: CHECK (((granted_level IS DISTINCT FROM 'configure'::text) OR (level = 'configure'::text)))
  * case_access_check6: CHECK (((answered_by IS NULL) = (answered_at IS NULL)))
  * case_access_check7: CHECK (((ended_by IS NULL) = (ended_at IS NULL)))
  * case_access_granted_level_check: CHECK ((granted_level = ANY (ARRAY['read'::text, 'configure'::text])))
  * case_access_level_check: CHECK ((level = ANY (ARRAY['read'::text, 'configure'::text])))
  * case_access_number_check: CHECK ((number > 0))
  * case_access_pkey: PRIMARY KEY (account_id, id)
  * case_access_reason_check: CHECK ((reason = ANY (ARRAY['performance'::text, 'efficiency'::text, 'legal'::text])))
  * case_access_state_check: CHECK ((state = ANY (ARRAY['asked'::text, 'granted'::text, 'declined'::text, 'withdrawn'::text, 'revoked'::text, 'ended'::text])))
  * case_access_why_check: CHECK ((why <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.case_ask
  account_id uuid not null
  case_id uuid not null
  number integer not null
  item text not null
  what text not null
  reason text not null
  due_on date not null
  asked_by text not null
  asked_at timestamp with time zone not null
  state text not null
  answer text not null default ''::text
  attachment_id uuid
  closed_by text
  closed_at timestamp with time zone
  * case_ask_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * case_ask_check: CHECK (((state = 'open'::text) = ((closed_by IS NULL) AND (closed_at IS NULL))))
  * case_ask_number_check: CHECK ((number > 0))
  * case_ask_pkey: PRIMARY KEY (account_id, case_id, number)
  * case_ask_reason_check: CHECK ((reason = ANY (ARRAY['performance'::text, 'efficiency'::text, 'legal'::text])))
  * case_ask_state_check: CHECK ((state = ANY (ARRAY['open'::text, 'received'::text, 'dropped'::text])))
  * case_ask_what_check: CHECK ((what <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.case_event
  account_id uuid not null
  case_id uuid not null
  seq integer not null
  kind text not null
  visibility text not null
  at timestamp with time zone not null
  logged_at timestamp with time zone not null
  actor text not null
  actor_name text not null
  body jsonb not null
  * case_event_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * case_event_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * case_event_pkey: PRIMARY KEY (account_id, case_id, seq)
  * case_event_visibility_check: CHECK ((visibility = ANY (ARRAY['public'::text, 'internal'::text])))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.case_exclusion
  account_id uuid not null
  case_id uuid not null
  number integer not null
  code text not null
  part text not null
  how text not null
  evidence jsonb not null
  clauses text[] not null
  state text not null
  marked_by text not null
  marked_by_id uuid not null
  marked_at timestamp with time zone not null
  decided_by text
  decided_by_id uuid
  decided_at timestamp with time zone
  decision text not null default ''::text
  disputed_by text
  disputed_at timestamp with time zone
  dispute text not null default ''::text
  settled_by text
  settled_by_id uuid
  settled_at timestamp with time zone
  settlement text not null default ''::text
  * case_exclusion_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * case_exclusion_check: CHECK ((decided_by_id <> marked_by_id))
  * case_exclusion_check1: CHECK ((settled_by_id <> marked_by_id))
  * case_exclusion_check2: CHECK (((state = 'marked'::text) = (decided_by IS NULL)))
  * case_exclusion_check3: CHECK (((decided_by IS NULL) = (decided_at IS NULL)))
  * case_exclusion_check4: CHECK (((disputed_by IS NULL) = (disputed_at IS NULL)))
  * case_exclusion_check5: CHECK (((settled_by IS NULL) = (settled_at IS NULL)))
  * case_exclusion_clauses_check: CHECK ((cardinality(clauses) > 0))
  * case_exclusion_how_check: CHECK ((how = ANY (ARRAY['decline'::text, 'charge'::text])))
  * case_exclusion_number_check: CHECK ((number > 0))
  * case_exclusion_part_check: CHECK ((part <> ''::text))
  * case_exclusion_pkey: PRIMARY KEY (account_id, case_id, number)
  * case_exclusion_state_check: CHECK ((state = ANY (ARRAY['marked'::text, 'confirmed'::text, 'not-confirmed'::text, 'disputed'::text, 'upheld'::text, 'lifted'::text, 'accepted'::text])))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.case_link
  account_id uuid not null
  case_id uuid not null
  other_id uuid not null
  kind text not null
  at timestamp with time zone not null
  actor text not null
  * case_link_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * case_link_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * case_link_account_id_other_id_fkey: FOREIGN KEY (account_id, other_id) REFERENCES holdfast.support_case(account_id, id)
  * case_link_check: CHECK ((case_id <> other_id))
  * case_link_kind_check: CHECK ((kind = ANY (ARRAY['related'::text, 'duplicate'::text, 'caused-by'::text, 'split'::text])))
  * case_link_pkey: PRIMARY KEY (account_id, case_id, other_id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant delete, insert, select to holdfast_app

table holdfast.case_rates
  account_id uuid not null
  case_id uuid not null
  currency text not null
  hour_amount bigint not null
  holds_from date not null
  accepted_by text not null
  accepted_at timestamp with time zone not null
  * case_rates_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * case_rates_currency_check: CHECK ((currency ~ '^[A-Z]{3}$'::text))
  * case_rates_hour_amount_check: CHECK ((hour_amount > 0))
  * case_rates_pkey: PRIMARY KEY (account_id, case_id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.case_secret
  account_id uuid not null
  case_id uuid not null
  seq integer not null
  kinds text[] not null
  raw jsonb not null
  * case_secret_account_id_case_id_seq_fkey: FOREIGN KEY (account_id, case_id, seq) REFERENCES holdfast.case_event(account_id, case_id, seq)
  * case_secret_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * case_secret_pkey: PRIMARY KEY (account_id, case_id, seq)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.case_session
  account_id uuid not null
  id uuid not null
  access_id uuid not null
  case_id uuid not null
  number integer not null
  level text not null
  engineer text not null
  engineer_id uuid not null
  location text not null
  exception text not null
  join_how text not null
  announced_at timestamp with time zone not null
  announced_for timestamp with time zone not null
  announced_to text[] not null
  started_at timestamp with time zone
  ended_at timestamp with time zone
  ended_by text
  done text not null default ''::text
  * case_session_account_id_access_id_fkey: FOREIGN KEY (account_id, access_id) REFERENCES holdfast.case_access(account_id, id)
  * case_session_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * case_session_account_id_case_id_number_key: UNIQUE (account_id, case_id, number)
  * case_session_announced_to_check: CHECK ((cardinality(announced_to) > 0))
  * case_session_check: CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
  * case_session_check1: CHECK (((started_at IS NULL) OR ((announced_at <= started_at) AND (announced_for <= started_at))))
  * case_session_check2: CHECK (((ended_at IS NULL) OR (started_at IS NULL) OR (started_at <= ended_at)))
  * case_session_ended_by_check: CHECK ((ended_by = ANY (ARRAY['engineer'::text, 'revoked'::text, 'grant-ended'::text, 'called-off'::text])))
  * case_session_join_how_check: CHECK ((join_how <> ''::text))
  * case_session_level_check: CHECK ((level = ANY (ARRAY['read'::text, 'configure'::text])))
  * case_session_location_check: CHECK ((location <> ''::text))
  * case_session_number_check: CHECK ((number > 0))
  * case_session_pkey: PRIMARY KEY (account_id, id)
  * CREATE UNIQUE INDEX case_session_one ON holdfast.case_session USING btree (engineer_id) WHERE ((started_at IS NOT NULL) AND (ended_at IS NULL))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.case_session_observer
  account_id uuid not null
  session_id uuid not null
  name text not null
  said_by text not null
  at timestamp with time zone not null
  * case_session_observer_account_id_session_id_fkey: FOREIGN KEY (account_id, session_id) REFERENCES holdfast.case_session(account_id, id)
  * case_session_observer_name_check: CHECK ((name <> ''::text))
  * case_session_observer_pkey: PRIMARY KEY (account_id, session_id, name)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.case_specialist
  account_id uuid not null
  case_id uuid not null
  person_id uuid not null
  name text not null
  since timestamp with time zone not null
  named_by text not null
  ended_at timestamp with time zone
  ended_why text
  * case_specialist_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * case_specialist_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * case_specialist_pkey: PRIMARY KEY (account_id, case_id, since)
  * CREATE UNIQUE INDEX case_specialist_now ON holdfast.case_specialist USING btree (account_id, case_id) WHERE (ended_at IS NULL)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.case_time
  account_id uuid not null
  case_id uuid not null
  number integer not null
  from_at timestamp with time zone not null
  to_at timestamp with time zone not null
  what text not null
  engineer text not null
  engineer_id uuid not null
  lines jsonb not null
  told_at timestamp with time zone not null
  told text[] not null
  * case_time_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * case_time_check: CHECK ((from_at < to_at))
  * case_time_number_check: CHECK ((number > 0))
  * case_time_pkey: PRIMARY KEY (account_id, case_id, number)
  * case_time_what_check: CHECK ((what <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.case_upload
  account_id uuid not null
  id uuid not null
  case_id uuid not null
  person_id uuid not null
  name text not null
  media_type text not null
  visibility text not null
  size_bytes bigint not null
  received_bytes bigint not null default 0
  mark text not null
  begun_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  attached boolean not null default false
  * case_upload_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * case_upload_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * case_upload_check: CHECK (((received_bytes >= 0) AND (received_bytes <= size_bytes)))
  * case_upload_mark_check: CHECK ((length(mark) <= 200))
  * case_upload_media_type_check: CHECK ((length(media_type) <= 100))
  * case_upload_name_check: CHECK (((length(name) >= 1) AND (length(name) <= 255)))
  * case_upload_pkey: PRIMARY KEY (account_id, id)
  * case_upload_size_bytes_check: CHECK ((size_bytes >= 0))
  * case_upload_visibility_check: CHECK ((visibility = ANY (ARRAY['public'::text, 'internal'::text])))
  * CREATE INDEX case_upload_expires ON holdfast.case_upload USING btree (expires_at)
  * CREATE INDEX case_upload_of_person ON holdfast.case_upload USING btree (account_id, case_id, person_id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant delete, insert, select, update to holdfast_app

table holdfast.case_watcher
  account_id uuid not null
  case_id uuid not null
  member_id uuid not null
  side text not null
  name text not null
  added_at timestamp with time zone not null
  added_by text not null
  * case_watcher_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * case_watcher_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * case_watcher_pkey: PRIMARY KEY (account_id, case_id, member_id)
  * case_watcher_side_check: CHECK ((side = ANY (ARRAY['customer'::text, 'partner'::text, 'provider'::text])))
  * CREATE INDEX case_watcher_member ON holdfast.case_watcher USING btree (member_id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant delete, insert, select to holdfast_app

table holdfast.case_word
  account_id uuid not null
  word text not null
  * case_word_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * case_word_pkey: PRIMARY KEY (account_id, word)
  * case_word_word_check: CHECK (((length(word) >= 1) AND (length(word) <= 60)))
  * CREATE INDEX case_word_begins ON holdfast.case_word USING btree (word text_pattern_ops) WHERE (word ~ '[0-9]'::text)
  * CREATE INDEX case_word_ends ON holdfast.case_word USING btree (reverse(word) text_pattern_ops) WHERE (word ~ '[0-9]'::text)
  * CREATE INDEX case_word_similar ON holdfast.case_word USING gin (word holdfast.gin_trgm_ops) WHERE (word !~ '[0-9]'::text)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.change_blackout
  account_id uuid not null
  id uuid not null
  site_id uuid
  starts_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  reason text not null
  lifted_at timestamp with time zone
  made_by text not null
  * change_blackout_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * change_blackout_pkey: PRIMARY KEY (account_id, id)
  * change_blackout_reason_check: CHECK ((reason <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.change_event
  account_id uuid not null
  change_id uuid not null
  seq integer not null
  at timestamp with time zone not null
  actor text not null
  actor_name text not null
  side text not null
  kind text not null
  body jsonb not null
  * change_event_account_id_change_id_fkey: FOREIGN KEY (account_id, change_id) REFERENCES holdfast.change_window(account_id, id)
  * change_event_pkey: PRIMARY KEY (account_id, change_id, seq)
  * change_event_seq_check: CHECK ((seq > 0))
  * change_event_side_check: CHECK ((side = ANY (ARRAY['provider'::text, 'customer'::text, 'clock'::text])))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.change_move
  account_id uuid not null
  id uuid not null
  change_id uuid not null
  side text not null
  actor text not null
  actor_name text not null
  at timestamp with time zone not null
  starts_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  why text not null
  waiver text not null
  agreement text not null
  state text not null
  answered_by text
  answered_at timestamp with time zone
  answer text not null
  kind text not null default 'move'::text
  * change_move_account_id_change_id_fkey: FOREIGN KEY (account_id, change_id) REFERENCES holdfast.change_window(account_id, id)
  * change_move_check: CHECK (((state = 'open'::text) = (answered_at IS NULL)))
  * change_move_kind_check: CHECK ((kind = ANY (ARRAY['move'::text, 'call-off'::text, 'again'::text])))
  * change_move_pkey: PRIMARY KEY (account_id, id)
  * change_move_side_check: CHECK ((side = ANY (ARRAY['provider'::text, 'customer'::text])))
  * change_move_state_check: CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text])))
  * change_move_why_check: CHECK ((why <> ''::text))
  * CREATE UNIQUE INDEX change_move_open ON holdfast.change_move USING btree (account_id, change_id) WHERE (state = 'open'::text)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.change_plan
  account_id uuid not null
  change_id uuid not null
  version integer not null
  content jsonb not null
  written_by text not null
  written_at timestamp with time zone not null
  * change_plan_account_id_change_id_fkey: FOREIGN KEY (account_id, change_id) REFERENCES holdfast.change_window(account_id, id)
  * change_plan_pkey: PRIMARY KEY (account_id, change_id, version)
  * change_plan_version_check: CHECK ((version > 0))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.change_window
  account_id uuid not null
  id uuid not null
  number text not null
  request_id uuid not null
  place integer not null
  unit text not null
  title text not null
  state text not null
  starts_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  zone text not null
  country text not null
  serials text[] not null
  engineer_id uuid
  engineer_name text not null
  started_at timestamp with time zone
  ended_at timestamp with time zone
  closed_at timestamp with time zone
  sequence integer not null
  version integer not null
  made_at timestamp with time zone not null
  presence text not null default 'remote'::text
  location text not null default ''::text
  open_issues integer not null default 0
  followed_up_by text not null default ''::text
  * change_window_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * change_window_account_id_number_key: UNIQUE (account_id, number)
  * change_window_account_id_request_id_fkey: FOREIGN KEY (account_id, request_id) REFERENCES holdfast.service_request(account_id, id)
  * change_window_account_id_request_id_place_key: UNIQUE (account_id, request_id, place)
  * change_window_check: CHECK ((ends_at >= starts_at))
  * change_window_open_issues_check: CHECK ((open_issues >= 0))
  * change_window_pkey: PRIMARY KEY (account_id, id)
  * change_window_place_check: CHECK ((place > 0))
  * change_window_presence_check: CHECK ((presence = ANY (ARRAY['remote'::text, 'onsite'::text])))
  * change_window_state_check: CHECK ((state = ANY (ARRAY['planned'::text, 'ready'::text, 'running'::text, 'done'::text, 'closed'::text, 'cancelled'::text])))
  * change_window_title_check: CHECK ((title <> ''::text))
  * CREATE INDEX change_window_live ON holdfast.change_window USING btree (starts_at) WHERE (state <> 'cancelled'::text)
  * CREATE INDEX change_window_open ON holdfast.change_window USING btree (account_id) WHERE (open_issues > 0)
  * CREATE INDEX change_window_start ON holdfast.change_window USING btree (account_id, starts_at)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.charge
  account_id uuid not null
  seq integer not null
  case_id uuid
  time_number integer
  kind text not null
  on_day date not null
  minutes integer
  hour_amount bigint
  rate_from date
  amount bigint not null
  currency text not null
  clauses text[] not null
  actor text not null
  at timestamp with time zone not null
  counters integer
  reason text not null default ''::text
  about text not null
  request_id uuid
  proposed_by text
  * charge_account_id_case_id_time_number_fkey: FOREIGN KEY (account_id, case_id, time_number) REFERENCES holdfast.case_time(account_id, case_id, number)
  * charge_account_id_counters_fkey: FOREIGN KEY (account_id, counters) REFERENCES holdfast.charge(account_id, seq)
  * charge_account_id_counters_key: UNIQUE (account_id, counters)
  * charge_account_id_request_id_fkey: FOREIGN KEY (account_id, request_id) REFERENCES holdfast.service_request(account_id, id)
  * charge_check: CHECK (((kind = 'counter'::text) = (counters IS NOT NULL)))
  * charge_check1: CHECK (((kind = 'charge'::text) = (minutes > 0)))
  * charge_check2: CHECK (((kind = 'charge'::text) OR (reason <> ''::text)))
  * charge_check3: CHECK ((num_nonnulls(case_id, request_id) = 1))
  * charge_check4: CHECK ((num_nonnulls(case_id, time_number, minutes, hour_amount, rate_from) = ANY (ARRAY[0, 5])))
  * charge_check5: CHECK (((request_id IS NULL) = (proposed_by IS NULL)))
  * charge_check6: CHECK (((request_id IS NULL) OR ((reason <> ''::text) AND ((kind = 'charge'::text) = (amount > 0)))))
  * charge_currency_check: CHECK ((currency ~ '^[A-Z]{3}$'::text))
  * charge_hour_amount_check: CHECK ((hour_amount > 0))
  * charge_kind_check: CHECK ((kind = ANY (ARRAY['charge'::text, 'counter'::text])))
  * charge_minutes_check: CHECK ((minutes <> 0))
  * charge_pkey: PRIMARY KEY (account_id, seq)
  * charge_seq_check: CHECK ((seq > 0))
  * CREATE INDEX charge_of_request ON holdfast.charge USING btree (account_id, request_id) WHERE (request_id IS NOT NULL)
  * CREATE UNIQUE INDEX charge_once ON holdfast.charge USING btree (account_id, case_id, time_number, on_day) WHERE (kind = 'charge'::text)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.check_profile
  account_id uuid not null
  profile jsonb not null
  changed_by text not null
  changed_at timestamp with time zone not null
  version integer not null
  * check_profile_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * check_profile_pkey: PRIMARY KEY (account_id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.collector
  account_id uuid not null
  id uuid not null
  contract_id uuid not null
  name text not null
  key_start text not null
  key_hash bytea not null
  contact_id uuid not null
  made_by text not null
  made_at timestamp with time zone not null
  revoked_by text
  revoked_at timestamp with time zone
  last_used_at timestamp with time zone
  last_feed_at timestamp with time zone
  silence_told_at timestamp with time zone
  * collector_account_id_contact_id_fkey: FOREIGN KEY (account_id, contact_id) REFERENCES holdfast.person(account_id, id)
  * collector_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.automation_plan(account_id, contract_id)
  * collector_check: CHECK (((revoked_by IS NULL) = (revoked_at IS NULL)))
  * collector_name_check: CHECK ((name <> ''::text))
  * collector_pkey: PRIMARY KEY (account_id, id)
  * CREATE INDEX collector_key ON holdfast.collector USING btree (key_hash)
  * CREATE UNIQUE INDEX collector_name ON holdfast.collector USING btree (account_id, contract_id, lower(name)) WHERE (revoked_at IS NULL)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.combination
  account_id uuid not null
  id uuid not null
  facts text not null
  model text not null
  release text not null
  cards text[]
  matched_seq bigint not null default 0
  created_at timestamp with time zone not null
  evidence jsonb
  * combination_account_id_facts_key: UNIQUE (account_id, facts)
  * combination_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * combination_pkey: PRIMARY KEY (account_id, id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.contact_check
  account_id uuid not null
  id uuid not null
  person_id uuid not null
  field text not null
  value text not null
  outcome text not null
  note text not null
  at timestamp with time zone not null
  actor text not null
  * contact_check_account_id_person_id_fkey: FOREIGN KEY (account_id, person_id) REFERENCES holdfast.person(account_id, id)
  * contact_check_check: CHECK (((outcome = 'right'::text) OR (note <> ''::text)))
  * contact_check_field_check: CHECK ((field = ANY (ARRAY['email'::text, 'phone'::text, 'address'::text, 'account'::text])))
  * contact_check_outcome_check: CHECK ((outcome = ANY (ARRAY['right'::text, 'wrong'::text])))
  * contact_check_pkey: PRIMARY KEY (account_id, id)
  * CREATE INDEX contact_check_newest ON holdfast.contact_check USING btree (account_id, person_id, field, at DESC)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.contact_matrix
  account_id uuid not null
  number integer not null
  parts jsonb not null
  published_at timestamp with time zone not null
  published_by text not null
  * contact_matrix_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * contact_matrix_number_check: CHECK ((number > 0))
  * contact_matrix_pkey: PRIMARY KEY (account_id, number)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.contact_matrix_part
  account_id uuid not null
  side text not null
  steps jsonb not null
  changed_at timestamp with time zone not null
  changed_by text not null
  version integer not null
  * contact_matrix_part_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * contact_matrix_part_pkey: PRIMARY KEY (account_id, side)
  * contact_matrix_part_side_check: CHECK ((side = ANY (ARRAY['customer'::text, 'provider'::text])))
  * contact_matrix_part_version_check: CHECK ((version > 0))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.contact_role
  account_id uuid not null
  id uuid not null
  person_id uuid not null
  role text not null
  offering text
  starts_on date not null
  ends_on date
  certificate_level text
  certificate_number text
  certificate_expires_on date
  granted_by text
  granted_at timestamp with time zone
  created_at timestamp with time zone not null
  * contact_role_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * contact_role_account_id_person_id_fkey: FOREIGN KEY (account_id, person_id) REFERENCES holdfast.person(account_id, id)
  * contact_role_certificate_level_check: CHECK ((certificate_level = ANY (ARRAY['JNCIA'::text, 'JNCIS'::text, 'JNCIP'::text, 'JNCIE'::text])))
  * contact_role_check: CHECK (((ends_on IS NULL) OR (ends_on >= starts_on)))
  * contact_role_check1: CHECK (((role <> 'expert'::text) OR ((certificate_level IS NOT NULL) AND (certificate_number IS NOT NULL) AND (certificate_expires_on IS NOT NULL))))
  * contact_role_pkey: PRIMARY KEY (account_id, id)
  * contact_role_role_check: CHECK ((role = ANY (ARRAY['lead'::text, 'primary'::text, 'backup'::text, 'named'::text, 'expert'::text, 'signatory'::text, 'technical'::text])))
  * CREATE INDEX contact_role_person ON holdfast.contact_role USING btree (account_id, person_id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant delete, insert, select, update to holdfast_app

table holdfast.contact_round
  account_id uuid not null
  id uuid not null
  opened_at timestamp with time zone not null
  opened_by text not null
  running boolean not null
  closed_at timestamp with time zone
  closed_by text
  * contact_round_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * contact_round_check: CHECK (((closed_at IS NULL) = (closed_by IS NULL)))
  * contact_round_check1: CHECK ((running = (closed_at IS NULL)))
  * contact_round_pkey: PRIMARY KEY (account_id, id)
  * CREATE UNIQUE INDEX contact_round_one ON holdfast.contact_round USING btree (account_id) WHERE running
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.contact_round_person
  account_id uuid not null
  round_id uuid not null
  person_id uuid not null
  reminded_at timestamp with time zone
  answered_at timestamp with time zone
  * contact_round_person_account_id_person_id_fkey: FOREIGN KEY (account_id, person_id) REFERENCES holdfast.person(account_id, id)
  * contact_round_person_account_id_round_id_fkey: FOREIGN KEY (account_id, round_id) REFERENCES holdfast.contact_round(account_id, id)
  * contact_round_person_pkey: PRIMARY KEY (account_id, round_id, person_id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.contract
  account_id uuid not null
  id uuid not null
  number text not null
  kind text not null
  service text not null
  offering_version integer
  order_id uuid
  renews_id uuid
  state text not null
  activated_on date
  starts_on date not null
  ends_on date not null
  zone text not null
  territory text
  po_number text not null default ''::text
  seller_id uuid
  terms jsonb not null
  created_at timestamp with time zone not null
  version integer not null default 1
  * contract_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * contract_account_id_number_key: UNIQUE (account_id, number)
  * contract_account_id_order_id_fkey: FOREIGN KEY (account_id, order_id) REFERENCES holdfast.service_order(account_id, id)
  * contract_account_id_renews_id_fkey: FOREIGN KEY (account_id, renews_id) REFERENCES holdfast.contract(account_id, id)
  * contract_check: CHECK ((ends_on >= starts_on))
  * contract_kind_check: CHECK ((kind = ANY (ARRAY['service'::text, 'base'::text])))
  * contract_pkey: PRIMARY KEY (account_id, id)
  * contract_seller_id_fkey: FOREIGN KEY (seller_id) REFERENCES holdfast.account(id)
  * contract_state_check: CHECK ((state = ANY (ARRAY['pending'::text, 'active'::text, 'cancelled'::text])))
  * CREATE INDEX contract_service ON holdfast.contract USING btree (account_id, service, ends_on)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.contract_advisor
  account_id uuid not null
  contract_id uuid not null
  seq integer not null
  person_id uuid
  name text not null
  theatre text not null
  zone text not null
  starts_on date not null
  why text not null default ''::text
  actor text not null
  at timestamp with time zone not null
  * contract_advisor_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.contract(account_id, id)
  * contract_advisor_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * contract_advisor_name_check: CHECK ((name <> ''::text))
  * contract_advisor_pkey: PRIMARY KEY (account_id, contract_id, seq)
  * contract_advisor_seq_check: CHECK ((seq > 0))
  * contract_advisor_theatre_check: CHECK ((theatre = ANY (ARRAY['AMERICAS'::text, 'EMEA'::text, 'APAC'::text])))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.contract_device
  account_id uuid not null
  contract_id uuid not null
  device_id uuid not null
  starts_on date not null
  ends_on date not null
  suspended_on date
  suspended_reason text
  * contract_device_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.contract(account_id, id)
  * contract_device_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * contract_device_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * contract_device_check: CHECK ((ends_on >= starts_on))
  * contract_device_pkey: PRIMARY KEY (account_id, contract_id, device_id, starts_on)
  * CREATE INDEX contract_device_device ON holdfast.contract_device USING btree (account_id, device_id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.contract_listing
  account_id uuid not null
  contract_id uuid not null
  country text not null
  what text not null
  from_on date not null
  told_at timestamp with time zone not null
  * contract_listing_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.contract(account_id, id)
  * contract_listing_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * contract_listing_pkey: PRIMARY KEY (account_id, contract_id, country, what, from_on)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.contract_paper
  account_id uuid not null
  contract_id uuid not null
  code text not null
  version integer not null
  document_id uuid not null
  note text not null
  added_by text not null
  added_at timestamp with time zone not null
  vendor_agreed_by text
  vendor_agreed_on date
  customer_agreed_by text
  customer_agreed_on date
  outdated_by text
  outdated_on date
  outdated_why text
  * contract_paper_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.contract(account_id, id)
  * contract_paper_account_id_document_id_fkey: FOREIGN KEY (account_id, document_id) REFERENCES holdfast.document(account_id, id)
  * contract_paper_check: CHECK (((vendor_agreed_by IS NULL) = (vendor_agreed_on IS NULL)))
  * contract_paper_check1: CHECK (((customer_agreed_by IS NULL) = (customer_agreed_on IS NULL)))
  * contract_paper_check2: CHECK (((outdated_by IS NULL) = ((outdated_on IS NULL) AND (outdated_why IS NULL))))
  * contract_paper_pkey: PRIMARY KEY (account_id, contract_id, code, version)
  * contract_paper_version_check: CHECK ((version > 0))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.credit_book
  account_id uuid not null
  family text not null
  seq integer not null
  * credit_book_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * credit_book_family_check: CHECK ((family = ANY (ARRAY['ASC'::text, 'FSC'::text])))
  * credit_book_pkey: PRIMARY KEY (account_id, family)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.credit_correction
  account_id uuid not null
  id uuid not null
  lot_id uuid not null
  credits integer not null
  reason text not null
  state text not null
  proposed_by text not null
  proposed_at timestamp with time zone not null
  decided_by text
  decided_at timestamp with time zone
  movement_id uuid
  * credit_correction_account_id_lot_id_fkey: FOREIGN KEY (account_id, lot_id) REFERENCES holdfast.credit_lot(account_id, id)
  * credit_correction_account_id_movement_id_fkey: FOREIGN KEY (account_id, movement_id) REFERENCES holdfast.credit_movement(account_id, id)
  * credit_correction_check: CHECK (((state = 'proposed'::text) = ((decided_by IS NULL) AND (decided_at IS NULL))))
  * credit_correction_check1: CHECK (((state = 'made'::text) = (movement_id IS NOT NULL)))
  * credit_correction_check2: CHECK ((decided_by <> proposed_by))
  * credit_correction_credits_check: CHECK ((credits <> 0))
  * credit_correction_pkey: PRIMARY KEY (account_id, id)
  * credit_correction_reason_check: CHECK ((reason <> ''::text))
  * credit_correction_state_check: CHECK ((state = ANY (ARRAY['proposed'::text, 'made'::text, 'rejected'::text])))
  * CREATE INDEX credit_correction_newest ON holdfast.credit_correction USING btree (account_id, proposed_at DESC)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.credit_lot
  account_id uuid not null
  id uuid not null
  family text not null
  number integer not null
  purchased_on date not null
  last_day date not null
  bought integer not null
  order_reference text not null
  validity text not null
  * credit_lot_account_id_family_fkey: FOREIGN KEY (account_id, family) REFERENCES holdfast.credit_book(account_id, family)
  * credit_lot_account_id_family_number_key: UNIQUE (account_id, family, number)
  * credit_lot_bought_check: CHECK (((bought >= 1) AND (bought <= 1000000000)))
  * credit_lot_check: CHECK ((last_day >= purchased_on))
  * credit_lot_order_reference_check: CHECK ((order_reference <> ''::text))
  * credit_lot_pkey: PRIMARY KEY (account_id, id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.credit_movement
  account_id uuid not null
  id uuid not null
  family text not null
  seq integer not null
  kind text not null
  at timestamp with time zone not null
  actor text not null
  subject text not null
  clauses text[] not null
  returns_id uuid
  approved_by text
  * credit_movement_account_id_family_fkey: FOREIGN KEY (account_id, family) REFERENCES holdfast.credit_book(account_id, family)
  * credit_movement_account_id_family_seq_key: UNIQUE (account_id, family, seq)
  * credit_movement_account_id_returns_id_fkey: FOREIGN KEY (account_id, returns_id) REFERENCES holdfast.credit_movement(account_id, id)
  * credit_movement_account_id_returns_id_key: UNIQUE (account_id, returns_id)
  * credit_movement_check: CHECK (((kind = 'return'::text) = (returns_id IS NOT NULL)))
  * credit_movement_check1: CHECK (((kind = 'correction'::text) = (approved_by IS NOT NULL)))
  * credit_movement_check2: CHECK ((approved_by <> actor))
  * credit_movement_kind_check: CHECK ((kind = ANY (ARRAY['purchase'::text, 'redemption'::text, 'return'::text, 'expiry'::text, 'correction'::text])))
  * credit_movement_pkey: PRIMARY KEY (account_id, id)
  * credit_movement_seq_check: CHECK ((seq > 0))
  * credit_movement_subject_check: CHECK ((subject <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.credit_posting
  account_id uuid not null
  movement_id uuid not null
  lot_id uuid not null
  place text not null
  credits integer not null
  * credit_posting_account_id_lot_id_fkey: FOREIGN KEY (account_id, lot_id) REFERENCES holdfast.credit_lot(account_id, id)
  * credit_posting_account_id_movement_id_fkey: FOREIGN KEY (account_id, movement_id) REFERENCES holdfast.credit_movement(account_id, id)
  * credit_posting_credits_check: CHECK ((credits <> 0))
  * credit_posting_pkey: PRIMARY KEY (account_id, movement_id, lot_id, place)
  * credit_posting_place_check: CHECK ((place = ANY (ARRAY['lot'::text, 'bought'::text, 'redeemed'::text, 'expired'::text, 'corrected'::text])))
  * CREATE INDEX credit_posting_lot ON holdfast.credit_posting USING btree (account_id, lot_id) INCLUDE (place, credits)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.custom_software
  account_id uuid not null
  device_id uuid not null
  statement_of_work text not null
  deliverable text not null
  designed boolean not null
  developed boolean not null
  tested boolean not null
  licence text not null
  components jsonb not null
  said_by text not null
  said_at timestamp with time zone not null
  version integer not null
  * custom_software_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * custom_software_deliverable_check: CHECK ((deliverable <> ''::text))
  * custom_software_pkey: PRIMARY KEY (account_id, device_id)
  * custom_software_statement_of_work_check: CHECK ((statement_of_work <> ''::text))
  * custom_software_version_check: CHECK ((version > 0))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.decision
  account_id uuid not null
  id uuid not null
  at timestamp with time zone not null
  actor text not null
  act text not null
  verdict text not null
  offering text
  offering_version integer
  question jsonb not null
  answer jsonb not null
  clauses text[] not null
  decided_by text[] not null
  subject text not null
  * decision_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * decision_pkey: PRIMARY KEY (account_id, id)
  * decision_verdict_check: CHECK ((verdict = ANY (ARRAY['granted'::text, 'refused'::text, 'needs approval'::text])))
  * CREATE INDEX decision_clauses ON holdfast.decision USING gin (clauses)
  * CREATE INDEX decision_newest ON holdfast.decision USING btree (account_id, at DESC)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.desk_view
  account_id uuid not null
  id uuid not null
  owner_id uuid not null
  owner text not null
  team text
  name text not null
  picks jsonb not null
  columns text[] not null
  created_at timestamp with time zone not null
  version integer not null default 1
  * desk_view_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * desk_view_account_id_owner_id_fkey: FOREIGN KEY (account_id, owner_id) REFERENCES holdfast.person(account_id, id)
  * desk_view_name_check: CHECK (((length(name) >= 1) AND (length(name) <= 60)))
  * desk_view_pkey: PRIMARY KEY (account_id, id)
  * CREATE UNIQUE INDEX desk_view_own ON holdfast.desk_view USING btree (account_id, owner_id, lower(name)) WHERE (team IS NULL)
  * CREATE UNIQUE INDEX desk_view_team ON holdfast.desk_view USING btree (account_id, team, lower(name)) WHERE (team IS NOT NULL)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant delete, insert, select, update to holdfast_app

table holdfast.device
  account_id uuid not null
  id uuid not null
  serial text not null
  product text not null default ''::text
  description text not null default ''::text
  kind text not null default 'chassis'::text
  slot text not null default ''::text
  parent_id uuid
  site_id uuid
  status text not null default 'in-use'::text
  status_since date
  acquired text
  source text
  seller text not null default ''::text
  registered_on date
  registered_site_id uuid
  modified_code boolean not null default false
  third_party boolean not null default false
  gray_market boolean not null default false
  end_of_support_on date
  release text not null default ''::text
  release_seen_on date
  accepted_release text not null default ''::text
  replaces_serial text
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  version integer not null default 1
  origin_proof text not null default ''::text
  host text not null default ''::text
  * device_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * device_account_id_parent_id_fkey: FOREIGN KEY (account_id, parent_id) REFERENCES holdfast.device(account_id, id)
  * device_account_id_registered_site_id_fkey: FOREIGN KEY (account_id, registered_site_id) REFERENCES holdfast.site(account_id, id)
  * device_account_id_serial_key: UNIQUE (account_id, serial)
  * device_account_id_site_id_fkey: FOREIGN KEY (account_id, site_id) REFERENCES holdfast.site(account_id, id)
  * device_acquired_check: CHECK ((acquired = ANY (ARRAY['purchase'::text, 'lease'::text])))
  * device_check: CHECK ((parent_id <> id))
  * device_kind_check: CHECK ((kind = ANY (ARRAY['chassis'::text, 'member'::text, 'module'::text, 'software'::text])))
  * device_pkey: PRIMARY KEY (account_id, id)
  * device_serial_check: CHECK ((((length(serial) >= 1) AND (length(serial) <= 64)) AND (serial = upper(serial))))
  * device_source_check: CHECK ((source = ANY (ARRAY['vendor'::text, 'reseller'::text, 'territory-reseller'::text, 'broker'::text, 'other'::text])))
  * device_status_check: CHECK ((status = ANY (ARRAY['in-use'::text, 'spare'::text, 'decommissioned'::text])))
  * CREATE INDEX device_changed ON holdfast.device USING btree (account_id, updated_at)
  * CREATE INDEX device_host ON holdfast.device USING btree (host text_pattern_ops) WHERE (host <> ''::text)
  * CREATE INDEX device_parent ON holdfast.device USING btree (account_id, parent_id)
  * CREATE INDEX device_serial ON holdfast.device USING btree (serial)
  * CREATE INDEX device_serial_start ON holdfast.device USING btree (serial text_pattern_ops)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.device_capture
  account_id uuid not null
  reading_id uuid not null
  id uuid not null
  name text not null
  command text
  text text not null
  lines integer not null
  digest text not null
  * device_capture_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * device_capture_account_id_reading_id_fkey: FOREIGN KEY (account_id, reading_id) REFERENCES holdfast.device_reading(account_id, id)
  * device_capture_pkey: PRIMARY KEY (account_id, reading_id, id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.device_combination
  account_id uuid not null
  device_id uuid not null
  combination_id uuid not null
  since timestamp with time zone not null
  until timestamp with time zone
  * device_combination_account_id_combination_id_fkey: FOREIGN KEY (account_id, combination_id) REFERENCES holdfast.combination(account_id, id)
  * device_combination_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * device_combination_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * device_combination_check: CHECK ((until >= since))
  * device_combination_pkey: PRIMARY KEY (account_id, device_id, since)
  * CREATE UNIQUE INDEX device_combination_now ON holdfast.device_combination USING btree (account_id, device_id) WHERE (until IS NULL)
  * CREATE INDEX device_combination_of ON holdfast.device_combination USING btree (account_id, combination_id) WHERE (until IS NULL)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant delete, insert, select, update to holdfast_app

table holdfast.device_configuration
  account_id uuid not null
  id uuid not null
  device_id uuid not null
  taken_at timestamp with time zone not null
  taken_by text not null
  name text not null
  host text not null
  release text not null
  form text not null
  text text not null
  lines integer not null
  masked integer not null
  skipped jsonb not null
  inspection jsonb not null
  * device_configuration_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * device_configuration_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * device_configuration_form_check: CHECK ((form = ANY (ARRAY['brace'::text, 'set'::text, 'xml'::text, 'json'::text])))
  * device_configuration_pkey: PRIMARY KEY (account_id, id)
  * CREATE INDEX device_configuration_newest ON holdfast.device_configuration USING btree (account_id, device_id, taken_at DESC, id DESC)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.device_history
  account_id uuid not null
  id uuid not null
  device_id uuid not null
  at timestamp with time zone not null
  actor text not null
  kind text not null
  changes jsonb not null
  * device_history_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * device_history_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * device_history_pkey: PRIMARY KEY (account_id, id)
  * CREATE INDEX device_history_device ON holdfast.device_history USING btree (account_id, device_id, at)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.device_judgement
  account_id uuid not null
  device_id uuid not null
  kind text not null
  data_at timestamp with time zone not null
  judged_at timestamp with time zone not null
  recheck_at timestamp with time zone not null
  stale boolean not null
  high integer not null
  medium integer not null
  low integer not null
  outcomes jsonb not null
  found text[] not null
  * device_judgement_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * device_judgement_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * device_judgement_kind_check: CHECK ((kind = ANY (ARRAY['configuration'::text, 'answers'::text])))
  * device_judgement_pkey: PRIMARY KEY (account_id, kind, device_id)
  * CREATE INDEX device_judgement_recheck ON holdfast.device_judgement USING btree (account_id, recheck_at)
  * CREATE INDEX device_judgement_stale ON holdfast.device_judgement USING btree (account_id) WHERE stale
  * CREATE INDEX device_judgement_worst ON holdfast.device_judgement USING btree (account_id, kind, high DESC, medium DESC, low DESC)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.device_reading
  account_id uuid not null
  id uuid not null
  device_id uuid not null
  chassis_ids uuid[] not null
  batch text
  read_at timestamp with time zone not null
  clock text not null
  taken_at timestamp with time zone not null
  taken_by text not null
  host text not null
  answered text[] not null
  inventories jsonb not null
  * device_reading_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * device_reading_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * device_reading_clock_check: CHECK ((clock = ANY (ARRAY['device'::text, 'taken'::text])))
  * device_reading_pkey: PRIMARY KEY (account_id, id)
  * CREATE INDEX device_reading_chassis ON holdfast.device_reading USING gin (chassis_ids)
  * CREATE INDEX device_reading_newest ON holdfast.device_reading USING btree (account_id, device_id, read_at DESC, id DESC)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.document
  account_id uuid not null
  id uuid not null
  name text not null
  media_type text not null
  size_bytes bigint not null
  sha256 text not null
  secrets text not null
  kept_by text not null
  kept_at timestamp with time zone not null
  held_back boolean not null default false
  * document_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * document_name_check: CHECK ((name <> ''::text))
  * document_pkey: PRIMARY KEY (account_id, id)
  * document_secrets_check: CHECK ((secrets = ANY (ARRAY['none'::text, 'masked'::text, 'not-looked'::text])))
  * document_sha256_check: CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
  * document_size_bytes_check: CHECK ((size_bytes >= 0))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.draft
  account_id uuid not null
  case_id uuid not null
  person_id uuid not null
  kind text not null
  text text not null
  saved_at timestamp with time zone not null
  * draft_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * draft_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * draft_kind_check: CHECK ((kind = ANY (ARRAY['reply'::text, 'note'::text])))
  * draft_pkey: PRIMARY KEY (account_id, case_id, person_id, kind)
  * draft_text_check: CHECK (((length(text) >= 1) AND (length(text) <= 50000)))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant delete, insert, select, update to holdfast_app

table holdfast.duty_book
  account_id uuid not null
  contract_id uuid not null
  seq integer not null
  * duty_book_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.contract(account_id, id)
  * duty_book_pkey: PRIMARY KEY (account_id, contract_id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.duty_cost
  account_id uuid not null
  id uuid not null
  participant_id uuid not null
  what text not null
  cents bigint not null
  currency text not null
  borne_by text not null
  agreement text not null default ''::text
  at timestamp with time zone not null
  actor text not null
  * duty_cost_account_id_participant_id_fkey: FOREIGN KEY (account_id, participant_id) REFERENCES holdfast.duty_participant(account_id, id)
  * duty_cost_borne_by_check: CHECK ((borne_by = ANY (ARRAY['customer'::text, 'provider'::text])))
  * duty_cost_cents_check: CHECK ((cents > 0))
  * duty_cost_check: CHECK (((borne_by = 'customer'::text) OR (agreement <> ''::text)))
  * duty_cost_currency_check: CHECK ((currency ~ '^[A-Z]{3}$'::text))
  * duty_cost_pkey: PRIMARY KEY (account_id, id)
  * duty_cost_what_check: CHECK ((what <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.duty_engagement
  account_id uuid not null
  id uuid not null
  contract_id uuid not null
  kind text not null
  title text not null
  acts text[] not null
  opened_at timestamp with time zone not null
  opened_on date not null
  starts_on date
  window_starts_at timestamp with time zone
  window_ends_at timestamp with time zone
  zone text not null
  ended_on date
  lead_id uuid
  * duty_engagement_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.duty_book(account_id, contract_id)
  * duty_engagement_check: CHECK (((window_starts_at IS NULL) = (window_ends_at IS NULL)))
  * duty_engagement_check1: CHECK ((window_ends_at > window_starts_at))
  * duty_engagement_kind_check: CHECK ((kind = ANY (ARRAY['request'::text, 'window'::text])))
  * duty_engagement_pkey: PRIMARY KEY (account_id, id)
  * duty_engagement_title_check: CHECK ((title <> ''::text))
  * CREATE INDEX duty_engagement_contract ON holdfast.duty_engagement USING btree (account_id, contract_id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.duty_event
  account_id uuid not null
  id uuid not null
  contract_id uuid not null
  seq integer not null
  engagement_id uuid
  duty text not null
  part text
  kind text not null
  at timestamp with time zone not null
  on_day date not null
  actor text not null
  side text not null
  text text not null
  nothing boolean not null default false
  file_id uuid
  until_day date
  refers_to uuid
  language text not null default ''::text
  as_of date
  source text
  products jsonb
  * duty_event_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.duty_book(account_id, contract_id)
  * duty_event_account_id_contract_id_seq_key: UNIQUE (account_id, contract_id, seq)
  * duty_event_account_id_engagement_id_fkey: FOREIGN KEY (account_id, engagement_id) REFERENCES holdfast.duty_engagement(account_id, id)
  * duty_event_account_id_file_id_fkey: FOREIGN KEY (account_id, file_id) REFERENCES holdfast.duty_file(account_id, id)
  * duty_event_account_id_refers_to_fkey: FOREIGN KEY (account_id, refers_to) REFERENCES holdfast.duty_event(account_id, id)
  * duty_event_check: CHECK (((kind <> 'waived'::text) OR ((until_day IS NOT NULL) AND (text <> ''::text) AND (side = 'provider'::text))))
  * duty_event_check1: CHECK (((kind <> 'cannot'::text) OR (text <> ''::text)))
  * duty_event_check2: CHECK (((kind = 'withdrawn'::text) <= (refers_to IS NOT NULL)))
  * duty_event_check3: CHECK (((kind <> 'met'::text) OR nothing OR (text <> ''::text) OR (file_id IS NOT NULL)))
  * duty_event_kind_check: CHECK ((kind = ANY (ARRAY['asked'::text, 'met'::text, 'lapsed'::text, 'waived'::text, 'cannot'::text, 'withdrawn'::text])))
  * duty_event_language_check: CHECK (((language = ''::text) OR (language ~ '^[a-z]{2}$'::text)))
  * duty_event_pkey: PRIMARY KEY (account_id, id)
  * duty_event_seq_check: CHECK ((seq > 0))
  * duty_event_side_check: CHECK ((side = ANY (ARRAY['provider'::text, 'customer'::text])))
  * duty_event_source_check: CHECK ((source = ANY (ARRAY['document'::text, 'guide'::text, 'recommendation'::text])))
  * CREATE INDEX duty_event_file ON holdfast.duty_event USING btree (account_id, file_id) WHERE (file_id IS NOT NULL)
  * CREATE UNIQUE INDEX duty_event_once ON holdfast.duty_event USING btree (account_id, refers_to, kind) WHERE (refers_to IS NOT NULL)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.duty_file
  account_id uuid not null
  id uuid not null
  name text not null
  size_bytes bigint not null
  sha256 text not null
  secrets text not null
  at timestamp with time zone not null
  actor text not null
  * duty_file_name_check: CHECK ((name <> ''::text))
  * duty_file_pkey: PRIMARY KEY (account_id, id)
  * duty_file_secrets_check: CHECK ((secrets = ANY (ARRAY['none'::text, 'masked'::text, 'not-looked'::text])))
  * duty_file_size_bytes_check: CHECK ((size_bytes >= 0))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.duty_loan
  account_id uuid not null
  id uuid not null
  contract_id uuid not null
  engagement_id uuid
  serial text not null
  what text not null
  purpose text not null
  site_id uuid not null
  contact text not null
  at timestamp with time zone not null
  actor text not null
  * duty_loan_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.duty_book(account_id, contract_id)
  * duty_loan_account_id_engagement_id_fkey: FOREIGN KEY (account_id, engagement_id) REFERENCES holdfast.duty_engagement(account_id, id)
  * duty_loan_account_id_site_id_fkey: FOREIGN KEY (account_id, site_id) REFERENCES holdfast.site(account_id, id)
  * duty_loan_pkey: PRIMARY KEY (account_id, id)
  * duty_loan_serial_check: CHECK ((serial <> ''::text))
  * duty_loan_what_check: CHECK ((what <> ''::text))
  * CREATE INDEX duty_loan_serial ON holdfast.duty_loan USING btree (account_id, serial)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.duty_loan_event
  account_id uuid not null
  id uuid not null
  loan_id uuid not null
  seq integer not null
  kind text not null
  at timestamp with time zone not null
  happened_at timestamp with time zone not null
  on_day date not null
  actor text not null
  text text not null
  amount numeric(14,2)
  currency text
  incident text
  refers_to uuid
  * duty_loan_event_account_id_loan_id_fkey: FOREIGN KEY (account_id, loan_id) REFERENCES holdfast.duty_loan(account_id, id)
  * duty_loan_event_account_id_loan_id_seq_key: UNIQUE (account_id, loan_id, seq)
  * duty_loan_event_account_id_refers_to_fkey: FOREIGN KEY (account_id, refers_to) REFERENCES holdfast.duty_loan_event(account_id, id)
  * duty_loan_event_amount_check: CHECK ((amount >= (0)::numeric))
  * duty_loan_event_check: CHECK ((happened_at <= at))
  * duty_loan_event_check1: CHECK (((amount IS NULL) = (currency IS NULL)))
  * duty_loan_event_check2: CHECK (((kind = 'incident'::text) = (incident IS NOT NULL)))
  * duty_loan_event_check3: CHECK (((kind <> 'charged'::text) OR (amount IS NOT NULL)))
  * duty_loan_event_check4: CHECK (((kind <> ALL (ARRAY['charged'::text, 'not-charged'::text])) OR (refers_to IS NOT NULL)))
  * duty_loan_event_currency_check: CHECK ((currency ~ '^[A-Z]{3}$'::text))
  * duty_loan_event_incident_check: CHECK ((incident = ANY (ARRAY['damage'::text, 'loss'::text, 'theft'::text])))
  * duty_loan_event_kind_check: CHECK ((kind = ANY (ARRAY['handed-over'::text, 'confirmed'::text, 'asked-back'::text, 'returned'::text, 'incident'::text, 'charged'::text, 'not-charged'::text])))
  * duty_loan_event_pkey: PRIMARY KEY (account_id, id)
  * duty_loan_event_seq_check: CHECK ((seq > 0))
  * CREATE UNIQUE INDEX duty_loan_event_once ON holdfast.duty_loan_event USING btree (account_id, loan_id, kind) WHERE (kind = ANY (ARRAY['handed-over'::text, 'asked-back'::text, 'returned'::text]))
  * CREATE UNIQUE INDEX duty_loan_event_settled ON holdfast.duty_loan_event USING btree (account_id, refers_to) WHERE (refers_to IS NOT NULL)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.duty_participant
  account_id uuid not null
  id uuid not null
  engagement_id uuid not null
  kind text not null
  name text not null
  email text not null default ''::text
  part text not null
  coordinator text not null default ''::text
  certificate text not null default ''::text
  at timestamp with time zone not null
  actor text not null
  ended_on date
  * duty_participant_account_id_engagement_id_fkey: FOREIGN KEY (account_id, engagement_id) REFERENCES holdfast.duty_engagement(account_id, id)
  * duty_participant_kind_check: CHECK ((kind = ANY (ARRAY['person'::text, 'third-party'::text])))
  * duty_participant_name_check: CHECK ((name <> ''::text))
  * duty_participant_part_check: CHECK ((part <> ''::text))
  * duty_participant_pkey: PRIMARY KEY (account_id, id)
  * CREATE INDEX duty_participant_of ON holdfast.duty_participant USING btree (account_id, engagement_id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.duty_skill
  account_id uuid not null
  id uuid not null
  participant_id uuid not null
  passed boolean not null
  note text not null
  on_day date not null
  at timestamp with time zone not null
  actor text not null
  * duty_skill_account_id_participant_id_fkey: FOREIGN KEY (account_id, participant_id) REFERENCES holdfast.duty_participant(account_id, id)
  * duty_skill_note_check: CHECK ((note <> ''::text))
  * duty_skill_pkey: PRIMARY KEY (account_id, id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.end_letter
  account_id uuid not null
  id uuid not null
  at timestamp with time zone not null
  subject text not null
  items jsonb not null
  recipients text[] not null
  * end_letter_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * end_letter_pkey: PRIMARY KEY (account_id, id)
  * CREATE INDEX end_letter_newest ON holdfast.end_letter USING btree (account_id, at DESC, id DESC)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.end_told
  account_id uuid not null
  device_id uuid not null
  of text not null
  milestone text not null
  subject text not null
  on_date date not null
  months integer
  told_at timestamp with time zone not null
  * end_told_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * end_told_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * end_told_milestone_check: CHECK ((milestone = ANY (ARRAY['endOfEngineering'::text, 'endOfSupport'::text])))
  * end_told_of_check: CHECK ((of = ANY (ARRAY['product'::text, 'release'::text])))
  * end_told_pkey: PRIMARY KEY (account_id, device_id, of, milestone)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant delete, insert, select, update to holdfast_app

table holdfast.engineer_absence
  account_id uuid not null
  id uuid not null
  engineer_id uuid not null
  starts_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  reason text not null
  ended_at timestamp with time zone
  made_by text not null
  * engineer_absence_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * engineer_absence_pkey: PRIMARY KEY (account_id, id)
  * CREATE INDEX engineer_absence_of ON holdfast.engineer_absence USING btree (engineer_id, starts_at)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.engineer_booking
  account_id uuid not null
  id uuid not null
  change_id uuid not null
  engineer_id uuid not null
  starts_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  released_at timestamp with time zone
  * engineer_booked_once: EXCLUDE USING gist (engineer_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((released_at IS NULL))
  * engineer_booking_account_id_change_id_fkey: FOREIGN KEY (account_id, change_id) REFERENCES holdfast.change_window(account_id, id)
  * engineer_booking_pkey: PRIMARY KEY (account_id, id)
  * CREATE UNIQUE INDEX engineer_booking_of ON holdfast.engineer_booking USING btree (account_id, change_id) WHERE (released_at IS NULL)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.engineer_firm
  account_id uuid not null
  id uuid not null
  engineer_id uuid not null
  partner_id uuid not null
  starts_on date not null
  ends_on date
  made_by text not null
  * engineer_firm_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * engineer_firm_check: CHECK (((ends_on IS NULL) OR (ends_on >= starts_on)))
  * engineer_firm_partner_id_fkey: FOREIGN KEY (partner_id) REFERENCES holdfast.account(id)
  * engineer_firm_pkey: PRIMARY KEY (account_id, id)
  * CREATE INDEX engineer_firm_of ON holdfast.engineer_firm USING btree (account_id, engineer_id, starts_on)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.engineer_record
  account_id uuid not null
  person_id uuid not null
  offering text not null
  seq integer not null
  trained_on date
  skills text[] not null
  note text not null default ''::text
  actor text not null
  at timestamp with time zone not null
  * engineer_record_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * engineer_record_account_id_person_id_fkey: FOREIGN KEY (account_id, person_id) REFERENCES holdfast.person(account_id, id)
  * engineer_record_pkey: PRIMARY KEY (account_id, person_id, offering, seq)
  * engineer_record_seq_check: CHECK ((seq > 0))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.escalation
  account_id uuid not null
  id uuid not null
  case_id uuid not null
  kind text not null
  step integer not null
  due_at timestamp with time zone not null
  at timestamp with time zone not null
  reason text not null
  clauses text[] not null
  told jsonb not null
  raised_by text not null
  ended_at timestamp with time zone
  code text not null default 'due'::text
  * escalation_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * escalation_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * escalation_kind_check: CHECK ((kind = ANY (ARRAY['missed-response'::text, 'requested'::text, 'step'::text])))
  * escalation_once: UNIQUE (account_id, case_id, code, due_at)
  * escalation_pkey: PRIMARY KEY (account_id, id)
  * CREATE INDEX escalation_newest ON holdfast.escalation USING btree (at DESC, id DESC)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.escalation_request
  account_id uuid not null
  id uuid not null
  number text not null
  case_id uuid not null
  severity text not null
  reason text not null
  level integer not null
  lead text not null
  raised_at timestamp with time zone not null
  raised_by text not null
  raised_side text not null
  requester_id uuid
  owner_id uuid
  owner_name text
  report_hours integer not null
  report_due_at timestamp with time zone not null
  watched_at timestamp with time zone not null
  state text not null
  ended_at timestamp with time zone
  version integer not null default 1
  overseen boolean not null default false
  signed_by text
  signed_at timestamp with time zone
  * escalation_request_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * escalation_request_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * escalation_request_account_id_number_key: UNIQUE (account_id, number)
  * escalation_request_lead_check: CHECK ((lead = ANY (ARRAY['desk'::text, 'advisor'::text])))
  * escalation_request_level_check: CHECK ((level >= 1))
  * escalation_request_pkey: PRIMARY KEY (account_id, id)
  * escalation_request_raised_side_check: CHECK ((raised_side = ANY (ARRAY['customer'::text, 'provider'::text])))
  * escalation_request_report_hours_check: CHECK (((report_hours >= 1) AND (report_hours <= 8760)))
  * escalation_request_severity_check: CHECK ((severity = ANY (ARRAY['high'::text, 'medium'::text, 'low'::text])))
  * escalation_request_state_check: CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'withdrawn'::text])))
  * CREATE INDEX escalation_request_case ON holdfast.escalation_request USING btree (account_id, case_id)
  * CREATE INDEX escalation_request_open ON holdfast.escalation_request USING btree (report_due_at) WHERE (state = 'open'::text)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.exposure
  account_id uuid not null
  combination_id uuid not null
  advisory_key text not null
  since timestamp with time zone not null
  until timestamp with time zone
  verdict text not null
  match jsonb not null
  * exposure_account_id_combination_id_fkey: FOREIGN KEY (account_id, combination_id) REFERENCES holdfast.combination(account_id, id)
  * exposure_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * exposure_advisory_key_fkey: FOREIGN KEY (advisory_key) REFERENCES holdfast.advisory(key)
  * exposure_check: CHECK ((until >= since))
  * exposure_pkey: PRIMARY KEY (account_id, combination_id, advisory_key, since)
  * exposure_verdict_check: CHECK ((verdict = ANY (ARRAY['affected'::text, 'fixed'::text, 'not evaluated'::text, 'unknown'::text])))
  * CREATE UNIQUE INDEX exposure_now ON holdfast.exposure USING btree (account_id, combination_id, advisory_key) WHERE (until IS NULL)
  * CREATE INDEX exposure_of_advisory ON holdfast.exposure USING btree (advisory_key, account_id) WHERE (until IS NULL)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant delete, insert, select, update to holdfast_app

table holdfast.follow_up
  account_id uuid not null
  advisory_key text not null
  opened_at timestamp with time zone not null
  call text not null default 'open'::text
  reason text not null default ''::text
  called_by text
  called_at timestamp with time zone
  outcome text
  contact text
  discussed_on date
  settled_by text
  settled_at timestamp with time zone
  version integer not null default 1
  * follow_up_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * follow_up_advisory_key_fkey: FOREIGN KEY (advisory_key) REFERENCES holdfast.advisory(key)
  * follow_up_call_check: CHECK ((call = ANY (ARRAY['open'::text, 'relevant'::text, 'not relevant'::text])))
  * follow_up_check: CHECK ((((settled_at IS NULL) = (outcome IS NULL)) AND ((settled_at IS NULL) OR ((contact IS NOT NULL) AND (discussed_on IS NOT NULL)))))
  * follow_up_outcome_check: CHECK ((outcome = ANY (ARRAY['workaround'::text, 'action'::text, 'none'::text])))
  * follow_up_pkey: PRIMARY KEY (account_id, advisory_key)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.guidance_day
  account_id uuid not null
  request_id uuid not null
  on_day date not null
  site text not null
  country text not null
  zone text not null
  calendar text not null
  opens_at timestamp with time zone not null
  closes_at timestamp with time zone not null
  half boolean not null
  named_by text not null
  named_at timestamp with time zone not null
  * guidance_day_account_id_request_id_fkey: FOREIGN KEY (account_id, request_id) REFERENCES holdfast.service_request(account_id, id)
  * guidance_day_check: CHECK ((opens_at < closes_at))
  * guidance_day_country_check: CHECK ((country ~ '^[A-Z]{2}$'::text))
  * guidance_day_pkey: PRIMARY KEY (account_id, request_id, on_day)
  * guidance_day_site_check: CHECK ((site <> ''::text))
  * guidance_day_zone_check: CHECK ((zone <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.guidance_question
  account_id uuid not null
  request_id uuid not null
  seq integer not null
  on_day date not null
  channel text not null
  topic text not null
  about text not null
  text text not null
  asked_by text not null
  asked_by_id uuid
  asked_at timestamp with time zone not null
  logged_by text not null
  decision_id uuid not null
  answer text
  advice text not null default ''::text
  recommendation text not null default ''::text
  answered_by text
  answered_at timestamp with time zone
  case_number text
  * guidance_question_about_check: CHECK ((about = ANY (ARRAY['question'::text, 'design'::text, 'template'::text])))
  * guidance_question_account_id_case_number_fkey: FOREIGN KEY (account_id, case_number) REFERENCES holdfast.support_case(account_id, number)
  * guidance_question_account_id_decision_id_fkey: FOREIGN KEY (account_id, decision_id) REFERENCES holdfast.decision(account_id, id)
  * guidance_question_account_id_request_id_on_day_fkey: FOREIGN KEY (account_id, request_id, on_day) REFERENCES holdfast.guidance_day(account_id, request_id, on_day)
  * guidance_question_channel_check: CHECK ((channel = ANY (ARRAY['phone'::text, 'email'::text])))
  * guidance_question_check: CHECK (((answer IS NULL) = ((answered_by IS NULL) AND (answered_at IS NULL))))
  * guidance_question_check1: CHECK (((answer IS NULL) OR (about = 'question'::text) OR ((advice <> ''::text) AND (recommendation <> ''::text))))
  * guidance_question_check2: CHECK (((answer IS NULL) OR (topic <> ALL (ARRAY['fault'::text, 'non-technical'::text]))))
  * guidance_question_check3: CHECK (((answered_at IS NULL) OR (answered_at >= asked_at)))
  * guidance_question_pkey: PRIMARY KEY (account_id, request_id, seq)
  * guidance_question_seq_check: CHECK ((seq > 0))
  * guidance_question_text_check: CHECK ((text <> ''::text))
  * guidance_question_topic_check: CHECK ((topic = ANY (ARRAY['practice'::text, 'uptime'::text, 'upgrades'::text, 'risk'::text, 'fault'::text, 'non-technical'::text])))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.hand_over
  account_id uuid not null
  id uuid not null
  case_id uuid not null
  from_id uuid not null
  from_name text not null
  to_id uuid not null
  to_name text not null
  situation text not null
  next_step text not null
  promised text not null
  promised_at timestamp with time zone
  offered_at timestamp with time zone not null
  state text not null
  answered_at timestamp with time zone
  answer text not null default ''::text
  * hand_over_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * hand_over_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * hand_over_next_step_check: CHECK (((length(next_step) >= 1) AND (length(next_step) <= 2000)))
  * hand_over_pkey: PRIMARY KEY (account_id, id)
  * hand_over_situation_check: CHECK (((length(situation) >= 1) AND (length(situation) <= 5000)))
  * hand_over_state_check: CHECK ((state = ANY (ARRAY['offered'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text, 'lapsed'::text])))
  * CREATE UNIQUE INDEX hand_over_open ON holdfast.hand_over USING btree (account_id, case_id) WHERE (state = 'offered'::text)
  * CREATE INDEX hand_over_to ON holdfast.hand_over USING btree (to_id) WHERE (state = 'offered'::text)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.handover_note
  account_id uuid not null
  id uuid not null
  roster_id uuid not null
  at timestamp with time zone not null
  author_id uuid not null
  author text not null
  text text not null
  * handover_note_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * handover_note_account_id_roster_id_fkey: FOREIGN KEY (account_id, roster_id) REFERENCES holdfast.roster(account_id, id)
  * handover_note_pkey: PRIMARY KEY (account_id, id)
  * CREATE INDEX handover_note_newest ON holdfast.handover_note USING btree (account_id, roster_id, at DESC)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.idempotency
  account_id uuid not null
  actor text not null
  key text not null
  operation text not null
  request_hash bytea not null
  status integer not null
  answer jsonb not null
  created_at timestamp with time zone not null
  * idempotency_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * idempotency_key_check: CHECK (((length(key) >= 1) AND (length(key) <= 255)))
  * idempotency_pkey: PRIMARY KEY (account_id, actor, key)
  * CREATE INDEX idempotency_age ON holdfast.idempotency USING btree (created_at)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant delete, insert, select, update to holdfast_app

table holdfast.legal_hold
  account_id uuid not null
  id uuid not null
  device_id uuid not null
  source text not null
  why text not null
  set_by text not null
  set_at timestamp with time zone not null
  cleared_by text
  cleared_at timestamp with time zone
  * legal_hold_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * legal_hold_check: CHECK (((cleared_by IS NULL) = (cleared_at IS NULL)))
  * legal_hold_pkey: PRIMARY KEY (account_id, id)
  * legal_hold_source_check: CHECK ((source <> ''::text))
  * legal_hold_why_check: CHECK ((why <> ''::text))
  * CREATE UNIQUE INDEX legal_hold_one ON holdfast.legal_hold USING btree (account_id, device_id, source) WHERE (cleared_at IS NULL)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.letter
  account_id uuid not null
  id uuid not null
  outbox_id uuid
  person_id uuid
  home_id uuid not null
  name text not null default ''::text
  email text not null
  why text not null
  case_id uuid
  urgent boolean not null default false
  state text not null
  fate text not null default ''::text
  gathered_into uuid
  created_at timestamp with time zone not null
  next_try_at timestamp with time zone not null
  leased_until timestamp with time zone
  attempts integer not null default 0
  sent_at timestamp with time zone
  error text
  * letter_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * letter_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * letter_account_id_outbox_id_email_key: UNIQUE (account_id, outbox_id, email)
  * letter_account_id_outbox_id_fkey: FOREIGN KEY (account_id, outbox_id) REFERENCES holdfast.outbox(account_id, id)
  * letter_home_id_fkey: FOREIGN KEY (home_id) REFERENCES holdfast.account(id)
  * letter_pkey: PRIMARY KEY (account_id, id)
  * letter_state_check: CHECK ((state = ANY (ARRAY['pending'::text, 'digest'::text, 'sent'::text, 'shown'::text, 'failed'::text, 'dead'::text, 'gathered'::text])))
  * CREATE INDEX letter_due ON holdfast.letter USING btree (next_try_at) WHERE (state = ANY (ARRAY['pending'::text, 'digest'::text]))
  * CREATE INDEX letter_gathered ON holdfast.letter USING btree (home_id, gathered_into) WHERE (gathered_into IS NOT NULL)
  * CREATE INDEX letter_waiting ON holdfast.letter USING btree (home_id, email) WHERE (state = ANY (ARRAY['pending'::text, 'digest'::text]))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.lifecycle_entry
  key text not null
  kind text not null
  software text not null
  name text not null
  line text
  withdrawn boolean not null
  note text not null
  rule jsonb
  dates jsonb not null
  version integer not null default 1
  added_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  * lifecycle_entry_check: CHECK (((kind = 'release'::text) = (software <> ''::text)))
  * lifecycle_entry_key_check: CHECK (((length(key) >= 3) AND (length(key) <= 250)))
  * lifecycle_entry_kind_check: CHECK ((kind = ANY (ARRAY['release'::text, 'product'::text, 'module'::text])))
  * lifecycle_entry_name_check: CHECK ((name <> ''::text))
  * lifecycle_entry_pkey: PRIMARY KEY (key)
  * CREATE INDEX lifecycle_entry_line ON holdfast.lifecycle_entry USING btree (line) WHERE (line IS NOT NULL)
  * policy provider_adds for INSERT with check holdfast.is_provider()
  * policy provider_changes for UPDATE using holdfast.is_provider() with check holdfast.is_provider()
  * policy read_all for SELECT using true
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.lifecycle_version
  key text not null
  version integer not null
  at timestamp with time zone not null
  actor text not null
  source text not null
  changes text[] not null
  said jsonb not null
  * lifecycle_version_key_fkey: FOREIGN KEY (key) REFERENCES holdfast.lifecycle_entry(key)
  * lifecycle_version_pkey: PRIMARY KEY (key, version)
  * policy provider_adds for INSERT with check holdfast.is_provider()
  * policy read_all for SELECT using true
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.mail_bounce
  account_id uuid not null
  email text not null
  at timestamp with time zone not null
  source text not null
  reason text not null
  times integer not null default 1
  cleared_at timestamp with time zone
  cleared_by text
  * mail_bounce_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * mail_bounce_pkey: PRIMARY KEY (account_id, email)
  * mail_bounce_source_check: CHECK ((source = ANY (ARRAY['smtp'::text, 'report'::text])))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.mail_box
  account_id uuid not null
  address text not null
  uid_validity bigint not null
  last_uid bigint not null
  looked_at timestamp with time zone not null
  * mail_box_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * mail_box_pkey: PRIMARY KEY (account_id, address)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.mail_in
  account_id uuid not null
  id uuid not null
  received_at timestamp with time zone not null
  source text not null
  dedup text not null
  sha256 text not null
  size_bytes bigint not null
  kept boolean not null
  message_id text not null default ''::text
  from_address text not null default ''::text
  from_name text not null default ''::text
  subject text not null default ''::text
  fate text not null
  rule text not null
  reason text not null
  clauses text[] not null default '{}'::text[]
  case_id uuid
  person_id uuid
  body text not null default ''::text
  quoted text not null default ''::text
  attachments jsonb not null
  state text not null
  decided_at timestamp with time zone
  decided_by text
  decided_why text
  secrets text[] not null default '{}'::text[]
  formatted boolean not null default false
  proof jsonb
  * mail_in_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * mail_in_account_id_dedup_key: UNIQUE (account_id, dedup)
  * mail_in_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * mail_in_fate_check: CHECK ((fate = ANY (ARRAY['update'::text, 'quarantine'::text, 'answered'::text, 'dropped'::text])))
  * mail_in_pkey: PRIMARY KEY (account_id, id)
  * mail_in_source_check: CHECK ((source = ANY (ARRAY['smtp'::text, 'imap'::text])))
  * mail_in_state_check: CHECK ((state = ANY (ARRAY['done'::text, 'held'::text, 'released'::text, 'discarded'::text])))
  * CREATE INDEX mail_in_case ON holdfast.mail_in USING btree (account_id, case_id, received_at)
  * CREATE INDEX mail_in_dedup ON holdfast.mail_in USING btree (dedup)
  * CREATE INDEX mail_in_newest ON holdfast.mail_in USING btree (received_at DESC)
  * CREATE INDEX mail_in_sender ON holdfast.mail_in USING btree (from_address, received_at)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.meeting
  account_id uuid not null
  id uuid not null
  number text not null
  kind text not null
  title text not null
  series_id uuid
  planned_on date not null
  contract_id uuid
  about_kind text
  about_id text
  starts_at timestamp with time zone not null
  minutes integer not null
  zone text not null
  mode text not null
  place text not null
  statement text not null
  topics text[] not null
  clauses text[] not null
  lead_id uuid
  lead_name text not null
  state text not null
  side text
  reason text not null
  moved text not null
  provider_invited boolean not null
  outcome jsonb
  sequence integer not null
  invited_at timestamp with time zone
  version integer not null
  made_at timestamp with time zone not null
  location text not null default ''::text
  agreement text not null default ''::text
  * meeting_about_kind_check: CHECK ((about_kind = ANY (ARRAY['review'::text, 'request'::text, 'change'::text, 'case'::text])))
  * meeting_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.contract(account_id, id)
  * meeting_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * meeting_account_id_number_key: UNIQUE (account_id, number)
  * meeting_account_id_series_id_fkey: FOREIGN KEY (account_id, series_id) REFERENCES holdfast.meeting_series(account_id, id)
  * meeting_account_id_series_id_planned_on_key: UNIQUE (account_id, series_id, planned_on)
  * meeting_check: CHECK (((about_kind IS NULL) = (about_id IS NULL)))
  * meeting_check1: CHECK (((mode = 'remote'::text) OR (statement <> ''::text)))
  * meeting_check2: CHECK (((state = ANY (ARRAY['planned'::text, 'held'::text])) OR ((side IS NOT NULL) AND (reason <> ''::text))))
  * meeting_minutes_check: CHECK (((minutes >= 5) AND (minutes <= 600)))
  * meeting_mode_check: CHECK ((mode = ANY (ARRAY['remote'::text, 'onsite'::text])))
  * meeting_pkey: PRIMARY KEY (account_id, id)
  * meeting_side_check: CHECK ((side = ANY (ARRAY['provider'::text, 'customer'::text])))
  * meeting_state_check: CHECK ((state = ANY (ARRAY['planned'::text, 'held'::text, 'missed'::text, 'cancelled'::text])))
  * meeting_title_check: CHECK ((title <> ''::text))
  * CREATE INDEX meeting_start ON holdfast.meeting USING btree (account_id, starts_at)
  * CREATE INDEX meeting_week ON holdfast.meeting USING btree (starts_at) WHERE (state = 'planned'::text)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.meeting_action
  account_id uuid not null
  id uuid not null
  meeting_id uuid not null
  text text not null
  about text
  owner_id uuid
  owner_name text not null
  side text not null
  due_on date not null
  state text not null
  settled_at timestamp with time zone
  settled_by text
  note text not null
  version integer not null
  made_by text not null
  made_at timestamp with time zone not null
  * meeting_action_account_id_meeting_id_fkey: FOREIGN KEY (account_id, meeting_id) REFERENCES holdfast.meeting(account_id, id)
  * meeting_action_check: CHECK (((state = 'open'::text) = (settled_at IS NULL)))
  * meeting_action_pkey: PRIMARY KEY (account_id, id)
  * meeting_action_side_check: CHECK ((side = ANY (ARRAY['provider'::text, 'customer'::text])))
  * meeting_action_state_check: CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'dropped'::text])))
  * meeting_action_text_check: CHECK ((text <> ''::text))
  * CREATE INDEX meeting_action_open ON holdfast.meeting_action USING btree (account_id, due_on) WHERE (state = 'open'::text)
  * CREATE INDEX meeting_action_own ON holdfast.meeting_action USING btree (owner_id) WHERE (state = 'open'::text)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.meeting_draft
  account_id uuid not null
  meeting_id uuid not null
  text text not null
  decisions text[] not null
  version integer not null
  actor text not null
  at timestamp with time zone not null
  * meeting_draft_account_id_meeting_id_fkey: FOREIGN KEY (account_id, meeting_id) REFERENCES holdfast.meeting(account_id, id)
  * meeting_draft_pkey: PRIMARY KEY (account_id, meeting_id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.meeting_event
  account_id uuid not null
  meeting_id uuid not null
  seq integer not null
  at timestamp with time zone not null
  actor text not null
  kind text not null
  text text not null
  * meeting_event_account_id_meeting_id_fkey: FOREIGN KEY (account_id, meeting_id) REFERENCES holdfast.meeting(account_id, id)
  * meeting_event_pkey: PRIMARY KEY (account_id, meeting_id, seq)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.meeting_item
  account_id uuid not null
  id uuid not null
  meeting_id uuid not null
  place integer not null
  source text not null
  ref text not null
  title text not null
  note text not null
  added_by text not null
  removed boolean not null
  * meeting_item_account_id_meeting_id_fkey: FOREIGN KEY (account_id, meeting_id) REFERENCES holdfast.meeting(account_id, id)
  * meeting_item_pkey: PRIMARY KEY (account_id, id)
  * meeting_item_source_check: CHECK ((source = ANY (ARRAY['case'::text, 'advisory'::text, 'action'::text, 'own'::text, 'device'::text])))
  * meeting_item_title_check: CHECK ((title <> ''::text))
  * CREATE INDEX meeting_item_of ON holdfast.meeting_item USING btree (account_id, meeting_id, place)
  * CREATE UNIQUE INDEX meeting_item_once ON holdfast.meeting_item USING btree (account_id, meeting_id, source, ref) WHERE (source <> ALL (ARRAY['own'::text, 'device'::text]))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.meeting_minutes
  account_id uuid not null
  meeting_id uuid not null
  version integer not null
  text text not null
  decisions text[] not null
  why text not null
  actor text not null
  at timestamp with time zone not null
  * meeting_minutes_account_id_meeting_id_fkey: FOREIGN KEY (account_id, meeting_id) REFERENCES holdfast.meeting(account_id, id)
  * meeting_minutes_check1: CHECK (((version = 1) OR (why <> ''::text)))
  * meeting_minutes_pkey: PRIMARY KEY (account_id, meeting_id, version)
  * meeting_minutes_text_check: CHECK ((text <> ''::text))
  * meeting_minutes_version_check: CHECK ((version > 0))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.meeting_person
  account_id uuid not null
  id uuid not null
  meeting_id uuid not null
  person_id uuid
  name text not null
  email text not null
  side text not null
  answer text not null
  answered_at timestamp with time zone
  answered_by text not null
  attended boolean
  removed boolean not null
  * meeting_person_account_id_meeting_id_email_key: UNIQUE (account_id, meeting_id, email)
  * meeting_person_account_id_meeting_id_fkey: FOREIGN KEY (account_id, meeting_id) REFERENCES holdfast.meeting(account_id, id)
  * meeting_person_answer_check: CHECK ((answer = ANY (ARRAY['none'::text, 'accepted'::text, 'declined'::text, 'tentative'::text])))
  * meeting_person_pkey: PRIMARY KEY (account_id, id)
  * meeting_person_side_check: CHECK ((side = ANY (ARRAY['provider'::text, 'customer'::text, 'guest'::text])))
  * CREATE INDEX meeting_person_own ON holdfast.meeting_person USING btree (person_id) WHERE (NOT removed)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.meeting_series
  account_id uuid not null
  id uuid not null
  contract_id uuid not null
  kind text not null
  title text not null
  clauses text[] not null
  rule jsonb not null
  first_on date not null
  until date not null
  start_time text not null
  minutes integer not null
  zone text not null
  mode text not null
  place text not null
  statement text not null
  lead_id uuid not null
  lead_name text not null
  made_by text not null
  made_at timestamp with time zone not null
  location text not null default ''::text
  * meeting_series_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.contract(account_id, id)
  * meeting_series_account_id_contract_id_kind_key: UNIQUE (account_id, contract_id, kind)
  * meeting_series_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * meeting_series_check: CHECK (((mode = 'remote'::text) OR (statement <> ''::text)))
  * meeting_series_minutes_check: CHECK (((minutes >= 5) AND (minutes <= 600)))
  * meeting_series_mode_check: CHECK ((mode = ANY (ARRAY['remote'::text, 'onsite'::text])))
  * meeting_series_pkey: PRIMARY KEY (account_id, id)
  * meeting_series_start_time_check: CHECK ((start_time ~ '^[0-2][0-9]:[0-5][0-9]$'::text))
  * meeting_series_title_check: CHECK ((title <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.network_report
  account_id uuid not null
  contract_id uuid not null
  kind text not null
  starts_on date not null
  ends_on date not null
  version integer not null
  due_on date
  content text not null
  sha256 text not null
  why text not null default ''::text
  sent_by text not null
  sent_by_name text not null
  sent_at timestamp with time zone not null
  * network_report_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.contract(account_id, id)
  * network_report_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * network_report_check: CHECK ((ends_on >= starts_on))
  * network_report_check1: CHECK (((version = 1) OR (why <> ''::text)))
  * network_report_kind_check: CHECK ((kind = ANY (ARRAY['quarter'::text, 'month'::text])))
  * network_report_pkey: PRIMARY KEY (account_id, contract_id, kind, starts_on, version)
  * network_report_version_check: CHECK ((version > 0))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.notice
  account_id uuid not null
  id uuid not null
  person_id uuid not null
  outbox_id uuid not null
  about_account text not null
  kind text not null
  subject text not null
  title text not null
  text text not null
  why text not null
  mail text not null
  urgent boolean not null
  at timestamp with time zone not null
  read_at timestamp with time zone
  * notice_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * notice_account_id_outbox_id_person_id_key: UNIQUE (account_id, outbox_id, person_id)
  * notice_account_id_person_id_fkey: FOREIGN KEY (account_id, person_id) REFERENCES holdfast.person(account_id, id)
  * notice_pkey: PRIMARY KEY (account_id, id)
  * CREATE INDEX notice_newest ON holdfast.notice USING btree (account_id, person_id, at DESC)
  * CREATE INDEX notice_unread ON holdfast.notice USING btree (account_id, person_id) WHERE (read_at IS NULL)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.notice_feed
  account_id uuid not null
  person_id uuid not null
  secret_hash bytea not null
  made_at timestamp with time zone not null
  * notice_feed_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * notice_feed_account_id_person_id_fkey: FOREIGN KEY (account_id, person_id) REFERENCES holdfast.person(account_id, id)
  * notice_feed_pkey: PRIMARY KEY (account_id, person_id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant delete, insert, select, update to holdfast_app

table holdfast.notice_preference
  account_id uuid not null
  person_id uuid not null
  choices jsonb not null
  quiet_from text
  quiet_to text
  digest_at text not null
  version integer not null default 1
  hook_kinds text[] not null default '{}'::text[]
  * notice_preference_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * notice_preference_account_id_person_id_fkey: FOREIGN KEY (account_id, person_id) REFERENCES holdfast.person(account_id, id)
  * notice_preference_check: CHECK (((quiet_from IS NULL) = (quiet_to IS NULL)))
  * notice_preference_digest_at_check: CHECK ((digest_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text))
  * notice_preference_pkey: PRIMARY KEY (account_id, person_id)
  * notice_preference_quiet_from_check: CHECK ((quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text))
  * notice_preference_quiet_to_check: CHECK ((quiet_to ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.offering
  code text not null
  version integer not null
  effective_from date not null
  data jsonb not null
  created_at timestamp with time zone not null
  * offering_pkey: PRIMARY KEY (code, version)
  * policy provider_writes for INSERT with check holdfast.is_provider()
  * policy read_all for SELECT using true
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.onboarding_event
  account_id uuid not null
  id uuid not null
  contract_id uuid not null
  seq integer not null
  item text not null
  state text not null
  on_day date not null
  text text not null
  document_id uuid
  meeting text
  at timestamp with time zone not null
  actor text not null
  * onboarding_event_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.contract(account_id, id)
  * onboarding_event_account_id_contract_id_seq_key: UNIQUE (account_id, contract_id, seq)
  * onboarding_event_account_id_document_id_fkey: FOREIGN KEY (account_id, document_id) REFERENCES holdfast.document(account_id, id)
  * onboarding_event_item_check: CHECK ((item <> ''::text))
  * onboarding_event_pkey: PRIMARY KEY (account_id, id)
  * onboarding_event_seq_check: CHECK ((seq > 0))
  * onboarding_event_state_check: CHECK ((state = ANY (ARRAY['done'::text, 'open'::text, 'declined'::text])))
  * onboarding_event_text_check: CHECK ((text <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.onboarding_record
  account_id uuid not null
  request_id uuid not null
  seq integer not null
  item text not null
  body jsonb not null
  said_by text not null
  at timestamp with time zone not null
  * onboarding_record_account_id_request_id_fkey: FOREIGN KEY (account_id, request_id) REFERENCES holdfast.service_request(account_id, id)
  * onboarding_record_item_check: CHECK ((item = ANY (ARRAY['a'::text, 'b'::text, 'c'::text, 'd'::text, 'e'::text, 'f'::text, 'g'::text])))
  * onboarding_record_pkey: PRIMARY KEY (account_id, request_id, seq)
  * onboarding_record_seq_check: CHECK ((seq > 0))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.outbox
  account_id uuid not null
  id uuid not null
  kind text not null
  subject text not null
  payload jsonb not null
  created_at timestamp with time zone not null
  state text not null default 'pending'::text
  attempts integer not null default 0
  next_try_at timestamp with time zone not null
  sent_at timestamp with time zone
  error text
  spread_at timestamp with time zone
  * outbox_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * outbox_pkey: PRIMARY KEY (account_id, id)
  * outbox_state_check: CHECK ((state = ANY (ARRAY['pending'::text, 'sent'::text, 'shown'::text, 'failed'::text])))
  * CREATE INDEX outbox_due ON holdfast.outbox USING btree (next_try_at) WHERE (state = 'pending'::text)
  * CREATE INDEX outbox_newest ON holdfast.outbox USING btree (created_at DESC)
  * CREATE INDEX outbox_unspread ON holdfast.outbox USING btree (next_try_at) WHERE ((state = 'pending'::text) AND (spread_at IS NULL))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.page
  account_id uuid not null
  id uuid not null
  case_id uuid not null
  team text not null
  reason text not null
  started_at timestamp with time zone not null
  state text not null
  calls jsonb not null
  acknowledged_at timestamp with time zone
  acknowledged_by text
  * page_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * page_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * page_pkey: PRIMARY KEY (account_id, id)
  * page_state_check: CHECK ((state = ANY (ARRAY['ringing'::text, 'acknowledged'::text, 'unanswered'::text, 'over'::text])))
  * CREATE INDEX page_case ON holdfast.page USING btree (account_id, case_id, started_at)
  * CREATE INDEX page_ringing ON holdfast.page USING btree (started_at) WHERE (state = 'ringing'::text)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.paper_offer
  account_id uuid not null
  contract_id uuid not null
  code text not null
  seq integer not null
  what text not null
  amount bigint not null
  currency text not null
  offered_by text not null
  offered_at timestamp with time zone not null
  accepted_by text
  accepted_at timestamp with time zone
  * paper_offer_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.contract(account_id, id)
  * paper_offer_amount_check: CHECK ((amount >= 0))
  * paper_offer_check: CHECK (((accepted_by IS NULL) = (accepted_at IS NULL)))
  * paper_offer_currency_check: CHECK ((currency ~ '^[A-Z]{3}$'::text))
  * paper_offer_pkey: PRIMARY KEY (account_id, contract_id, code, seq)
  * paper_offer_seq_check: CHECK ((seq > 0))
  * paper_offer_what_check: CHECK ((what <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.part_performer
  account_id uuid not null
  id uuid not null
  customer_id uuid not null
  contract_id uuid not null
  part text not null
  engineer_id uuid not null
  engineer_name text not null
  partner_id uuid
  starts_on date not null
  ended_on date
  made_by text not null
  * part_performer_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * part_performer_customer_id_fkey: FOREIGN KEY (customer_id) REFERENCES holdfast.account(id)
  * part_performer_partner_id_fkey: FOREIGN KEY (partner_id) REFERENCES holdfast.account(id)
  * part_performer_pkey: PRIMARY KEY (account_id, id)
  * CREATE UNIQUE INDEX part_performer_now ON holdfast.part_performer USING btree (account_id, contract_id, part) WHERE (ended_on IS NULL)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.partner_authorisation
  account_id uuid not null
  id uuid not null
  kind text not null
  territory text[] not null default '{}'::text[]
  starts_on date not null
  ends_on date
  * partner_authorisation_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * partner_authorisation_kind_check: CHECK ((kind = ANY (ARRAY['reseller'::text, 'distributor'::text, 'operate-specialist'::text, 'subcontractor'::text])))
  * partner_authorisation_pkey: PRIMARY KEY (account_id, id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.partner_link
  account_id uuid not null
  id uuid not null
  partner_id uuid not null
  kind text not null
  sees_cases boolean not null default false
  starts_on date not null
  ends_on date
  * partner_link_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * partner_link_account_id_partner_id_kind_starts_on_key: UNIQUE (account_id, partner_id, kind, starts_on)
  * partner_link_kind_check: CHECK ((kind = ANY (ARRAY['reseller'::text, 'distributor'::text, 'operate-specialist'::text, 'subcontractor'::text])))
  * partner_link_partner_id_fkey: FOREIGN KEY (partner_id) REFERENCES holdfast.account(id)
  * partner_link_pkey: PRIMARY KEY (account_id, id)
  * CREATE INDEX partner_link_partner ON holdfast.partner_link USING btree (partner_id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.person
  account_id uuid not null
  id uuid not null
  name text not null
  email text not null
  phone text not null default ''::text
  language text not null default 'en'::text
  zone text not null
  theatre text
  roles text[] not null
  teams text[] not null default '{}'::text[]
  senior_by text
  senior_at timestamp with time zone
  user_id text
  status text not null default 'active'::text
  left_at timestamp with time zone
  created_at timestamp with time zone not null
  version integer not null default 1
  site_id uuid
  left_on date
  seen_at timestamp with time zone
  left_told_at timestamp with time zone
  * person_account_id_email_key: UNIQUE (account_id, email)
  * person_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * person_account_id_site_id_fkey: FOREIGN KEY (account_id, site_id) REFERENCES holdfast.site(account_id, id)
  * person_email_check: CHECK (((email = lower(email)) AND (POSITION(('@'::text) IN (email)) > 1)))
  * person_name_check: CHECK (((length(name) >= 1) AND (length(name) <= 200)))
  * person_pkey: PRIMARY KEY (account_id, id)
  * person_status_check: CHECK ((status = ANY (ARRAY['active'::text, 'left'::text])))
  * person_theatre_check: CHECK ((theatre = ANY (ARRAY['AMERICAS'::text, 'EMEA'::text, 'APAC'::text])))
  * person_user_id_key: UNIQUE (user_id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.planned_change
  account_id uuid not null
  id uuid not null
  contract_id uuid not null
  number integer not null
  kind text not null
  title text not null
  on_day date not null
  case_from date
  case_by date
  planned_by text not null
  planned_at timestamp with time zone not null
  case_number text
  case_opened_on date
  withdrawn_by text
  withdrawn_at timestamp with time zone
  withdrawn_why text
  * planned_change_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.contract(account_id, id)
  * planned_change_account_id_contract_id_number_key: UNIQUE (account_id, contract_id, number)
  * planned_change_check: CHECK (((case_number IS NULL) = (case_opened_on IS NULL)))
  * planned_change_check1: CHECK (((case_from IS NULL) = (case_by IS NULL)))
  * planned_change_check2: CHECK ((((withdrawn_by IS NULL) = (withdrawn_at IS NULL)) AND ((withdrawn_by IS NULL) = (withdrawn_why IS NULL))))
  * planned_change_kind_check: CHECK ((kind = ANY (ARRAY['software-upgrade'::text, 'major-configuration'::text, 'other'::text])))
  * planned_change_number_check: CHECK ((number > 0))
  * planned_change_pkey: PRIMARY KEY (account_id, id)
  * planned_change_title_check: CHECK ((title <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.policy_value
  id uuid not null
  key text not null
  value jsonb not null
  effective_from date not null
  author text not null
  approver text
  reason text not null
  created_at timestamp with time zone not null
  * policy_value_pkey: PRIMARY KEY (id)
  * CREATE INDEX policy_value_key ON holdfast.policy_value USING btree (key, effective_from)
  * policy provider_writes for INSERT with check holdfast.is_provider()
  * policy read_all for SELECT using true
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.portal_resource
  id uuid not null
  area text not null
  title text not null
  text text not null default ''::text
  url text not null
  service text
  starts_on date not null
  ends_on date
  added_by text not null
  added_at timestamp with time zone not null
  * portal_resource_area_check: CHECK ((area = ANY (ARRAY['information'::text, 'answers'::text, 'tools'::text, 'service-options'::text])))
  * portal_resource_check: CHECK ((ends_on >= starts_on))
  * portal_resource_pkey: PRIMARY KEY (id)
  * portal_resource_title_check: CHECK (((length(title) >= 1) AND (length(title) <= 120)))
  * policy provider_changes for UPDATE using holdfast.is_provider()
  * policy provider_writes for INSERT with check holdfast.is_provider()
  * policy read_all for SELECT using true
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.qualification
  account_id uuid not null
  id uuid not null
  offering text not null
  outcome text not null
  decided_by text not null
  decided_on date not null
  valid_until date not null
  footprint integer
  reason text not null
  * qualification_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * qualification_outcome_check: CHECK ((outcome = ANY (ARRAY['qualified'::text, 'declined'::text])))
  * qualification_pkey: PRIMARY KEY (account_id, id)
  * CREATE INDEX qualification_offering ON holdfast.qualification USING btree (account_id, offering, decided_on)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.reconciliation
  account_id uuid not null
  id uuid not null
  number integer not null
  list_name text not null
  opened_at timestamp with time zone not null
  opened_by text not null
  compared text[] not null
  listed integer not null
  held integer not null
  same integer not null
  unread jsonb not null
  state text not null
  provider_signed_by text
  provider_signed_at timestamp with time zone
  customer_signed_by text
  customer_signed_at timestamp with time zone
  closed_at timestamp with time zone
  source text not null default 'list'::text
  read_at timestamp with time zone
  * reconciliation_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * reconciliation_account_id_number_key: UNIQUE (account_id, number)
  * reconciliation_check: CHECK (((provider_signed_by IS NULL) = (provider_signed_at IS NULL)))
  * reconciliation_check1: CHECK (((customer_signed_by IS NULL) = (customer_signed_at IS NULL)))
  * reconciliation_check2: CHECK (((state = 'open'::text) = (closed_at IS NULL)))
  * reconciliation_check3: CHECK (((state <> 'agreed'::text) OR ((provider_signed_at IS NOT NULL) AND (customer_signed_at IS NOT NULL))))
  * reconciliation_held_check: CHECK ((held >= 0))
  * reconciliation_listed_check: CHECK ((listed >= 0))
  * reconciliation_number_check: CHECK ((number > 0))
  * reconciliation_pkey: PRIMARY KEY (account_id, id)
  * reconciliation_same_check: CHECK ((same >= 0))
  * reconciliation_source_check: CHECK ((source = ANY (ARRAY['list'::text, 'feed'::text])))
  * reconciliation_state_check: CHECK ((state = ANY (ARRAY['open'::text, 'agreed'::text, 'withdrawn'::text])))
  * CREATE UNIQUE INDEX reconciliation_one ON holdfast.reconciliation USING btree (account_id) WHERE (state = 'open'::text)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.reconciliation_difference
  account_id uuid not null
  reconciliation_id uuid not null
  id uuid not null
  serial text not null
  field text not null
  theirs text not null
  ours text not null
  owner text not null
  decision text
  reason text not null default ''::text
  done text not null default ''::text
  settled_by text
  settled_at timestamp with time zone
  * reconciliation_difference_account_id_reconciliation_id_fkey: FOREIGN KEY (account_id, reconciliation_id) REFERENCES holdfast.reconciliation(account_id, id)
  * reconciliation_difference_account_id_reconciliation_id_seri_key: UNIQUE (account_id, reconciliation_id, serial, field)
  * reconciliation_difference_check: CHECK ((((decision IS NULL) = (settled_by IS NULL)) AND ((decision IS NULL) = (settled_at IS NULL))))
  * reconciliation_difference_decision_check: CHECK ((decision = ANY (ARRAY['take-theirs'::text, 'keep-ours'::text, 'not-a-device'::text, 'agrees'::text])))
  * reconciliation_difference_field_check: CHECK ((field = ANY (ARRAY['not-held'::text, 'not-listed'::text, 'site'::text, 'contract-level'::text, 'product'::text])))
  * reconciliation_difference_owner_check: CHECK ((owner = ANY (ARRAY['customer'::text, 'provider'::text])))
  * reconciliation_difference_pkey: PRIMARY KEY (account_id, id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.reconciliation_event
  account_id uuid not null
  id uuid not null
  reconciliation_id uuid not null
  seq integer not null
  at timestamp with time zone not null
  actor text not null
  kind text not null
  text text not null
  * reconciliation_event_account_id_reconciliation_id_fkey: FOREIGN KEY (account_id, reconciliation_id) REFERENCES holdfast.reconciliation(account_id, id)
  * reconciliation_event_account_id_reconciliation_id_seq_key: UNIQUE (account_id, reconciliation_id, seq)
  * reconciliation_event_kind_check: CHECK ((kind = ANY (ARRAY['opened'::text, 'fed'::text, 'settled'::text, 'reopened'::text, 'signed'::text, 'agreed'::text, 'withdrawn'::text])))
  * reconciliation_event_pkey: PRIMARY KEY (account_id, id)
  * reconciliation_event_seq_check: CHECK ((seq > 0))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.release_plan
  account_id uuid not null
  contract_id uuid not null
  seq integer not null
  serials text[] not null
  current_release text not null
  target_release text not null
  features text not null
  problems text not null
  risks text not null
  benefits text not null
  advice text not null
  written_by text not null
  written_at timestamp with time zone not null
  issued_by text
  issued_at timestamp with time zone
  decision text
  decided_by text
  decided_at timestamp with time zone
  * release_plan_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.contract(account_id, id)
  * release_plan_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * release_plan_check: CHECK (((issued_by IS NULL) = (issued_at IS NULL)))
  * release_plan_check1: CHECK ((((decision IS NULL) = (decided_by IS NULL)) AND ((decision IS NULL) = (decided_at IS NULL))))
  * release_plan_check2: CHECK (((decided_at IS NULL) OR (issued_at IS NOT NULL)))
  * release_plan_pkey: PRIMARY KEY (account_id, contract_id, seq)
  * release_plan_seq_check: CHECK ((seq > 0))
  * release_plan_serials_check: CHECK ((cardinality(serials) > 0))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.release_proposal
  account_id uuid not null
  id uuid not null
  device_id uuid not null
  release text not null
  why text not null
  side text not null
  proposed_by text not null
  proposed_at timestamp with time zone not null
  outcome text
  answered_by text
  answered_at timestamp with time zone
  answer text not null default ''::text
  * release_proposal_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * release_proposal_check: CHECK (((outcome IS NULL) = ((answered_by IS NULL) AND (answered_at IS NULL))))
  * release_proposal_outcome_check: CHECK ((outcome = ANY (ARRAY['agreed'::text, 'turned-down'::text, 'withdrawn'::text])))
  * release_proposal_pkey: PRIMARY KEY (account_id, id)
  * release_proposal_release_check: CHECK ((release <> ''::text))
  * release_proposal_side_check: CHECK ((side = ANY (ARRAY['customer'::text, 'provider'::text])))
  * release_proposal_why_check: CHECK ((why <> ''::text))
  * CREATE UNIQUE INDEX release_proposal_one ON holdfast.release_proposal USING btree (account_id, device_id) WHERE (outcome IS NULL)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.reply_address
  account_id uuid not null
  id uuid not null
  case_id uuid not null
  person_id uuid not null
  key_version integer not null
  issued_at timestamp with time zone not null
  * reply_address_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * reply_address_account_id_case_id_person_id_key_version_key: UNIQUE (account_id, case_id, person_id, key_version)
  * reply_address_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * reply_address_key_version_check: CHECK (((key_version >= 1) AND (key_version <= 255)))
  * reply_address_pkey: PRIMARY KEY (account_id, id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.request_charge
  account_id uuid not null
  request_id uuid not null
  number integer not null
  amount bigint not null
  currency text not null
  duty text not null
  clauses text[] not null
  reason text not null
  state text not null
  proposed_by text not null
  proposed_by_id uuid not null
  proposed_at timestamp with time zone not null
  decided_by text
  decided_by_id uuid
  decided_at timestamp with time zone
  decision text not null default ''::text
  line integer
  * request_charge_account_id_line_fkey: FOREIGN KEY (account_id, line) REFERENCES holdfast.charge(account_id, seq)
  * request_charge_account_id_line_key: UNIQUE (account_id, line)
  * request_charge_account_id_request_id_fkey: FOREIGN KEY (account_id, request_id) REFERENCES holdfast.service_request(account_id, id)
  * request_charge_amount_check: CHECK ((amount > 0))
  * request_charge_check: CHECK ((decided_by_id <> proposed_by_id))
  * request_charge_check1: CHECK (((state = 'proposed'::text) = (decided_by_id IS NULL)))
  * request_charge_check2: CHECK ((((decided_by IS NULL) = (decided_by_id IS NULL)) AND ((decided_at IS NULL) = (decided_by_id IS NULL))))
  * request_charge_check3: CHECK (((state = 'approved'::text) = (line IS NOT NULL)))
  * request_charge_clauses_check: CHECK ((cardinality(clauses) > 0))
  * request_charge_currency_check: CHECK ((currency ~ '^[A-Z]{3}$'::text))
  * request_charge_number_check: CHECK ((number > 0))
  * request_charge_pkey: PRIMARY KEY (account_id, request_id, number)
  * request_charge_reason_check: CHECK ((reason <> ''::text))
  * request_charge_state_check: CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text])))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.request_deliverable
  account_id uuid not null
  request_id uuid not null
  code text not null
  title text not null
  clauses text[] not null
  due_on date not null
  waived_by text
  waived_why text
  * request_deliverable_account_id_request_id_fkey: FOREIGN KEY (account_id, request_id) REFERENCES holdfast.service_request(account_id, id)
  * request_deliverable_pkey: PRIMARY KEY (account_id, request_id, code)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.request_event
  account_id uuid not null
  request_id uuid not null
  seq integer not null
  at timestamp with time zone not null
  actor text not null
  actor_name text not null
  kind text not null
  body jsonb not null
  * request_event_account_id_request_id_fkey: FOREIGN KEY (account_id, request_id) REFERENCES holdfast.service_request(account_id, id)
  * request_event_pkey: PRIMARY KEY (account_id, request_id, seq)
  * request_event_seq_check: CHECK ((seq > 0))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.request_exception
  account_id uuid not null
  id uuid not null
  request_id uuid not null
  kind text not null
  place integer
  what text not null
  why text not null
  asked_by text not null
  asked_at timestamp with time zone not null
  state text not null
  answered_by text
  answered_at timestamp with time zone
  answer text not null
  cents bigint
  currency text
  * request_exception_account_id_request_id_fkey: FOREIGN KEY (account_id, request_id) REFERENCES holdfast.service_request(account_id, id)
  * request_exception_cents_check: CHECK ((cents > 0))
  * request_exception_check: CHECK (((cents IS NULL) = (currency IS NULL)))
  * request_exception_check1: CHECK (((cents IS NULL) OR (state = ANY (ARRAY['accepted'::text, 'withdrawn'::text]))))
  * request_exception_check2: CHECK (((state = 'asked'::text) = (answered_at IS NULL)))
  * request_exception_kind_check: CHECK ((kind = ANY (ARRAY['onsite'::text, 'language'::text])))
  * request_exception_pkey: PRIMARY KEY (account_id, id)
  * request_exception_place_check: CHECK ((place > 0))
  * request_exception_state_check: CHECK ((state = ANY (ARRAY['asked'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text])))
  * request_exception_what_check: CHECK ((what <> ''::text))
  * CREATE UNIQUE INDEX request_exception_open ON holdfast.request_exception USING btree (account_id, request_id, kind, COALESCE(place, 0), what) WHERE (state = ANY (ARRAY['asked'::text, 'accepted'::text]))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.request_paper
  account_id uuid not null
  request_id uuid not null
  code text not null
  version integer not null
  text text not null
  document_id uuid
  review text
  sha256 text not null
  sent_by text not null
  sent_at timestamp with time zone not null
  sign_by date
  signed_by text
  signed_at timestamp with time zone
  outcome text
  reason text
  language text not null default 'en'::text
  * request_paper_account_id_document_id_fkey: FOREIGN KEY (account_id, document_id) REFERENCES holdfast.document(account_id, id)
  * request_paper_account_id_request_id_fkey: FOREIGN KEY (account_id, request_id) REFERENCES holdfast.service_request(account_id, id)
  * request_paper_check: CHECK (((outcome IS NULL) = ((signed_by IS NULL) AND (signed_at IS NULL))))
  * request_paper_check1: CHECK (((outcome IS DISTINCT FROM 'rejected'::text) OR (reason <> ''::text)))
  * request_paper_outcome_check: CHECK ((outcome = ANY (ARRAY['accepted'::text, 'rejected'::text])))
  * request_paper_pkey: PRIMARY KEY (account_id, request_id, code, version)
  * request_paper_sha256_check: CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
  * request_paper_version_check: CHECK ((version > 0))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.review
  account_id uuid not null
  id uuid not null
  number text not null
  kind text not null
  state text not null
  content jsonb not null
  cutoff timestamp with time zone not null
  notes jsonb not null
  engineer text not null
  made_by text not null
  made_at timestamp with time zone not null
  released_by text
  released_at timestamp with time zone
  version integer not null default 1
  written_by text
  written_at timestamp with time zone
  * review_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * review_account_id_number_key: UNIQUE (account_id, number)
  * review_check: CHECK (((state = 'released'::text) = ((released_at IS NOT NULL) AND (released_by IS NOT NULL))))
  * review_kind_check: CHECK ((kind = ANY (ARRAY['PBNIR'::text, 'PIIR'::text, 'CACR'::text, 'PHC'::text])))
  * review_pkey: PRIMARY KEY (account_id, id)
  * review_state_check: CHECK ((state = ANY (ARRAY['draft'::text, 'released'::text])))
  * CREATE INDEX review_newest ON holdfast.review USING btree (account_id, made_at DESC, id DESC)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.review_reading
  account_id uuid not null
  review_id uuid not null
  person_id uuid not null
  read_at timestamp with time zone not null
  * review_reading_account_id_review_id_fkey: FOREIGN KEY (account_id, review_id) REFERENCES holdfast.review(account_id, id)
  * review_reading_pkey: PRIMARY KEY (account_id, review_id, person_id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.review_talk
  account_id uuid not null
  id uuid not null
  review_id uuid not null
  kind text not null
  held_at timestamp with time zone not null
  zone text not null
  engineer text not null
  ours text[] not null
  theirs text[] not null
  said text not null
  recorded_by text not null
  recorded_at timestamp with time zone not null
  agreement text not null default ''::text
  * review_talk_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * review_talk_account_id_review_id_fkey: FOREIGN KEY (account_id, review_id) REFERENCES holdfast.review(account_id, id)
  * review_talk_kind_check: CHECK ((kind = ANY (ARRAY['requirements session'::text, 'conference call'::text])))
  * review_talk_pkey: PRIMARY KEY (account_id, id)
  * CREATE INDEX review_talk_of ON holdfast.review_talk USING btree (account_id, review_id, held_at)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.review_talk_strike
  account_id uuid not null
  talk_id uuid not null
  why text not null
  struck_by text not null
  struck_at timestamp with time zone not null
  * review_talk_strike_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * review_talk_strike_account_id_talk_id_fkey: FOREIGN KEY (account_id, talk_id) REFERENCES holdfast.review_talk(account_id, id)
  * review_talk_strike_pkey: PRIMARY KEY (account_id, talk_id)
  * review_talk_strike_why_check: CHECK ((why <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.rma
  account_id uuid not null
  id uuid not null
  number text not null
  case_id uuid not null
  device_id uuid not null
  reason text not null
  state text not null
  replacement_serial text
  ship_to text not null default ''::text
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  version integer not null default 1
  * rma_account_id_case_id_fkey: FOREIGN KEY (account_id, case_id) REFERENCES holdfast.support_case(account_id, id)
  * rma_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * rma_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * rma_account_id_number_key: UNIQUE (account_id, number)
  * rma_pkey: PRIMARY KEY (account_id, id)
  * rma_state_check: CHECK ((state = ANY (ARRAY['requested'::text, 'approved'::text, 'shipped'::text, 'received'::text, 'closed'::text, 'cancelled'::text])))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.root_cause
  account_id uuid not null
  request_id uuid not null
  version integer not null
  content jsonb not null
  written_by text not null
  written_at timestamp with time zone not null
  paper integer
  delivered_at timestamp with time zone
  * root_cause_account_id_request_id_fkey: FOREIGN KEY (account_id, request_id) REFERENCES holdfast.service_request(account_id, id)
  * root_cause_check: CHECK (((paper IS NULL) = (delivered_at IS NULL)))
  * root_cause_pkey: PRIMARY KEY (account_id, request_id, version)
  * root_cause_version_check: CHECK ((version > 0))
  * CREATE UNIQUE INDEX root_cause_draft ON holdfast.root_cause USING btree (account_id, request_id) WHERE (paper IS NULL)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.roster
  account_id uuid not null
  id uuid not null
  team text not null
  theatre text
  title text not null
  zone text not null
  layers jsonb not null
  feed_hash bytea not null
  version integer not null default 1
  * roster_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * roster_pkey: PRIMARY KEY (account_id, id)
  * roster_theatre_check: CHECK ((theatre = ANY (ARRAY['AMERICAS'::text, 'EMEA'::text, 'APAC'::text])))
  * CREATE UNIQUE INDEX roster_team ON holdfast.roster USING btree (account_id, team, COALESCE(theatre, ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.roster_override
  account_id uuid not null
  id uuid not null
  roster_id uuid not null
  layer integer not null
  person_id uuid not null
  starts_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  reason text not null
  made_by text not null
  removed_at timestamp with time zone
  * roster_override_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * roster_override_account_id_person_id_fkey: FOREIGN KEY (account_id, person_id) REFERENCES holdfast.person(account_id, id)
  * roster_override_account_id_roster_id_fkey: FOREIGN KEY (account_id, roster_id) REFERENCES holdfast.roster(account_id, id)
  * roster_override_check: CHECK ((ends_at > starts_at))
  * roster_override_pkey: PRIMARY KEY (account_id, id)
  * CREATE INDEX roster_override_time ON holdfast.roster_override USING btree (account_id, roster_id, starts_at)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.schema_migration
  version integer not null
  name text not null
  checksum text not null
  applied_at timestamp with time zone not null default now()
  * schema_migration_pkey: PRIMARY KEY (version)
  * grant select to holdfast_app

table holdfast.service_order
  account_id uuid not null
  id uuid not null
  number text not null
  offering text not null
  offering_version integer not null
  channel text not null
  seller_id uuid
  po_number text not null default ''::text
  end_user_name text not null default ''::text
  end_user_address text not null default ''::text
  placed_on date not null
  starts_on date not null
  ends_on date not null
  placed jsonb not null
  outcome text not null
  decision_id uuid not null
  contract_id uuid
  placed_by text not null
  created_at timestamp with time zone not null
  * service_order_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.contract(account_id, id)
  * service_order_account_id_decision_id_fkey: FOREIGN KEY (account_id, decision_id) REFERENCES holdfast.decision(account_id, id)
  * service_order_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * service_order_account_id_number_key: UNIQUE (account_id, number)
  * service_order_outcome_check: CHECK ((outcome = ANY (ARRAY['accepted'::text, 'refused'::text, 'needs approval'::text])))
  * service_order_pkey: PRIMARY KEY (account_id, id)
  * service_order_seller_id_fkey: FOREIGN KEY (seller_id) REFERENCES holdfast.account(id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.service_request
  account_id uuid not null
  id uuid not null
  number text not null
  contract_id uuid not null
  offering text not null
  offering_version integer not null
  service text not null
  title text not null
  state text not null
  asked_by text not null
  asked_by_id uuid
  asked_at timestamp with time zone not null
  wanted jsonb not null
  scope jsonb
  engineer text not null default ''::text
  task_order integer
  movement_id uuid
  active_on date
  first_day date
  last_day date
  commenced_at timestamp with time zone
  closed_at timestamp with time zone
  paused_on date
  paused_why text
  version integer not null default 1
  * service_request_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.contract(account_id, id)
  * service_request_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * service_request_account_id_movement_id_fkey: FOREIGN KEY (account_id, movement_id) REFERENCES holdfast.credit_movement(account_id, id)
  * service_request_account_id_number_key: UNIQUE (account_id, number)
  * service_request_check: CHECK (((paused_on IS NULL) = (paused_why IS NULL)))
  * service_request_check1: CHECK (((state <> ALL (ARRAY['active'::text, 'commenced'::text, 'delivered'::text, 'completed'::text])) OR ((active_on IS NOT NULL) AND (first_day IS NOT NULL) AND (last_day >= first_day))))
  * service_request_pkey: PRIMARY KEY (account_id, id)
  * service_request_state_check: CHECK ((state = ANY (ARRAY['asked'::text, 'assessed'::text, 'quoted'::text, 'agreed'::text, 'active'::text, 'commenced'::text, 'delivered'::text, 'completed'::text, 'declined'::text, 'cancelled'::text])))
  * CREATE INDEX service_request_newest ON holdfast.service_request USING btree (account_id, asked_at DESC)
  * CREATE INDEX service_request_open ON holdfast.service_request USING btree (state, account_id) WHERE (state <> ALL (ARRAY['completed'::text, 'declined'::text, 'cancelled'::text]))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.service_unit
  account_id uuid not null
  id uuid not null
  contract_id uuid not null
  service text not null
  bought integer not null
  used integer not null default 0
  bought_on date not null
  po_number text not null
  price_list text not null
  cents bigint not null
  currency text not null
  * service_unit_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.contract(account_id, id)
  * service_unit_bought_check: CHECK (((bought >= 1) AND (bought <= 10000)))
  * service_unit_cents_check: CHECK ((cents >= 0))
  * service_unit_check: CHECK (((used >= 0) AND (used <= bought)))
  * service_unit_currency_check: CHECK ((currency ~ '^[A-Z]{3}$'::text))
  * service_unit_pkey: PRIMARY KEY (account_id, id)
  * service_unit_po_number_check: CHECK ((po_number <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.service_unit_use
  account_id uuid not null
  unit_id uuid not null
  request_id uuid not null
  units integer not null
  given_back_at timestamp with time zone
  * service_unit_use_account_id_request_id_fkey: FOREIGN KEY (account_id, request_id) REFERENCES holdfast.service_request(account_id, id)
  * service_unit_use_account_id_unit_id_fkey: FOREIGN KEY (account_id, unit_id) REFERENCES holdfast.service_unit(account_id, id)
  * service_unit_use_pkey: PRIMARY KEY (account_id, unit_id, request_id)
  * service_unit_use_units_check: CHECK ((units > 0))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.sign_in_failure
  email text not null
  at timestamp with time zone not null
  address text not null
  * CREATE INDEX sign_in_failure_address ON holdfast.sign_in_failure USING btree (address, at)
  * CREATE INDEX sign_in_failure_email ON holdfast.sign_in_failure USING btree (email, at)
  * policy anyone for ALL using true with check true
  * row level security forced
  * grant delete, insert, select, update to holdfast_app

table holdfast.site
  account_id uuid not null
  id uuid not null
  name text not null
  address text not null default ''::text
  city text not null default ''::text
  country text not null
  zone text not null
  owner text not null default ''::text
  created_at timestamp with time zone not null
  version integer not null default 1
  * site_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * site_account_id_name_key: UNIQUE (account_id, name)
  * site_country_check: CHECK ((country ~ '^[A-Z]{2}$'::text))
  * site_name_check: CHECK (((length(name) >= 1) AND (length(name) <= 200)))
  * site_pkey: PRIMARY KEY (account_id, id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.software_direction
  account_id uuid not null
  id uuid not null
  release_id uuid not null
  unit text not null
  text text not null
  due_on date not null
  directed_by text not null
  directed_at timestamp with time zone not null
  state text not null
  closed_by text
  closed_at timestamp with time zone
  * software_direction_account_id_release_id_fkey: FOREIGN KEY (account_id, release_id) REFERENCES holdfast.software_release(account_id, id)
  * software_direction_check: CHECK (((state = 'open'::text) = ((closed_by IS NULL) AND (closed_at IS NULL))))
  * software_direction_pkey: PRIMARY KEY (account_id, id)
  * software_direction_state_check: CHECK ((state = ANY (ARRAY['open'::text, 'applied'::text, 'withdrawn'::text])))
  * software_direction_unit_check: CHECK ((unit = ANY (ARRAY['JTAC'::text, 'PS'::text])))
  * CREATE UNIQUE INDEX software_direction_one ON holdfast.software_direction USING btree (account_id, release_id) WHERE (state = 'open'::text)
  * CREATE INDEX software_direction_open ON holdfast.software_direction USING btree (due_on, account_id) WHERE (state = 'open'::text)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.software_download
  account_id uuid not null
  id uuid not null
  release_id uuid not null
  document_id uuid not null
  taken_by text not null
  taken_by_id uuid
  taken_at timestamp with time zone not null
  until timestamp with time zone not null
  * software_download_account_id_release_id_document_id_fkey: FOREIGN KEY (account_id, release_id, document_id) REFERENCES holdfast.software_file(account_id, release_id, document_id)
  * software_download_pkey: PRIMARY KEY (account_id, id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.software_enquiry
  account_id uuid not null
  id uuid not null
  number text not null
  device_id uuid not null
  act text not null
  text text not null
  asked_by text not null
  asked_by_id uuid
  asked_at timestamp with time zone not null
  decision_id uuid not null
  answer text
  document_id uuid
  answered_by text
  answered_at timestamp with time zone
  * software_enquiry_account_id_decision_id_fkey: FOREIGN KEY (account_id, decision_id) REFERENCES holdfast.decision(account_id, id)
  * software_enquiry_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * software_enquiry_account_id_document_id_fkey: FOREIGN KEY (account_id, document_id) REFERENCES holdfast.document(account_id, id)
  * software_enquiry_account_id_number_key: UNIQUE (account_id, number)
  * software_enquiry_check: CHECK (((answer IS NULL) = ((answered_by IS NULL) AND (answered_at IS NULL))))
  * software_enquiry_pkey: PRIMARY KEY (account_id, id)
  * software_enquiry_text_check: CHECK ((text <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.software_event
  account_id uuid not null
  device_id uuid not null
  seq integer not null
  at timestamp with time zone not null
  actor text not null
  actor_name text not null
  kind text not null
  body jsonb not null
  * software_event_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * software_event_pkey: PRIMARY KEY (account_id, device_id, seq)
  * software_event_seq_check: CHECK ((seq > 0))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.software_file
  account_id uuid not null
  release_id uuid not null
  document_id uuid not null
  * software_file_account_id_document_id_fkey: FOREIGN KEY (account_id, document_id) REFERENCES holdfast.document(account_id, id)
  * software_file_account_id_release_id_fkey: FOREIGN KEY (account_id, release_id) REFERENCES holdfast.software_release(account_id, id)
  * software_file_pkey: PRIMARY KEY (account_id, release_id, document_id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.software_installation
  account_id uuid not null
  id uuid not null
  release_id uuid not null
  direction_id uuid
  installed_on date not null
  place text not null
  outcome text not null
  note text not null
  said_by text not null
  at timestamp with time zone not null
  * software_installation_account_id_direction_id_fkey: FOREIGN KEY (account_id, direction_id) REFERENCES holdfast.software_direction(account_id, id)
  * software_installation_account_id_release_id_fkey: FOREIGN KEY (account_id, release_id) REFERENCES holdfast.software_release(account_id, id)
  * software_installation_outcome_check: CHECK ((outcome = ANY (ARRAY['installed'::text, 'failed'::text, 'rolled-back'::text])))
  * software_installation_pkey: PRIMARY KEY (account_id, id)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.software_release
  account_id uuid not null
  id uuid not null
  device_id uuid not null
  version text not null
  kind text not null
  base text not null
  component text not null
  problems jsonb not null
  gathers jsonb not null
  features jsonb not null
  features_why text not null
  notes text not null
  licence text not null
  language text not null
  language_why text not null
  state text not null
  written_by text not null
  written_at timestamp with time zone not null
  published_by text
  published_at timestamp with time zone
  withdrawn_by text
  withdrawn_at timestamp with time zone
  withdrawn_why text
  row_version integer not null
  * software_release_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * software_release_account_id_device_id_version_key: UNIQUE (account_id, device_id, version)
  * software_release_check: CHECK (((published_by IS NULL) = (published_at IS NULL)))
  * software_release_check1: CHECK (((state = 'draft'::text) OR (state = 'withdrawn'::text) OR (published_at IS NOT NULL)))
  * software_release_kind_check: CHECK ((kind = ANY (ARRAY['patch'::text, 'update'::text, 'upgrade'::text])))
  * software_release_pkey: PRIMARY KEY (account_id, id)
  * software_release_row_version_check: CHECK ((row_version > 0))
  * software_release_state_check: CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'withdrawn'::text])))
  * software_release_version_check: CHECK ((version <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.support_case
  account_id uuid not null
  id uuid not null
  number text not null
  kind text not null
  summary text not null
  device_id uuid
  contract_id uuid
  offering text
  decision_id uuid not null
  priority text not null
  channel text not null
  queue text not null
  state text not null
  customer_reference text not null default ''::text
  requester_id uuid
  owner_id uuid
  reported_at timestamp with time zone not null
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  terms jsonb not null
  due_at timestamp with time zone
  responded_at timestamp with time zone
  response text not null
  escalated_at timestamp with time zone
  closed_at timestamp with time zone
  search tsvector not null
  last_event integer not null default 0
  version integer not null default 1
  owner_name text
  alarm_at timestamp with time zone
  steps_done jsonb not null
  miss_explained boolean not null default false
  * support_case_account_id_contract_id_fkey: FOREIGN KEY (account_id, contract_id) REFERENCES holdfast.contract(account_id, id)
  * support_case_account_id_decision_id_fkey: FOREIGN KEY (account_id, decision_id) REFERENCES holdfast.decision(account_id, id)
  * support_case_account_id_device_id_fkey: FOREIGN KEY (account_id, device_id) REFERENCES holdfast.device(account_id, id)
  * support_case_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * support_case_account_id_number_key: UNIQUE (account_id, number)
  * support_case_account_id_requester_id_fkey: FOREIGN KEY (account_id, requester_id) REFERENCES holdfast.person(account_id, id)
  * support_case_channel_check: CHECK ((channel = ANY (ARRAY['phone'::text, 'web'::text, 'api'::text, 'automation'::text])))
  * support_case_kind_check: CHECK ((kind = ANY (ARRAY['tech'::text, 'admin'::text])))
  * support_case_pkey: PRIMARY KEY (account_id, id)
  * support_case_priority_check: CHECK ((priority = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, 'P4'::text])))
  * support_case_queue_check: CHECK ((queue = ANY (ARRAY['expert'::text, 'standard'::text, 'customer-care'::text])))
  * support_case_response_check: CHECK ((response = ANY (ARRAY['running'::text, 'met'::text, 'missed'::text, 'none'::text])))
  * support_case_summary_check: CHECK (((length(summary) >= 1) AND (length(summary) <= 300)))
  * CREATE INDEX support_case_account ON holdfast.support_case USING btree (account_id, created_at DESC, id DESC)
  * CREATE INDEX support_case_closed ON holdfast.support_case USING btree (closed_at) WHERE (closed_at IS NOT NULL)
  * CREATE INDEX support_case_device ON holdfast.support_case USING btree (account_id, device_id)
  * CREATE INDEX support_case_due ON holdfast.support_case USING btree (due_at) WHERE ((response = 'running'::text) AND (closed_at IS NULL))
  * CREATE INDEX support_case_lens ON holdfast.support_case USING btree (account_id) INCLUDE (state, queue, owner_id, response, responded_at, due_at, escalated_at) WHERE (closed_at IS NULL)
  * CREATE INDEX support_case_newest ON holdfast.support_case USING btree (created_at DESC, id DESC)
  * CREATE INDEX support_case_oldest ON holdfast.support_case USING btree (created_at, id) WHERE (closed_at IS NULL)
  * CREATE INDEX support_case_open ON holdfast.support_case USING btree (queue, due_at) WHERE (closed_at IS NULL)
  * CREATE INDEX support_case_owner ON holdfast.support_case USING btree (owner_id) WHERE ((owner_id IS NOT NULL) AND (closed_at IS NULL))
  * CREATE INDEX support_case_queue ON holdfast.support_case USING btree (holdfast.queue_lane(response, responded_at, due_at), holdfast.queue_key(responded_at, due_at, created_at), id) WHERE (closed_at IS NULL)
  * CREATE INDEX support_case_reference ON holdfast.support_case USING btree (account_id, lower(customer_reference)) WHERE (customer_reference <> ''::text)
  * CREATE INDEX support_case_search ON holdfast.support_case USING gin (account_id, search)
  * CREATE INDEX support_case_unexplained ON holdfast.support_case USING btree (due_at) WHERE ((response = 'missed'::text) AND (NOT miss_explained))
  * CREATE INDEX support_case_urgent ON holdfast.support_case USING btree (priority, holdfast.queue_lane(response, responded_at, due_at), holdfast.queue_key(responded_at, due_at, created_at), id) WHERE (closed_at IS NULL)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.task_order
  account_id uuid not null
  request_id uuid not null
  version integer not null
  content jsonb not null
  sha256 text not null
  provider_signed_by text not null
  provider_signed_at timestamp with time zone not null
  customer_signed_by text
  customer_signed_at timestamp with time zone
  turned_down_by text
  turned_down_at timestamp with time zone
  turned_down_why text
  * task_order_account_id_request_id_fkey: FOREIGN KEY (account_id, request_id) REFERENCES holdfast.service_request(account_id, id)
  * task_order_check: CHECK (((customer_signed_by IS NULL) = (customer_signed_at IS NULL)))
  * task_order_check1: CHECK (((customer_signed_by IS NULL) OR (turned_down_by IS NULL)))
  * task_order_pkey: PRIMARY KEY (account_id, request_id, version)
  * task_order_sha256_check: CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
  * task_order_version_check: CHECK ((version > 0))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.text_block
  account_id uuid not null
  id uuid not null
  owner_id uuid not null
  owner text not null
  team text
  title text not null
  text text not null
  created_at timestamp with time zone not null
  version integer not null default 1
  * text_block_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * text_block_account_id_owner_id_fkey: FOREIGN KEY (account_id, owner_id) REFERENCES holdfast.person(account_id, id)
  * text_block_pkey: PRIMARY KEY (account_id, id)
  * text_block_text_check: CHECK (((length(text) >= 1) AND (length(text) <= 10000)))
  * text_block_title_check: CHECK (((length(title) >= 1) AND (length(title) <= 80)))
  * CREATE UNIQUE INDEX text_block_own ON holdfast.text_block USING btree (account_id, owner_id, lower(title)) WHERE (team IS NULL)
  * CREATE UNIQUE INDEX text_block_team ON holdfast.text_block USING btree (account_id, team, lower(title)) WHERE (team IS NOT NULL)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant delete, insert, select, update to holdfast_app

table holdfast.timer
  account_id uuid not null
  id uuid not null
  kind text not null
  subject_id uuid not null
  due_at timestamp with time zone not null
  rank smallint not null default 5
  fired_at timestamp with time zone
  cancelled_at timestamp with time zone
  attempts integer not null default 0
  not_before timestamp with time zone
  error text
  * timer_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * timer_account_id_kind_subject_id_due_at_key: UNIQUE (account_id, kind, subject_id, due_at)
  * timer_pkey: PRIMARY KEY (account_id, id)
  * CREATE INDEX timer_due ON holdfast.timer USING btree (due_at, rank) WHERE ((fired_at IS NULL) AND (cancelled_at IS NULL))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.webhook
  account_id uuid not null
  id uuid not null
  url text not null
  events text[] not null
  title text not null default ''::text
  generation integer not null default 1
  previous_until timestamp with time zone
  state text not null
  disabled_why text
  failing_since timestamp with time zone
  created_at timestamp with time zone not null
  created_by text not null
  version integer not null default 1
  person_id uuid
  host text not null default ''::text
  slow boolean not null default false
  * webhook_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * webhook_account_id_person_id_fkey: FOREIGN KEY (account_id, person_id) REFERENCES holdfast.person(account_id, id)
  * webhook_pkey: PRIMARY KEY (account_id, id)
  * webhook_state_check: CHECK ((state = ANY (ARRAY['active'::text, 'disabled'::text, 'deleted'::text])))
  * CREATE INDEX webhook_host ON holdfast.webhook USING btree (host)
  * CREATE UNIQUE INDEX webhook_of_person ON holdfast.webhook USING btree (account_id, person_id) WHERE ((person_id IS NOT NULL) AND (state <> 'deleted'::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.webhook_delivery
  account_id uuid not null
  id uuid not null
  webhook_id uuid not null
  outbox_id uuid
  event text not null
  body text not null
  created_at timestamp with time zone not null
  state text not null
  attempts integer not null default 0
  next_try_at timestamp with time zone not null
  leased_until timestamp with time zone
  sent_at timestamp with time zone
  tries jsonb not null
  * webhook_delivery_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * webhook_delivery_account_id_webhook_id_fkey: FOREIGN KEY (account_id, webhook_id) REFERENCES holdfast.webhook(account_id, id)
  * webhook_delivery_account_id_webhook_id_outbox_id_key: UNIQUE (account_id, webhook_id, outbox_id)
  * webhook_delivery_pkey: PRIMARY KEY (account_id, id)
  * webhook_delivery_state_check: CHECK ((state = ANY (ARRAY['pending'::text, 'sent'::text, 'failed'::text])))
  * CREATE INDEX webhook_delivery_due ON holdfast.webhook_delivery USING btree (next_try_at) WHERE (state = 'pending'::text)
  * CREATE INDEX webhook_delivery_leased ON holdfast.webhook_delivery USING btree (leased_until) WHERE ((state = 'pending'::text) AND (leased_until IS NOT NULL))
  * CREATE INDEX webhook_delivery_newest ON holdfast.webhook_delivery USING btree (account_id, webhook_id, created_at DESC)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.webinar
  id uuid not null
  theatre text not null
  title text not null
  topic text not null
  about text not null
  host text not null
  starts_at timestamp with time zone not null
  minutes integer not null
  zone text not null
  capacity integer not null
  state text not null
  reason text not null
  held_on date
  post_by date
  recording text
  posted_at timestamp with time zone
  posted_on date
  made_by text not null
  version integer not null
  * webinar_capacity_check: CHECK (((capacity >= 1) AND (capacity <= 10000)))
  * webinar_check: CHECK (((state = 'held'::text) = (held_on IS NOT NULL)))
  * webinar_check1: CHECK (((held_on IS NULL) = (post_by IS NULL)))
  * webinar_check2: CHECK (((recording IS NULL) = (posted_at IS NULL)))
  * webinar_minutes_check: CHECK (((minutes >= 5) AND (minutes <= 600)))
  * webinar_pkey: PRIMARY KEY (id)
  * webinar_state_check: CHECK ((state = ANY (ARRAY['planned'::text, 'held'::text, 'cancelled'::text])))
  * webinar_theatre_check: CHECK ((theatre = ANY (ARRAY['AMERICAS'::text, 'EMEA'::text, 'APAC'::text])))
  * webinar_title_check: CHECK ((title <> ''::text))
  * policy provider_adds for INSERT with check holdfast.is_provider()
  * policy provider_changes for UPDATE using holdfast.is_provider() with check holdfast.is_provider()
  * policy read_all for SELECT using true
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.webinar_answer
  account_id uuid not null
  question_id uuid not null
  seq integer not null
  text text not null
  live boolean not null
  name text not null
  actor text not null
  at timestamp with time zone not null
  * webinar_answer_account_id_question_id_fkey: FOREIGN KEY (account_id, question_id) REFERENCES holdfast.webinar_question(account_id, id)
  * webinar_answer_pkey: PRIMARY KEY (account_id, question_id, seq)
  * webinar_answer_seq_check: CHECK ((seq > 0))
  * webinar_answer_text_check: CHECK ((text <> ''::text))
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select to holdfast_app

table holdfast.webinar_question
  account_id uuid not null
  id uuid not null
  webinar_id uuid not null
  person_id uuid not null
  name text not null
  text text not null
  shown text not null default ''::text
  asked_at timestamp with time zone not null
  owner_id uuid
  owner_name text not null default ''::text
  * webinar_question_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * webinar_question_account_id_webinar_id_person_id_fkey: FOREIGN KEY (account_id, webinar_id, person_id) REFERENCES holdfast.webinar_seat(account_id, webinar_id, person_id)
  * webinar_question_pkey: PRIMARY KEY (account_id, id)
  * webinar_question_text_check: CHECK ((text <> ''::text))
  * webinar_question_webinar_id_fkey: FOREIGN KEY (webinar_id) REFERENCES holdfast.webinar(id)
  * CREATE INDEX webinar_question_of ON holdfast.webinar_question USING btree (webinar_id, asked_at)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast.webinar_seat
  account_id uuid not null
  webinar_id uuid not null
  person_id uuid not null
  name text not null
  state text not null
  attended boolean
  at timestamp with time zone not null
  * webinar_seat_account_id_fkey: FOREIGN KEY (account_id) REFERENCES holdfast.account(id)
  * webinar_seat_pkey: PRIMARY KEY (account_id, webinar_id, person_id)
  * webinar_seat_state_check: CHECK ((state = ANY (ARRAY['registered'::text, 'withdrawn'::text])))
  * webinar_seat_webinar_id_fkey: FOREIGN KEY (webinar_id) REFERENCES holdfast.webinar(id)
  * CREATE INDEX webinar_seat_of ON holdfast.webinar_seat USING btree (webinar_id) WHERE (state = 'registered'::text)
  * policy tenant for ALL using holdfast.sees(account_id) with check holdfast.sees(account_id)
  * row level security forced
  * grant insert, select, update to holdfast_app

table holdfast_auth.account
  id text not null
  accountId text not null
  providerId text not null
  userId text not null
  accessToken text
  refreshToken text
  idToken text
  accessTokenExpiresAt timestamp with time zone
  refreshTokenExpiresAt timestamp with time zone
  scope text
  password text
  createdAt timestamp with time zone not null default CURRENT_TIMESTAMP
  updatedAt timestamp with time zone not null
  * account_pkey: PRIMARY KEY (id)
  * account_userId_fkey: FOREIGN KEY ("userId") REFERENCES holdfast_auth."user"(id) ON DELETE CASCADE
  * CREATE INDEX "account_userId_idx" ON holdfast_auth.account USING btree ("userId")
  * grant delete, insert, select, update to holdfast_app

table holdfast_auth.apikey
  id text not null
  configId text not null
  name text
  start text
  referenceId text not null
  prefix text
  key text not null
  refillInterval integer
  refillAmount integer
  lastRefillAt timestamp with time zone
  enabled boolean
  rateLimitEnabled boolean
  rateLimitTimeWindow integer
  rateLimitMax integer
  requestCount integer
  remaining integer
  lastRequest timestamp with time zone
  expiresAt timestamp with time zone
  createdAt timestamp with time zone not null
  updatedAt timestamp with time zone not null
  permissions text
  metadata text
  * apikey_pkey: PRIMARY KEY (id)
  * CREATE INDEX "apikey_configId_idx" ON holdfast_auth.apikey USING btree ("configId")
  * CREATE INDEX apikey_key_idx ON holdfast_auth.apikey USING btree (key)
  * CREATE INDEX "apikey_referenceId_idx" ON holdfast_auth.apikey USING btree ("referenceId")
  * grant delete, insert, select, update to holdfast_app

table holdfast_auth.session
  id text not null
  expiresAt timestamp with time zone not null
  token text not null
  createdAt timestamp with time zone not null default CURRENT_TIMESTAMP
  updatedAt timestamp with time zone not null
  ipAddress text
  userAgent text
  userId text not null
  * session_pkey: PRIMARY KEY (id)
  * session_token_key: UNIQUE (token)
  * session_userId_fkey: FOREIGN KEY ("userId") REFERENCES holdfast_auth."user"(id) ON DELETE CASCADE
  * CREATE INDEX "session_userId_idx" ON holdfast_auth.session USING btree ("userId")
  * grant delete, insert, select, update to holdfast_app

table holdfast_auth.twoFactor
  id text not null
  secret text not null
  backupCodes text not null
  userId text not null
  verified boolean
  failedVerificationCount integer
  lockedUntil timestamp with time zone
  * twoFactor_pkey: PRIMARY KEY (id)
  * twoFactor_userId_fkey: FOREIGN KEY ("userId") REFERENCES holdfast_auth."user"(id) ON DELETE CASCADE
  * CREATE INDEX "twoFactor_secret_idx" ON holdfast_auth."twoFactor" USING btree (secret)
  * CREATE INDEX "twoFactor_userId_idx" ON holdfast_auth."twoFactor" USING btree ("userId")
  * grant delete, insert, select, update to holdfast_app

table holdfast_auth.user
  id text not null
  name text not null
  email text not null
  emailVerified boolean not null
  image text
  createdAt timestamp with time zone not null default CURRENT_TIMESTAMP
  updatedAt timestamp with time zone not null default CURRENT_TIMESTAMP
  twoFactorEnabled boolean
  * user_email_key: UNIQUE (email)
  * user_pkey: PRIMARY KEY (id)
  * grant delete, insert, select, update to holdfast_app

table holdfast_auth.verification
  id text not null
  identifier text not null
  value text not null
  expiresAt timestamp with time zone not null
  createdAt timestamp with time zone not null default CURRENT_TIMESTAMP
  updatedAt timestamp with time zone not null default CURRENT_TIMESTAMP
  * verification_pkey: PRIMARY KEY (id)
  * CREATE INDEX verification_identifier_idx ON holdfast_auth.verification USING btree (identifier)
  * grant delete, insert, select, update to holdfast_app

CREATE OR REPLACE FUNCTION holdfast.audit_append(account uuid, at timestamp with time zone, actor text, action text, subject text, detail jsonb)
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
declare
  place bigint;
  previous bytea;
  sealed bytea;
begin
  update account_counter set audit_seq = audit_seq + 1 where account_id = account
    returning audit_seq, audit_hash into place, previous;
  if place is null then
    raise exception 'no account % to audit for', account using errcode = 'foreign_key_violation';
  end if;
  sealed := audit_hash(previous, account, place, at, actor, action, subject, detail);
  insert into audit values (account, place, at, actor, action, subject, detail, sealed);
  update account_counter set audit_hash = sealed where account_id = account;
  return place;
end $function$

CREATE OR REPLACE FUNCTION holdfast.audit_hash(previous bytea, account uuid, seq bigint, at timestamp with time zone, actor text, action text, subject text, detail jsonb)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select sha256(previous || convert_to(
    concat_ws(E'\x1f', account, seq, (extract(epoch from at) * 1000000)::bigint, actor, action, subject, detail), 'UTF8'))
$function$

CREATE OR REPLACE FUNCTION holdfast.credit_posting_holds()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (select sum(credits) from credit_posting p
      where p.account_id = new.account_id and p.movement_id = new.movement_id and p.lot_id = new.lot_id) <> 0 then
    raise exception 'the postings of credit movement % do not add up', new.movement_id using errcode = 'check_violation';
  end if;
  if (select coalesce(sum(credits), 0) from credit_posting p
      where p.account_id = new.account_id and p.lot_id = new.lot_id and p.place = 'lot') < 0 then
    raise exception 'credit lot % gives more than it has', new.lot_id using errcode = 'check_violation';
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION holdfast.is_provider()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select coalesce(current_setting('holdfast.provider', true) = 'on', false)
$function$

CREATE OR REPLACE FUNCTION holdfast.matching_cases(wanted tsquery, accounts uuid[], most integer)
 RETURNS TABLE(account_id uuid, id uuid, created_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'holdfast', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_seqscan TO 'off'
 SET enable_indexscan TO 'off'
 SET enable_indexonlyscan TO 'off'
AS $function$
begin
  if accounts is null then
    return query select c.account_id, c.id, c.created_at from support_case c
      where c.search @@ wanted and sees(c.account_id) limit most;
  else
    return query select c.account_id, c.id, c.created_at from support_case c
      where c.account_id = any (accounts) and c.search @@ wanted and sees(c.account_id) limit most;
  end if;
end $function$

CREATE OR REPLACE FUNCTION holdfast.missed_why(of_account uuid, of_case uuid, due timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select case
    when exists (select from case_event where account_id = of_account and case_id = of_case and at <= due and kind = 'contact')
      then 'did-not-count'
    when exists (select from case_event where account_id = of_account and case_id = of_case and at <= due and kind = 'owner' and body->>'to' is not null)
      then 'nobody-reached-out'
    else 'nobody-took-it'
  end
$function$

CREATE OR REPLACE FUNCTION holdfast.queue_key(responded_at timestamp with time zone, due_at timestamp with time zone, created_at timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select coalesce(case when responded_at is null then due_at end, created_at)
$function$

CREATE OR REPLACE FUNCTION holdfast.queue_lane(response text, responded_at timestamp with time zone, due_at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when due_at is not null and responded_at is null and response in ('running', 'missed') then 0 else 1 end
$function$

CREATE OR REPLACE FUNCTION holdfast.search_cases(wanted tsquery, accounts uuid[], before_at timestamp with time zone, before_id uuid, most integer)
 RETURNS TABLE(account_id uuid, id uuid, created_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'holdfast', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  if accounts is null then
    return query select c.account_id, c.id, c.created_at from support_case c
      where c.search @@ wanted and sees(c.account_id) and (before_at is null or (c.created_at, c.id) < (before_at, before_id))
      order by c.created_at desc, c.id desc limit most;
  else
    return query select c.account_id, c.id, c.created_at from support_case c
      where c.account_id = any (accounts) and c.search @@ wanted and sees(c.account_id)
        and (before_at is null or (c.created_at, c.id) < (before_at, before_id))
      order by c.created_at desc, c.id desc limit most;
  end if;
end $function$

CREATE OR REPLACE FUNCTION holdfast.sees(account uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select coalesce(current_setting('holdfast.provider', true) = 'on', false)
      or account = any (coalesce(nullif(current_setting('holdfast.accounts', true), ''), '{}')::uuid[])
$function$

CREATE OR REPLACE FUNCTION holdfast.similar_words(meant text, accounts uuid[], most integer)
 RETURNS TABLE(word text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'holdfast', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  half integer := length(meant) / 2;
  ending integer := greatest(3, length(meant) * 2 / 5);
  bound constant integer := 2000;
begin
  if meant !~ '[0-9]' then
    return query select w.word from case_word w
      where w.word % meant and w.word !~ '[0-9]' and (accounts is null or w.account_id = any (accounts)) and sees(w.account_id)
      group by w.word order by similarity(w.word, meant) desc, w.word limit most;
  elsif length(meant) >= 4 then
    return query select near.word from (
        (select w.word from case_word w
          where reverse(w.word) like replace(reverse(meant), '_', '\_') || '%' and w.word ~ '[0-9]'
            and (accounts is null or w.account_id = any (accounts)) and sees(w.account_id) limit bound)
        union all
        (select w.word from case_word w
          where w.word like replace(left(meant, half), '_', '\_') || '%' and w.word ~ '[0-9]'
            and (accounts is null or w.account_id = any (accounts)) and sees(w.account_id) limit bound)
        union all
        (select w.word from case_word w
          where reverse(w.word) like replace(reverse(right(meant, ending)), '_', '\_') || '%' and w.word ~ '[0-9]'
            and (accounts is null or w.account_id = any (accounts)) and sees(w.account_id) limit bound)) near
      where right(near.word, length(meant)) = meant or levenshtein_less_equal(near.word, meant, 2) <= 2
      group by near.word
      order by right(near.word, length(meant)) = meant desc, levenshtein(near.word, meant), near.word limit most;
  end if;
end $function$

CREATE OR REPLACE FUNCTION holdfast.tell_live()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  about record;
begin
  select number, requester_id into about from support_case where account_id = new.account_id and id = new.case_id;
  perform pg_notify('holdfast_live', json_build_object('kind', 'case', 'accountId', new.account_id, 'caseId', new.case_id,
    'number', about.number, 'seq', new.seq, 'visibility', new.visibility, 'requesterId', about.requester_id)::text);
  return null;
end $function$

