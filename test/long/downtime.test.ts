import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DueTimer, fireDue, fireNext } from '../../src/jobs/runner.ts'
import { hoursMs, minutesMs } from '../../src/lib/time.ts'
import { startApi } from '../support/api.ts'
import { manyAccounts, openMany } from '../support/many-cases.ts'

/**
 * Eight hours without a worker, and ten thousand cases whose first response was promised meanwhile: everything takes
 * effect once, the most urgent first, and each case is told of once however many of its steps had come.
 */

const accounts = 20
const codes = Array.from({ length: accounts }, (_, i) => `D${String(i).padStart(2, '0')}`)
const cases = Number(process.env.HOLDFAST_DOWNTIME_CASES ?? 10_000)
const priorities = ['P1', 'P2', 'P3', 'P4'] as const

test('after eight hours of downtime every promise that was missed takes effect once, the most urgent first', async () => {
  const api = await startApi(manyAccounts(codes))
  try {
    // what follows from the devices of the world is done before anything is counted
    await fireDue(api.parts.db, api.parts.timers, api.clock.now)
    const start = Date.parse('2026-03-10T20:00:00Z')
    await openMany(api, codes, cases, (turn) => ({ at: start + (turn % 3600) * 1000, priority: priorities[turn % 4] as 'P1' }))
    const back = start + 8 * hoursMs + 5 * minutesMs
    const from = performance.now()
    const fired: (DueTimer & { error?: unknown })[] = []
    await Promise.all(
      [1, 2, 3].map(async () => {
        for (;;) {
          const timer = await fireNext(api.parts.db, api.parts.timers, back)
          if (!timer) return
          fired.push(timer)
        }
      }),
    )
    console.log(`${fired.length} timers in ${((performance.now() - from) / 1000).toFixed(1)} s`)
    assert.deepEqual(
      fired.filter((timer) => timer.error !== undefined),
      [],
    )
    assert.equal(fired.length, cases, 'a timer for each case, and none twice')
    const rank = new Map(
      (await api.database.asOwner<{ id: string; priority: string }>('select id, priority from support_case')).map((row) => [
        row.id,
        Number(row.priority.slice(1)),
      ]),
    )
    const order = fired.map((timer) => rank.get(timer.subjectId) ?? 0)
    const outOfTurn = order.filter((each, at) => at > 2 && each < (order[at - 3] ?? 0)).length
    assert.equal(outOfTurn, 0, 'nothing waited behind what was less urgent')
    // each missed response is written down once, and management hears of each case once
    const [alerts] = await api.database.asOwner<{ n: number; cases: number }>(
      "select count(*)::int as n, count(distinct case_id)::int as cases from escalation where code = 'due'",
    )
    assert.deepEqual(alerts, { n: cases, cases })
    const [letters] = await api.database.asOwner<{ n: number; subjects: number }>(
      "select count(*)::int as n, count(distinct subject)::int as subjects from outbox where kind = 'management-alert'",
    )
    assert.deepEqual(letters, { n: cases, subjects: cases })
    // and nothing is left to do
    const [left] = await api.database.asOwner<{ n: number }>(
      'select count(*)::int as n from timer where fired_at is null and cancelled_at is null and due_at <= $1',
      [new Date(back)],
    )
    assert.equal(left?.n, 0)
  } finally {
    await api.close()
  }
})
