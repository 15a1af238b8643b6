-- What a person wants to be told of by mail, and when they want quiet. Without a row the defaults hold.
create table notice_preference (
  account_id uuid not null references account (id),
  person_id uuid not null,
  -- kind of notice to now, digest, portal or none
  choices jsonb not null,
  quiet_from text check (quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  quiet_to text check (quiet_to ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  digest_at text not null check (digest_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  version integer not null default 1,
  primary key (account_id, person_id),
  foreign key (account_id, person_id) references person (account_id, id),
  check ((quiet_from is null) = (quiet_to is null))
);

-- What a person was told, as the portal shows it: at most one for an event and a person. It belongs to the person's account.
create table notice (
  account_id uuid not null references account (id),
  id uuid not null,
  person_id uuid not null,
  outbox_id uuid not null,
  about_account text not null,
  kind text not null,
  subject text not null,
  title text not null,
  text text not null,
  why text not null,
  -- what became of the letter, in words
  mail text not null,
  urgent boolean not null,
  at timestamptz not null,
  read_at timestamptz,
  primary key (account_id, id),
  unique (account_id, outbox_id, person_id),
  foreign key (account_id, person_id) references person (account_id, id)
);
create index notice_newest on notice (account_id, person_id, at desc);
create index notice_unread on notice (account_id, person_id) where read_at is null;

-- Where an account wants its events sent. The secret is not kept: it is derived from the server's own.
create table webhook (
  account_id uuid not null references account (id),
  id uuid not null,
  url text not null,
  events text[] not null,
  title text not null default '',
  generation integer not null default 1,
  -- until when the secret before this one signs too
  previous_until timestamptz,
  state text not null check (state in ('active', 'disabled', 'deleted')),
  disabled_why text,
  failing_since timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  version integer not null default 1,
  primary key (account_id, id)
);

create table webhook_delivery (
  account_id uuid not null references account (id),
  id uuid not null,
  webhook_id uuid not null,
  outbox_id uuid,
  event text not null,
  body text not null,
  created_at timestamptz not null,
  state text not null check (state in ('pending', 'sent', 'failed')),
  attempts integer not null default 0,
  next_try_at timestamptz not null,
  leased_until timestamptz,
  sent_at timestamptz,
  -- each try: when, status, how long, what was said
  tries jsonb not null,
  primary key (account_id, id),
  unique (account_id, webhook_id, outbox_id),
  foreign key (account_id, webhook_id) references webhook (account_id, id)
);
create index webhook_delivery_due on webhook_delivery (next_try_at) where state = 'pending';
create index webhook_delivery_newest on webhook_delivery (account_id, webhook_id, created_at desc);

do $$
declare
  name text;
begin
  foreach name in array array['notice_preference', 'notice', 'webhook', 'webhook_delivery']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (sees(account_id)) with check (sees(account_id))', name);
    execute format('grant select, insert, update on %I to holdfast_app', name);
  end loop;
end $$;
