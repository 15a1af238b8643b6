-- The desk's list in other orders than what is due next, and what was closed when.
create index support_case_oldest on support_case (created_at, id) where closed_at is null;
create index support_case_urgent on support_case
  (priority, queue_lane(response, responded_at, due_at), queue_key(responded_at, due_at, created_at), id) where closed_at is null;
create index support_case_closed on support_case (closed_at) where closed_at is not null;

-- What had not been done when a first response was missed. It reads the history with the rights of whoever asks.
create function missed_why(of_account uuid, of_case uuid, due timestamptz) returns text
language sql stable as $$
  select case
    when exists (select from case_event where account_id = of_account and case_id = of_case and at <= due and kind = 'contact')
      then 'did-not-count'
    when exists (select from case_event where account_id = of_account and case_id = of_case and at <= due and kind = 'owner' and body->>'to' is not null)
      then 'nobody-reached-out'
    else 'nobody-took-it'
  end
$$;
