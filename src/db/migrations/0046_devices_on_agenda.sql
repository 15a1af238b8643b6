-- An item of an agenda may be about one device, so that it can be said whether the service is about it (SSM-6.a).
alter table meeting_item drop constraint meeting_item_source_check;
alter table meeting_item add constraint meeting_item_source_check check (source in ('case', 'advisory', 'action', 'own', 'device'));
-- what people add may come twice; what is drafted comes once
drop index meeting_item_once;
create unique index meeting_item_once on meeting_item (account_id, meeting_id, source, ref) where source not in ('own', 'device');
