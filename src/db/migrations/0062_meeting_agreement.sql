-- The vendor's agreement by which a call on a review is planned outside the working hours of the account; empty where none is needed (MSP-6.c, policy B65).
alter table meeting add column agreement text not null default '';
