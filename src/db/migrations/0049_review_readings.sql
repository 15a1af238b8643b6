-- When somebody of the customer first opened a review that was released to them (MSP-3.1.6.d).
create table review_reading (
  account_id uuid not null,
  review_id uuid not null,
  person_id uuid not null,
  read_at timestamptz not null,
  primary key (account_id, review_id, person_id),
  foreign key (account_id, review_id) references review (account_id, id)
);
alter table review_reading enable row level security;
alter table review_reading force row level security;
create policy tenant on review_reading using (sees(account_id)) with check (sees(account_id));
grant select, insert on review_reading to holdfast_app;
