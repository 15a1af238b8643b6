-- The vendor's agreement by which a talk on a review was held outside the working hours of the account; empty where none was needed (MSP-6.c, policy B65).
alter table review_talk add column agreement text not null default '';
