-- What every slice leans on: who may see which rows, and the records that commit with every change.

-- An account's rows are seen when the transaction named that account, or when it works for the provider's
-- staff. Nothing named: nothing seen. The settings are made with SET LOCAL, so they end with the transaction.
create function sees(account uuid) returns boolean language sql stable parallel safe as $$
  select coalesce(current_setting('holdfast.provider', true) = 'on', false)
      or account = any (coalesce(nullif(current_setting('holdfast.accounts', true), ''), '{}')::uuid[])
$$;

create function is_provider() returns boolean language sql stable parallel safe as $$
  select coalesce(current_setting('holdfast.provider', true) = 'on', false)
$$;

-- Customers, partners and the provider itself. An account is its own tenant.
create table account (
  id uuid primary key,
  code text not null unique check (code ~ '^[A-Z][A-Z0-9]{1,11}$'),
  kind text not null check (kind in ('customer', 'partner', 'provider')),
  name text not null check (length(name) between 1 and 200),
  theatre text not null check (theatre in ('AMERICAS', 'EMEA', 'APAC')),
  country text not null check (country ~ '^[A-Z]{2}$'),
  zone text not null,
  address text not null default '',
  language text not null default 'en',
  status text not null default 'active' check (status in ('active', 'closed')),
  created_at timestamptz not null,
  version integer not null default 1
);

-- Running numbers and the head of the audit chain. One row an account, so no sequence is shared between accounts.
create table account_counter (
  account_id uuid primary key references account (id),
  audit_seq bigint not null default 0,
  audit_hash bytea not null default '\x00',
  case_number integer not null default 1000,
  contract_number integer not null default 100,
  order_number integer not null default 100,
  rma_number integer not null default 100
);

-- Append-only; each row's hash covers the row before it, so a changed or missing row shows.
create table audit (
  account_id uuid not null references account (id),
  seq bigint not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb not null,
  hash bytea not null,
  primary key (account_id, seq)
);

create function audit_hash(previous bytea, account uuid, seq bigint, at timestamptz, actor text, action text, subject text, detail jsonb)
returns bytea language sql immutable parallel safe as $$
  select sha256(previous || convert_to(
    concat_ws(E'\x1f', account, seq, (extract(epoch from at) * 1000000)::bigint, actor, action, subject, detail), 'UTF8'))
$$;

create function audit_append(account uuid, at timestamptz, actor text, action text, subject text, detail jsonb)
returns bigint language plpgsql as $$
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
end $$;

-- What has to reach somebody outside the database. Written with the change, sent afterwards, at least once, with a stable id.
create table outbox (
  account_id uuid not null references account (id),
  id uuid not null,
  kind text not null,
  subject text not null,
  payload jsonb not null,
  created_at timestamptz not null,
  state text not null default 'pending' check (state in ('pending', 'sent', 'shown', 'failed')),
  attempts integer not null default 0,
  next_try_at timestamptz not null,
  sent_at timestamptz,
  error text,
  primary key (account_id, id)
);
create index outbox_due on outbox (next_try_at) where state = 'pending';
create index outbox_newest on outbox (created_at desc);

-- The answer that was given to a key, stored with the effect it answers for.
create table idempotency (
  account_id uuid not null references account (id),
  actor text not null,
  key text not null check (length(key) between 1 and 255),
  operation text not null,
  request_hash bytea not null,
  status integer not null,
  answer jsonb not null,
  created_at timestamptz not null,
  primary key (account_id, actor, key)
);
create index idempotency_age on idempotency (created_at);

-- Something that must happen at an instant. It is claimed, done and marked in one transaction.
create table timer (
  account_id uuid not null references account (id),
  id uuid not null,
  kind text not null,
  subject_id uuid not null,
  due_at timestamptz not null,
  rank smallint not null default 5,
  fired_at timestamptz,
  cancelled_at timestamptz,
  attempts integer not null default 0,
  not_before timestamptz,
  error text,
  primary key (account_id, id),
  unique (account_id, kind, subject_id, due_at)
);
create index timer_due on timer (due_at, rank) where fired_at is null and cancelled_at is null;

-- Vendor-wide data: dated, never rewritten.
create table policy_value (
  id uuid primary key,
  key text not null,
  value jsonb not null,
  effective_from date not null,
  author text not null,
  approver text,
  reason text not null,
  created_at timestamptz not null
);
create index policy_value_key on policy_value (key, effective_from);

create table calendar (
  id text not null,
  version integer not null,
  title text not null,
  data jsonb not null,
  created_at timestamptz not null,
  primary key (id, version)
);

create table offering (
  code text not null,
  version integer not null,
  effective_from date not null,
  data jsonb not null,
  created_at timestamptz not null,
  primary key (code, version)
);
