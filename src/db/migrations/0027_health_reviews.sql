-- Health is reviewed like configurations and records.
alter table review drop constraint review_kind_check;
alter table review add constraint review_kind_check check (kind in ('PBNIR', 'PIIR', 'CACR', 'PHC'));
