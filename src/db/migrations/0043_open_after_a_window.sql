-- what is still open of a window that has ended, and who follows it up: the day of a service manager asks this over all accounts (ISS-3.1.4)
alter table change_window add column open_issues integer not null default 0 check (open_issues >= 0);
alter table change_window add column followed_up_by text not null default '';
create index change_window_open on change_window (account_id) where open_issues > 0;
