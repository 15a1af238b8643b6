create table site (
  account_id uuid not null references account (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  address text not null default '',
  city text not null default '',
  country text not null check (country ~ '^[A-Z]{2}$'),
  zone text not null,
  owner text not null default '',
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (account_id, id),
  unique (account_id, name)
);

create table person (
  account_id uuid not null references account (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  email text not null check (email = lower(email) and position('@' in email) > 1),
  phone text not null default '',
  language text not null default 'en',
  zone text not null,
  theatre text check (theatre in ('AMERICAS', 'EMEA', 'APAC')),
  roles text[] not null,
  teams text[] not null default '{}',
  -- who marked this engineer senior, and when; expert access is assigned to senior engineers only (ACP-8.p2)
  senior_by text,
  senior_at timestamptz,
  user_id text unique,
  status text not null default 'active' check (status in ('active', 'left')),
  left_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (account_id, id),
  unique (account_id, email)
);

-- The part a person plays for a service of the account: lead, named representative, expert and so on.
create table contact_role (
  account_id uuid not null references account (id),
  id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('lead', 'primary', 'backup', 'named', 'expert', 'signatory', 'technical')),
  offering text,
  starts_on date not null,
  ends_on date,
  certificate_level text check (certificate_level in ('JNCIA', 'JNCIS', 'JNCIP', 'JNCIE')),
  certificate_number text,
  certificate_expires_on date,
  granted_by text,
  granted_at timestamptz,
  created_at timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, person_id) references person (account_id, id),
  check (ends_on is null or ends_on >= starts_on),
  check (role <> 'expert' or (certificate_level is not null and certificate_number is not null and certificate_expires_on is not null))
);
create index contact_role_person on contact_role (account_id, person_id);

-- What a partner is authorised for, and for which customer it acts.
create table partner_authorisation (
  account_id uuid not null references account (id),
  id uuid not null,
  kind text not null check (kind in ('reseller', 'distributor', 'operate-specialist', 'subcontractor')),
  -- two-letter countries; empty means everywhere
  territory text[] not null default '{}',
  starts_on date not null,
  ends_on date,
  primary key (account_id, id)
);

-- Belongs to the customer: it says which partner may act for it or see its cases (policy B22).
create table partner_link (
  account_id uuid not null references account (id),
  id uuid not null,
  partner_id uuid not null references account (id),
  kind text not null check (kind in ('reseller', 'distributor', 'operate-specialist', 'subcontractor')),
  sees_cases boolean not null default false,
  starts_on date not null,
  ends_on date,
  primary key (account_id, id),
  unique (account_id, partner_id, kind, starts_on)
);
create index partner_link_partner on partner_link (partner_id);

create table qualification (
  account_id uuid not null references account (id),
  id uuid not null,
  offering text not null,
  outcome text not null check (outcome in ('qualified', 'declined')),
  decided_by text not null,
  decided_on date not null,
  valid_until date not null,
  footprint integer,
  reason text not null,
  primary key (account_id, id)
);
create index qualification_offering on qualification (account_id, offering, decided_on);

-- Failed sign-ins of an e-mail address, known or not, so that guessing is bounded.
create table sign_in_failure (
  email text not null,
  at timestamptz not null,
  address text not null
);
create index sign_in_failure_email on sign_in_failure (email, at);
create index sign_in_failure_address on sign_in_failure (address, at);
