-- A talk that was recorded by mistake is struck, with why and by whom; the record itself stays as it was.
create table review_talk_strike (
  account_id uuid not null references account (id),
  talk_id uuid not null,
  why text not null check (why <> ''),
  struck_by text not null,
  struck_at timestamptz not null,
  primary key (account_id, talk_id),
  foreign key (account_id, talk_id) references review_talk (account_id, id)
);
alter table review_talk_strike enable row level security;
alter table review_talk_strike force row level security;
create policy tenant on review_talk_strike using (sees(account_id)) with check (sees(account_id));
grant select, insert on review_talk_strike to holdfast_app;
