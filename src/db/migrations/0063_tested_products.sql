-- Products under test that evidence of a duty names: each with its serial, the release it runs and whether it works (MSP-5.j).
alter table duty_event add column products jsonb;
