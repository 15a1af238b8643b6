-- a missed first response asks for its reason (ACP-9.p6): whether somebody gave it stands beside the case, so that what lacks it is found at once
alter table support_case add column miss_explained boolean not null default false;
update support_case c set miss_explained = true
where response = 'missed' and exists (select 1 from case_event e where e.account_id = c.account_id and e.case_id = c.id and e.kind = 'miss-reason');
create index support_case_unexplained on support_case (due_at) where response = 'missed' and not miss_explained;
