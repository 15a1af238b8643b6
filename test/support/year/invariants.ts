import { verifyAudit } from '../../../src/db/records.ts'
import { inScope, providerScope } from '../../../src/db/scope.ts'
import type { Api } from '../api.ts'
import { doubleBookings, strayBookings } from '../many-windows.ts'
import type { Dice } from './dice.ts'

/** What has to hold after every day, asked of the rows as their owner sees them. Each question lists what breaks it. */
const questions: readonly (readonly [name: string, sql: string])[] = [
  [
    'no lot gives more than it has',
    `select account_id, lot_id, sum(credits) from credit_posting where place = 'lot' group by 1, 2 having sum(credits) < 0`,
  ],
  [
    'both sides of a movement are equal',
    `select account_id, movement_id from credit_posting group by 1, 2, lot_id having sum(credits) <> 0`,
  ],
  [
    'the movements of a book are numbered without a gap',
    `select account_id, family from credit_movement group by 1, 2 having max(seq) <> count(*) or min(seq) <> 1`,
  ],
  [
    'an active request is paid with exactly its price',
    `select r.number from service_request r join task_order t on t.account_id = r.account_id and t.request_id = r.id and t.version = r.task_order
     where r.state in ('active', 'commenced', 'delivered', 'completed') and t.content -> 'payment' ->> 'by' = 'credits'
       and (t.content -> 'payment' ->> 'credits')::int <> coalesce((select -sum(p.credits) from credit_posting p
         where p.account_id = r.account_id and p.movement_id = r.movement_id and p.place = 'lot'), 0)`,
  ],
  [
    'what was called off before it began was given back, and nothing else was',
    `select r.number from service_request r left join credit_movement b on b.account_id = r.account_id and b.returns_id = r.movement_id
     where r.movement_id is not null and (b.id is not null) <> (r.state = 'cancelled' and r.commenced_at is null)`,
  ],
  [
    'every redemption belongs to one request',
    `select m.id from credit_movement m where m.kind = 'redemption'
       and (select count(*) from service_request r where r.account_id = m.account_id and r.movement_id = m.id) <> 1`,
  ],
  [
    'nothing begins without both signatures',
    `select r.number from service_request r left join task_order t on t.account_id = r.account_id and t.request_id = r.id and t.version = r.task_order
     where r.state in ('active', 'commenced', 'delivered', 'completed') and t.customer_signed_by is null`,
  ],
  [
    'what was promised is done or declined before a request is completed',
    `select r.number, d.code from service_request r join request_deliverable d on d.account_id = r.account_id and d.request_id = r.id
     where r.state = 'completed' and d.waived_by is null
       and not exists (select 1 from request_paper p where p.account_id = d.account_id and p.request_id = d.request_id and p.code = d.code)`,
  ],
  [
    'a completed request is signed by the one who signs',
    `select r.number from service_request r where r.state = 'completed'
       and not exists (select 1 from request_paper p where p.account_id = r.account_id and p.request_id = r.id and p.code = 'certificate' and p.outcome = 'accepted')`,
  ],
  ['no engineer stands by in two windows at once', doubleBookings],
  ['who stands by in a window that is ahead is booked for its time, and nobody for one that was called off', strayBookings],
  [
    'a window is at the time that both sides agreed on, in the task order or, once that has begun, by a proposal and its answer',
    `select w.number from change_window w join service_request r on r.account_id = w.account_id and r.id = w.request_id
       join task_order t on t.account_id = r.account_id and t.request_id = r.id and t.version = r.task_order
     where w.state <> 'cancelled' and w.unit = r.number || '/' || w.place
       and (t.content -> 'windows' -> (w.place - 1) ->> 'startsAt')::bigint <> (extract(epoch from w.starts_at) * 1000)::bigint
       and not exists (select 1 from change_move m where m.account_id = w.account_id and m.change_id = w.id and m.state = 'accepted'
         and m.starts_at = w.starts_at and m.ends_at = w.ends_at)`,
  ],
  [
    'a window of a request that was called off is called off',
    `select w.number from change_window w join service_request r on r.account_id = w.account_id and r.id = w.request_id
     where r.state in ('cancelled', 'declined') and w.state in ('planned', 'ready')`,
  ],
  [
    'a window that began was ready, and its request had begun',
    `select w.number from change_window w join service_request r on r.account_id = w.account_id and r.id = w.request_id
     where w.started_at is not null and (r.commenced_at is null or w.engineer_id is null)`,
  ],
  [
    'no device has two open cases of one kind of event',
    `select e.device_id, e.kind from automation_event e join support_case c on c.account_id = e.account_id and c.id = e.case_id
     where e.fate = 'opened' and c.state <> 'closed' group by e.account_id, 1, 2 having count(*) > 1`,
  ],
  [
    'no event was added to a case that was closed before',
    `select e.id from automation_event e join support_case c on c.account_id = e.account_id and c.id = e.case_id
     where e.fate = 'added' and c.closed_at < e.at`,
  ],
  [
    'a review meeting is on a working day',
    `select number, starts_at from meeting where series_id is not null and state = 'planned'
       and to_char(starts_at at time zone zone, 'ID')::int > 5`,
  ],
  [
    'no two meetings of a series are on one day',
    `select account_id, series_id, planned_on from meeting where series_id is not null group by 1, 2, 3 having count(*) > 1`,
  ],
]

/** Questions that need the instant: nothing that is due is left, and no response runs past its due. */
const timed: readonly (readonly [name: string, sql: string])[] = [
  ['nothing that is due is left undone', 'select kind, due_at from timer where fired_at is null and cancelled_at is null and due_at <= $1'],
  [
    'a response that is due does not run on',
    `select number, due_at from support_case where response = 'running' and due_at < $1 and state <> 'closed' and responded_at is null
       and not exists (select 1 from timer t where t.account_id = support_case.account_id and t.subject_id = support_case.id and t.fired_at is null and t.cancelled_at is null)`,
  ],
]

/** The first thing that does not hold, in words; undefined when all of it does. */
export async function brokenBy(api: Api, dice: Dice, settled: boolean): Promise<string | undefined> {
  for (const [name, sql] of questions) {
    const rows = await api.database.asOwner<Record<string, unknown>>(sql, [])
    if (rows.length > 0) return `${name}: ${JSON.stringify(rows.slice(0, 3))}`
  }
  if (settled)
    for (const [name, sql] of timed) {
      const rows = await api.database.asOwner<Record<string, unknown>>(sql, [new Date(api.clock.now)])
      if (rows.length > 0) return `${name}: ${JSON.stringify(rows.slice(0, 3))}`
    }
  const accounts = await api.database.asOwner<{ id: string; code: string }>('select id, code from account order by code', [])
  const chosen = dice.one(accounts)
  if (!chosen) return 'there are no accounts'
  const { brokenAt } = await inScope(api.parts.db, providerScope, (tx) => verifyAudit(tx, chosen.id))
  return brokenAt === null ? undefined : `the audit chain of ${chosen.code} is broken at ${brokenAt}`
}
