-- Who kept a draft last and when; null while nobody wrote on it.
alter table review add column written_by text;
alter table review add column written_at timestamptz;

-- What was talked about with the customer on a review: the session on requirements (MSP-3.1.7.p2), the call that explains it (MSP-3.1.5.p4).
-- A record is never changed.
create table review_talk (
  account_id uuid not null references account (id),
  id uuid not null,
  review_id uuid not null,
  kind text not null check (kind in ('requirements session', 'conference call')),
  held_at timestamptz not null,
  -- the zone in which the time was given
  zone text not null,
  -- who led it for the provider
  engineer text not null,
  -- who attended: the provider's people, and the customer's
  ours text[] not null,
  theirs text[] not null,
  said text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, review_id) references review (account_id, id)
);
create index review_talk_of on review_talk (account_id, review_id, held_at);
alter table review_talk enable row level security;
alter table review_talk force row level security;
create policy tenant on review_talk using (sees(account_id)) with check (sees(account_id));
grant select, insert on review_talk to holdfast_app;
