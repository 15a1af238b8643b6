-- What was masked in the texts of a case, as it was written: apart from the history that everybody reads, and as append-only.
create table case_secret (
  account_id uuid not null references account (id),
  case_id uuid not null,
  seq integer not null,
  kinds text[] not null,
  raw jsonb not null,
  primary key (account_id, case_id, seq),
  foreign key (account_id, case_id, seq) references case_event (account_id, case_id, seq)
);
alter table case_secret enable row level security;
alter table case_secret force row level security;
create policy tenant on case_secret using (sees(account_id)) with check (sees(account_id));
grant select, insert on case_secret to holdfast_app;

-- What is known of an attachment beside its bytes: whether secrets are masked in it, and what the scanner of viruses said.
create table attachment_check (
  account_id uuid not null references account (id),
  attachment_id uuid not null,
  secrets text not null check (secrets in ('none', 'masked', 'not-looked')),
  kinds text[] not null,
  scan text not null check (scan in ('off', 'waiting', 'clean', 'infected', 'failed')),
  said text not null default '',
  scanned_at timestamptz,
  tries integer not null default 0,
  next_try_at timestamptz not null,
  leased_until timestamptz,
  primary key (account_id, attachment_id),
  foreign key (account_id, attachment_id) references attachment (account_id, id)
);
create index attachment_check_waiting on attachment_check (next_try_at) where scan = 'waiting';
alter table attachment_check enable row level security;
alter table attachment_check force row level security;
create policy tenant on attachment_check using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on attachment_check to holdfast_app;

-- Mail that came in: the kinds of secret that are masked in its text, and whether it was formatted.
alter table mail_in add column secrets text[] not null default '{}';
alter table mail_in add column formatted boolean not null default false;
