-- A further window on the unit of one that was broken off is asked for by either side, and made once the other accepts.
alter table change_move drop constraint change_move_kind_check;
alter table change_move add constraint change_move_kind_check check (kind in ('move', 'call-off', 'again'));
