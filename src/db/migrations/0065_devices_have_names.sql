-- What a device calls itself is what people look for it by: it stands with the device, as its newest configuration or answers said it.
alter table device add column host text not null default '';
update device d set host = coalesce(
  (select nullif(c.host, '') from device_configuration c where c.account_id = d.account_id and c.device_id = d.id
    order by c.taken_at desc, c.id desc limit 1),
  (select nullif(r.host, '') from device_reading r where r.account_id = d.account_id and r.device_id = d.id
    order by r.read_at desc, r.id desc limit 1), '')
where exists (select from device_configuration c where c.account_id = d.account_id and c.device_id = d.id)
  or exists (select from device_reading r where r.account_id = d.account_id and r.device_id = d.id);
drop index device_configuration_host;
drop index device_reading_host;
create index device_host on device (host text_pattern_ops) where host <> '';
-- What a serial begins with is looked for by these operators: behind the wall a LIKE is judged row by row.
create index device_serial_start on device (serial text_pattern_ops);
