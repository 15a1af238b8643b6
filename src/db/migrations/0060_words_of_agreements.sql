-- What a version of an agreement says of words that a service description leaves open (ACP-1.p4, SSM-1.p8, MSP-1.p12).
create table agreement_word (
  agreement text not null check (agreement in ('MPLA', 'EUSA', 'EULA', 'script-licence', 'user-guide')),
  version text not null check (length(version) between 1 and 60),
  -- as it is compared: without capitals and doubled blanks
  word text not null,
  term text not null check (length(term) between 1 and 100),
  meaning text not null check (meaning <> ''),
  entered_by text not null,
  entered_at timestamptz not null,
  primary key (agreement, version, word)
);
alter table agreement_word enable row level security;
alter table agreement_word force row level security;
create policy read_all on agreement_word for select using (true);
create policy provider_writes on agreement_word for insert with check (is_provider());
create policy provider_changes on agreement_word for update using (is_provider());
grant select, insert, update on agreement_word to holdfast_app;
