-- What shows where a device was acquired, such as the number of an invoice (ACP-2.p1, ACP-2.ii).
alter table device add column origin_proof text not null default '';
