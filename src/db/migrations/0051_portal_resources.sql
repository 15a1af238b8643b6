-- What the portal offers beside its own pages, in four areas; the list is the provider's and may grow (CSS-5.p2).
create table portal_resource (
  id uuid primary key,
  area text not null check (area in ('information', 'answers', 'tools', 'service-options')),
  title text not null check (length(title) between 1 and 120),
  text text not null default '',
  -- an address of the web, or a page of the portal that begins with a slash
  url text not null,
  -- the service whose running contract it is for; null for everybody
  service text,
  starts_on date not null,
  -- its last day; null while it stays
  ends_on date check (ends_on >= starts_on),
  added_by text not null,
  added_at timestamptz not null
);
alter table portal_resource enable row level security;
alter table portal_resource force row level security;
create policy read_all on portal_resource for select using (true);
create policy provider_writes on portal_resource for insert with check (is_provider());
create policy provider_changes on portal_resource for update using (is_provider());
grant select, insert, update on portal_resource to holdfast_app;
