-- Who asked for escalation finds the case among the escalated, not only who was kept waiting.
update support_case c set escalated_at = (
  select min(r.raised_at) from escalation_request r where r.account_id = c.account_id and r.case_id = c.id and r.state = 'open'
) where c.escalated_at is null and c.closed_at is null;
