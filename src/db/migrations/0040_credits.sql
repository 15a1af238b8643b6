-- Credits that were bought ahead: what was bought, and every movement of it by double entry. Nothing here is changed or taken away.
create table credit_book (
  account_id uuid not null references account (id),
  family text not null check (family in ('ASC', 'FSC')),
  -- the last movement; whoever makes the next one holds this row
  seq integer not null,
  primary key (account_id, family)
);
create table credit_lot (
  account_id uuid not null,
  id uuid not null,
  family text not null,
  -- 1, 2, 3 in its book
  number integer not null,
  purchased_on date not null,
  last_day date not null check (last_day >= purchased_on),
  bought integer not null check (bought between 1 and 1000000000),
  -- the order, and whose text says how long it is valid
  order_reference text not null check (order_reference <> ''),
  validity text not null,
  primary key (account_id, id),
  unique (account_id, family, number),
  foreign key (account_id, family) references credit_book (account_id, family)
);
create table credit_movement (
  account_id uuid not null,
  id uuid not null,
  family text not null,
  seq integer not null check (seq > 0),
  kind text not null check (kind in ('purchase', 'redemption', 'return', 'expiry', 'correction')),
  at timestamptz not null,
  actor text not null,
  -- what it pays, or why it was made
  subject text not null check (subject <> ''),
  clauses text[] not null,
  -- the redemption that is given back
  returns_id uuid,
  -- the second person of a correction
  approved_by text,
  primary key (account_id, id),
  unique (account_id, family, seq),
  -- a redemption is given back once
  unique (account_id, returns_id),
  foreign key (account_id, family) references credit_book (account_id, family),
  foreign key (account_id, returns_id) references credit_movement (account_id, id),
  check ((kind = 'return') = (returns_id is not null)),
  check ((kind = 'correction') = (approved_by is not null)),
  check (approved_by <> actor)
);
create table credit_posting (
  account_id uuid not null,
  movement_id uuid not null,
  lot_id uuid not null,
  -- the lot itself, or the other side of it
  place text not null check (place in ('lot', 'bought', 'redeemed', 'expired', 'corrected')),
  credits integer not null check (credits <> 0),
  primary key (account_id, movement_id, lot_id, place),
  foreign key (account_id, movement_id) references credit_movement (account_id, id),
  foreign key (account_id, lot_id) references credit_lot (account_id, id)
);
create index credit_posting_lot on credit_posting (account_id, lot_id) include (place, credits);

-- what the program promises is refused here as well: both sides of a movement are equal, and no lot gives more than it has
create function credit_posting_holds() returns trigger language plpgsql as $$
begin
  if (select sum(credits) from credit_posting p
      where p.account_id = new.account_id and p.movement_id = new.movement_id and p.lot_id = new.lot_id) <> 0 then
    raise exception 'the postings of credit movement % do not add up', new.movement_id using errcode = 'check_violation';
  end if;
  if (select coalesce(sum(credits), 0) from credit_posting p
      where p.account_id = new.account_id and p.lot_id = new.lot_id and p.place = 'lot') < 0 then
    raise exception 'credit lot % gives more than it has', new.lot_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger credit_posting_holds after insert on credit_posting
  deferrable initially deferred for each row execute function credit_posting_holds();

create table credit_correction (
  account_id uuid not null,
  id uuid not null,
  lot_id uuid not null,
  credits integer not null check (credits <> 0),
  reason text not null check (reason <> ''),
  state text not null check (state in ('proposed', 'made', 'rejected')),
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  movement_id uuid,
  primary key (account_id, id),
  foreign key (account_id, lot_id) references credit_lot (account_id, id),
  foreign key (account_id, movement_id) references credit_movement (account_id, id),
  check ((state = 'proposed') = (decided_by is null and decided_at is null)),
  check ((state = 'made') = (movement_id is not null)),
  check (decided_by <> proposed_by)
);
create index credit_correction_newest on credit_correction (account_id, proposed_at desc);

alter table credit_book enable row level security;
alter table credit_book force row level security;
create policy tenant on credit_book using (sees(account_id)) with check (sees(account_id));
alter table credit_lot enable row level security;
alter table credit_lot force row level security;
create policy tenant on credit_lot using (sees(account_id)) with check (sees(account_id));
alter table credit_movement enable row level security;
alter table credit_movement force row level security;
create policy tenant on credit_movement using (sees(account_id)) with check (sees(account_id));
alter table credit_posting enable row level security;
alter table credit_posting force row level security;
create policy tenant on credit_posting using (sees(account_id)) with check (sees(account_id));
alter table credit_correction enable row level security;
alter table credit_correction force row level security;
create policy tenant on credit_correction using (sees(account_id)) with check (sees(account_id));
grant select, insert, update on credit_book to holdfast_app;
grant select, insert on credit_lot to holdfast_app;
grant select, insert on credit_movement to holdfast_app;
grant select, insert on credit_posting to holdfast_app;
grant select, insert, update on credit_correction to holdfast_app;
