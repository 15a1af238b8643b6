-- An entry of the outbox is spread into letters, one for each person who is to hear.
alter table outbox add column spread_at timestamptz;
create index outbox_unspread on outbox (next_try_at) where state = 'pending' and spread_at is null;

-- The address by which one person answers about one case. The signature is not kept: it is worked out again.
create table reply_address (
  account_id uuid not null references account (id),
  id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  key_version integer not null check (key_version between 1 and 255),
  issued_at timestamptz not null,
  primary key (account_id, id),
  unique (account_id, case_id, person_id, key_version),
  foreign key (account_id, case_id) references support_case (account_id, id)
);

create table letter (
  account_id uuid not null references account (id),
  id uuid not null,
  -- the entry it tells of; none for a letter that gathers others
  outbox_id uuid,
  person_id uuid,
  -- the account of the person, where bounces of the address are kept
  home_id uuid not null references account (id),
  name text not null default '',
  email text not null,
  why text not null,
  case_id uuid,
  urgent boolean not null default false,
  state text not null check (state in ('pending', 'digest', 'sent', 'shown', 'failed', 'dead', 'gathered')),
  -- what happens to it and why, in words
  fate text not null default '',
  gathered_into uuid,
  created_at timestamptz not null,
  next_try_at timestamptz not null,
  leased_until timestamptz,
  attempts integer not null default 0,
  sent_at timestamptz,
  error text,
  primary key (account_id, id),
  unique (account_id, outbox_id, email),
  foreign key (account_id, outbox_id) references outbox (account_id, id),
  foreign key (account_id, case_id) references support_case (account_id, id),
  foreign key (account_id, gathered_into) references letter (account_id, id)
);
create index letter_due on letter (next_try_at) where state in ('pending', 'digest');
create index letter_waiting on letter (account_id, email) where state in ('pending', 'digest');

-- Addresses whose mail came back for good, and when somebody said that they work again.
create table mail_bounce (
  account_id uuid not null references account (id),
  email text not null,
  at timestamptz not null,
  source text not null check (source in ('smtp', 'report')),
  reason text not null,
  times integer not null default 1,
  cleared_at timestamptz,
  cleared_by text,
  primary key (account_id, email)
);

-- Every mail that came in and what became of it. Mail of nobody known belongs to the provider.
create table mail_in (
  account_id uuid not null references account (id),
  id uuid not null,
  received_at timestamptz not null,
  source text not null check (source in ('smtp', 'imap')),
  dedup text not null,
  sha256 text not null,
  size_bytes bigint not null,
  kept boolean not null,
  message_id text not null default '',
  from_address text not null default '',
  from_name text not null default '',
  subject text not null default '',
  fate text not null check (fate in ('update', 'quarantine', 'answered', 'dropped')),
  rule text not null,
  reason text not null,
  clauses text[] not null default '{}',
  case_id uuid,
  person_id uuid,
  body text not null default '',
  quoted text not null default '',
  attachments jsonb not null,
  state text not null check (state in ('done', 'held', 'released', 'discarded')),
  decided_at timestamptz,
  decided_by text,
  decided_why text,
  primary key (account_id, id),
  unique (account_id, dedup),
  foreign key (account_id, case_id) references support_case (account_id, id)
);
create index mail_in_dedup on mail_in (dedup);
create index mail_in_newest on mail_in (received_at desc);
create index mail_in_sender on mail_in (from_address, received_at);
create index mail_in_case on mail_in (account_id, case_id, received_at);

-- Where the look into a mailbox stands.
create table mail_box (
  account_id uuid not null references account (id),
  address text not null,
  uid_validity bigint not null,
  last_uid bigint not null,
  looked_at timestamptz not null,
  primary key (account_id, address)
);

do $$
declare
  name text;
begin
  foreach name in array array['reply_address', 'letter', 'mail_bounce', 'mail_in', 'mail_box']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (sees(account_id)) with check (sees(account_id))', name);
    execute format('grant select, insert, update on %I to holdfast_app', name);
  end loop;
end $$;
