import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import type { Due } from './due.ts'

/** A request is looked at within so many days of being asked; what waits longer is overdue. */
const answerDays = 2
/** Contracts are spoken of so many days before their end (policy B78). */
const renewalDays = 90
/** A missed first response asks for its reason for so many days: those of a quarter and of the month in which its report is sent (ACP-9.p6). */
const unexplainedDays = 123

type Range = {
  readonly today: LocalDate
  readonly to: LocalDate
  readonly now: Instant
  readonly accountCode: string | undefined
  readonly most: number
}

/**
 * Everything of every account that can be seen which is due up to a day, what is overdue included. Days are those where each account is;
 * what has no time limit of its own counts from the day on which it came.
 */
export async function dueUpTo(tx: Tx, { today, to, now, accountCode, most }: Range): Promise<readonly Due[]> {
  const at = new Date(now)
  const { rows } = await sql<Due>`
    with due as (
      select w.account_id, 'window' as kind, w.number as ref, w.title || case w.state when 'planned' then ': not ready yet' else '' end as title,
        to_char(w.starts_at at time zone w.zone, 'YYYY-MM-DD') as on, w.engineer_name as who
      from change_window w where w.state in ('planned', 'ready', 'running') and w.starts_at < (${to}::date + 2)
        and to_char(w.starts_at at time zone w.zone, 'YYYY-MM-DD') <= ${to}
      union all
      select w.account_id, 'open-issue', w.number, w.title || ': ' || w.open_issues || case w.open_issues when 1 then ' issue is open' else ' issues are open' end,
        to_char(w.ended_at at time zone w.zone, 'YYYY-MM-DD'), w.followed_up_by
      from change_window w where w.open_issues > 0
      union all
      select w.account_id, 'review', w.number, w.title || ': review to write', to_char(w.ended_at at time zone w.zone, 'YYYY-MM-DD'), w.engineer_name
      from change_window w where w.state = 'done'
      union all
      select m.account_id, 'meeting', m.number, m.title, to_char(m.starts_at at time zone m.zone, 'YYYY-MM-DD'), m.lead_name
      from meeting m where m.state = 'planned' and m.starts_at < (${to}::date + 2) and to_char(m.starts_at at time zone m.zone, 'YYYY-MM-DD') <= ${to}
        and m.starts_at >= ${at}::timestamptz - interval '31 days'
      union all
      select a.account_id, 'action', m.number, a.text, a.due_on::text, a.owner_name
      from meeting_action a join meeting m on m.account_id = a.account_id and m.id = a.meeting_id
      where a.state = 'open' and a.due_on <= ${to}::date
      union all
      select r.account_id, 'request', r.number, r.title || case r.state when 'asked' then ': to assess' else ': task order to write' end,
        to_char((r.asked_at + interval '1 day' * ${answerDays}) at time zone c.zone, 'YYYY-MM-DD'), r.engineer
      from service_request r join account c on c.id = r.account_id
      where r.state in ('asked', 'assessed') and to_char((r.asked_at + interval '1 day' * ${answerDays}) at time zone c.zone, 'YYYY-MM-DD') <= ${to}
      union all
      select account_id, 'service-day', number, title || ': first service day', first_day::text, engineer
      from service_request where state = 'active' and first_day <= ${to}::date
      union all
      select account_id, 'service-day', number, title || ': last service day', last_day::text, engineer
      from service_request where state = 'commenced' and last_day > first_day and last_day <= ${to}::date
      union all
      select d.account_id, 'deliverable', r.number, d.title, d.due_on::text, r.engineer
      from request_deliverable d join service_request r on r.account_id = d.account_id and r.id = d.request_id
      where r.state = 'commenced' and d.due_on <= ${to}::date and d.waived_by is null
        and not exists (select 1 from request_paper p where p.account_id = d.account_id and p.request_id = d.request_id and p.code = d.code)
      union all
      select p.account_id, 'signature', r.number, r.title || ', version ' || p.version, p.sign_by::text, ''
      from request_paper p join service_request r on r.account_id = p.account_id and r.id = p.request_id
      where p.outcome is null and p.sign_by <= ${to}::date and r.state not in ('completed', 'cancelled', 'declined')
        and not exists (select 1 from request_paper n where n.account_id = p.account_id and n.request_id = p.request_id and n.code = p.code and n.version > p.version)
      union all
      select l.account_id, 'credits', l.family || ' lot ' || l.number, s.left || ' credits end', l.last_day::text, ''
      from credit_lot l
      cross join lateral (select sum(credits)::int as left from credit_posting p where p.account_id = l.account_id and p.lot_id = l.id and p.place = 'lot') s
      where l.last_day between ${today}::date and ${to}::date + 30 and s.left > 0
      union all
      select i.account_id, 'installation', d.serial, r.version || ': to be installed', i.due_on::text, i.directed_by
      from software_direction i join software_release r on r.account_id = i.account_id and r.id = i.release_id
      join device d on d.account_id = r.account_id and d.id = r.device_id
      where i.state = 'open' and i.due_on <= ${to}::date
      union all
      select q.account_id, 'enquiry', d.serial, q.number || ': a quote is asked for',
        to_char((q.asked_at + interval '1 day' * ${answerDays}) at time zone c.zone, 'YYYY-MM-DD'), ''
      from software_enquiry q join device d on d.account_id = q.account_id and d.id = q.device_id join account c on c.id = q.account_id
      where q.answer is null and to_char((q.asked_at + interval '1 day' * ${answerDays}) at time zone c.zone, 'YYYY-MM-DD') <= ${to}
      union all
      select null, 'recording', '', w.title || ': recording to post', w.post_by::text, w.host
      from webinar w where w.post_by <= ${to}::date and w.recording is null
      union all
      select q.account_id, 'webinar-question', '', w.title || ': question to answer', w.post_by::text, q.owner_name
      from webinar_question q join webinar w on w.id = q.webinar_id
      where w.post_by <= ${to}::date and not exists (select 1 from webinar_answer a where a.account_id = q.account_id and a.question_id = q.id)
      union all
      select k.account_id, 'asked', s.number, k.what, k.due_on::text, k.asked_by
      from case_ask k join support_case s on s.account_id = k.account_id and s.id = k.case_id
      where k.state = 'open' and k.due_on <= ${to}::date
      union all
      select s.account_id, 'miss-reason', s.number, s.summary || ': why was its first response missed?',
        to_char(s.due_at at time zone c.zone, 'YYYY-MM-DD'), coalesce(s.owner_name, '')
      from support_case s join account c on c.id = s.account_id
      where s.response = 'missed' and not s.miss_explained and s.due_at >= ${at}::timestamptz - interval '1 day' * ${unexplainedDays}
      union all
      select t.account_id, 'automation', c.number, t.title, t.due_on::text, t.owner
      from automation_task t join contract c on c.account_id = t.account_id and c.id = t.contract_id
      where t.state in ('open', 'under-way') and t.due_on <= ${to}::date
      union all
      select p.account_id, 'planned-change', c.number, p.title || ' on ' || p.on_day || ': proactive case missing', coalesce(p.case_by, p.on_day)::text, p.planned_by
      from planned_change p join contract c on c.account_id = p.account_id and c.id = p.contract_id
      where p.kind <> 'other' and p.case_number is null and p.withdrawn_at is null and p.on_day >= ${today}::date
        and coalesce(p.case_from, p.on_day) <= ${to}::date
      union all
      select account_id, 'renewal', number, service || ' ends', ends_on::text, ''
      from contract where kind = 'service' and state = 'active' and ends_on between ${today}::date and ${today}::date + ${renewalDays}::int
    )
    select d.kind, coalesce(a.code, '') as account, d.ref, d.title, d.on, d.who
    from due d left join account a on a.id = d.account_id
    where (${accountCode ?? null}::text is null or a.code = ${accountCode ?? null})
    order by d.on, d.kind, account, d.ref limit ${most}`.execute(tx)
  return rows
}
