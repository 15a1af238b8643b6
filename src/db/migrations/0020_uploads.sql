-- Files on their way to a case, in pieces: theirs alone who began them, gone when they are not finished in time.
create table case_upload (
  account_id uuid not null references account (id),
  -- the id of the attachment that it becomes
  id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  name text not null check (length(name) between 1 and 255),
  media_type text not null check (length(media_type) <= 100),
  visibility text not null check (visibility in ('public', 'internal')),
  size_bytes bigint not null check (size_bytes >= 0),
  -- so many are on disk for good; what the file holds beyond does not count
  received_bytes bigint not null default 0,
  -- by what the sender knows the same file again
  mark text not null check (length(mark) <= 200),
  begun_at timestamptz not null,
  expires_at timestamptz not null,
  attached boolean not null default false,
  primary key (account_id, id),
  foreign key (account_id, case_id) references support_case (account_id, id),
  check (received_bytes between 0 and size_bytes)
);
create index case_upload_of_person on case_upload (account_id, case_id, person_id);
create index case_upload_expires on case_upload (expires_at);
alter table case_upload enable row level security;
alter table case_upload force row level security;
create policy tenant on case_upload using (sees(account_id)) with check (sees(account_id));
grant select, insert, update, delete on case_upload to holdfast_app;
