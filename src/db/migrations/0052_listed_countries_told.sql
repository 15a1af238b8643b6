-- What a customer was told of countries that are not served any more, so that each is told once (ACP-17.p2, CSS-9.p2, SSM-5.b2).
create table contract_listing (
  account_id uuid not null references account (id),
  contract_id uuid not null,
  country text not null,
  -- whether the end user or a site is there
  what text not null,
  from_on date not null,
  told_at timestamptz not null,
  primary key (account_id, contract_id, country, what, from_on),
  foreign key (account_id, contract_id) references contract (account_id, id)
);
alter table contract_listing enable row level security;
alter table contract_listing force row level security;
create policy tenant on contract_listing using (sees(account_id)) with check (sees(account_id));
grant select, insert on contract_listing to holdfast_app;
