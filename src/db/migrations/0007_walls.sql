-- The second wall: row-level security, forced, on every table. The first wall is the policy function that the router asks.
do $$
declare
  name text;
begin
  foreach name in array array['account_counter', 'audit', 'outbox', 'idempotency', 'timer', 'site', 'person', 'contact_role',
    'partner_authorisation', 'partner_link', 'qualification', 'device', 'device_history', 'decision', 'service_order', 'contract',
    'contract_device', 'support_case', 'case_event', 'attachment', 'case_link', 'rma', 'escalation']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (sees(account_id)) with check (sees(account_id))', name);
  end loop;
  -- written by the provider's staff, read by everybody
  foreach name in array array['policy_value', 'calendar', 'offering']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy read_all on %I for select using (true)', name);
    execute format('create policy provider_writes on %I for insert with check (is_provider())', name);
  end loop;
end $$;

alter table account enable row level security;
alter table account force row level security;
create policy tenant on account using (sees(id)) with check (sees(id));

-- before sign-in there is no tenant; only a count of failures is kept here
alter table sign_in_failure enable row level security;
alter table sign_in_failure force row level security;
create policy anyone on sign_in_failure using (true) with check (true);

-- The server's role: neither owner nor superuser, so that row-level security holds for it. What is append-only it cannot rewrite.
grant usage on schema holdfast to holdfast_app;
grant select, insert, update on all tables in schema holdfast to holdfast_app;
grant delete on idempotency, sign_in_failure, contact_role, case_link to holdfast_app;
revoke update on audit, decision, case_event, device_history, attachment, case_link, policy_value, calendar, offering from holdfast_app;
grant execute on all functions in schema holdfast to holdfast_app;
revoke all on schema_migration from holdfast_app;
grant select on schema_migration to holdfast_app;
