-- The instant at which somebody last used the platform: which day that is depends on where their account is. Of those seen before, the day alone is known.
alter table person add column seen_at timestamptz;
update person set seen_at = seen_on::timestamp at time zone 'UTC' where seen_on is not null;
alter table person drop column seen_on;

-- When the day on which somebody leaves was told (CSS-8.f, CSS-8.g). Whoever has left has a day, which is no later than that of being switched off.
alter table person add column left_told_at timestamptz;
update person p
set left_told_at = p.left_at, left_on = least(p.left_on, (p.left_at at time zone a.zone)::date)
from account a
where a.id = p.account_id and p.left_at is not null;
update person p
set left_told_at = (select max(u.at) from audit u where u.account_id = p.account_id and u.action = 'person.leaves' and u.subject = p.email)
where p.left_on is not null and p.left_at is null;
