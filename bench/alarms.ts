// How late alarms are when 5,000 of them fall due within one minute: warnings of P1 cases, with calls, letters, events
// and audit in its transaction, by one worker on a database of its own. Measured from the due instant to the one at which its timer is taken.
import { setTimeout as sleep } from 'node:timers/promises'
import { minutesMs } from '../src/lib/time.ts'
import { startWorker } from '../src/worker.ts'
import { startApi } from '../test/support/api.ts'
import { manyAccounts, openMany } from '../test/support/many-cases.ts'

export type AlarmFigures = { readonly alarms: number; readonly p50: number; readonly p99: number; readonly last: number }

const accounts = 40
const codes = Array.from({ length: accounts }, (_, i) => `A${String(i).padStart(2, '0')}`)

/** @param alarms how many fall due within one minute */
export async function benchAlarms(alarms = 5000): Promise<AlarmFigures> {
  const api = await startApi({
    ...manyAccounts(codes),
    policies: [
      {
        key: 'escalation.steps',
        from: '2020-01-01',
        value: {
          ACP: [
            {
              code: 'at-risk',
              priorities: ['P1', 'P2'],
              when: { percentOfTarget: 50 },
              until: 'response',
              tell: ['owner', 'on-call', 'team'],
            },
          ],
        },
      },
    ],
    rosters: [{ team: 'senior-tac', layers: [{ people: ['senior'] }] }],
  })
  try {
    // the response target is 30 minutes, so a case opened 15 minutes ago warns now
    const lead = 45_000
    const first = Date.now() + lead - 15 * minutesMs
    await openMany(api, codes, alarms, (turn) => ({ at: first + Math.floor((turn * minutesMs) / alarms), priority: 'P1' }))
    // what came due while the cases were opened is not measured
    const worker = startWorker({
      db: api.parts.db,
      timers: api.parts.timers,
      mailer: undefined,
      now: Date.now,
      report: (error) => {
        throw error
      },
    })
    const from = Math.max(Date.now(), first + 15 * minutesMs)
    const end = first + 15 * minutesMs + minutesMs
    while (Date.now() < end + 1000) await sleep(500)
    for (let wait = 0; wait < 120; wait++) {
      const [left] = await api.database.asOwner<{ n: number }>(
        "select count(*)::int as n from timer where kind = 'response-due' and fired_at is null and cancelled_at is null and due_at < $1",
        [new Date(end)],
      )
      if (left?.n === 0) break
      await sleep(500)
    }
    await worker.stop()
    const rows = await api.database.asOwner<{ late: number }>(
      "select (extract(epoch from fired_at - due_at) * 1000)::float8 as late from timer where kind = 'response-due' and fired_at is not null and due_at >= $1 and due_at < $2 order by 1",
      [new Date(from), new Date(end)],
    )
    const late = rows.map((row) => Number(row.late))
    return {
      alarms: late.length,
      p50: late[Math.floor(late.length * 0.5)] ?? Number.NaN,
      p99: late[Math.floor(late.length * 0.99)] ?? Number.NaN,
      last: late.at(-1) ?? Number.NaN,
    }
  } finally {
    await api.close()
  }
}

if (import.meta.main) {
  const { alarms, p50, p99, last } = await benchAlarms(Number(process.argv[2] ?? 5000))
  console.log(`${alarms} alarms in a minute: late by p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, at most ${last.toFixed(0)} ms`)
}
