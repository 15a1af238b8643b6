import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DueTimer, fireDue, fireNext } from '../src/jobs/runner.ts'
import { minutesMs } from '../src/lib/time.ts'
import { startApi } from './support/api.ts'
import { manyAccounts, openMany } from './support/many-cases.ts'

test('answers, changes of priority and the firing of timers meet on the same cases without a deadlock, and each case ends in one way', async () => {
  const codes = ['RA', 'RB', 'RC']
  const world = manyAccounts(codes)
  const api = await startApi({ ...world, rosters: [{ team: 'senior-tac', layers: [{ people: ['senior'] }] }] })
  try {
    const start = api.clock.now
    const cases = 60
    await openMany(api, codes, cases, () => ({ at: start, priority: 'P2' }))
    // the instant at which all of them are due
    api.clock.now = start + 30 * minutesMs
    const found = await api.database.asOwner<{ number: string }>('select number from support_case')
    const fired: (DueTimer & { error?: unknown })[] = []
    const firing = [1, 2, 3].map(async () => {
      for (;;) {
        const timer = await fireNext(api.parts.db, api.parts.timers, api.clock.now)
        if (!timer) return
        fired.push(timer)
      }
    })
    const acts = found.map(({ number }, at) => {
      const path = `/api/accounts/${number.split('-')[0]}/cases/${number}`
      return at % 3 === 0
        ? api.call('senior', 'POST', `${path}/priority`, { priority: 'P3', reason: 'less than it looked' })
        : api.call('senior', 'POST', `${path}/contacts`, { medium: 'phone' })
    })
    const answers = await Promise.all(acts)
    await Promise.all(firing)
    assert.deepEqual([...new Set(answers.map((answer) => answer.status))], [200])
    assert.deepEqual(
      fired.filter((timer) => timer.error !== undefined).map((timer) => String(timer.error)),
      [],
    )
    // answered at the very instant it was due is met; none is left between two states
    const states = await api.database.asOwner<{ response: string; alerts: number; timers: number; priority: string }>(
      `select c.response, c.priority, (select count(*)::int from escalation e where e.case_id = c.id and e.code = 'due') as alerts,
         (select count(*)::int from timer t where t.subject_id = c.id and t.kind = 'response-due' and t.fired_at is null and t.cancelled_at is null) as timers
       from support_case c`,
    )
    for (const { response, alerts, timers, priority } of states) {
      assert.ok(alerts <= 1)
      if (priority === 'P2') assert.equal(response, 'met')
      else assert.deepEqual([response, timers], ['running', 1], 'lowered, it has a later due time and one timer on its next step')
    }
  } finally {
    await api.close()
  }
})

test('calls that ring on and the end of their cases meet without a deadlock, and nobody is called about a case that has ended', async () => {
  const codes = ['RA', 'RB', 'RC']
  const api = await startApi({ ...manyAccounts(codes), rosters: [{ team: 'senior-tac', layers: [{ people: ['senior'] }] }] })
  try {
    const start = api.clock.now
    await openMany(api, codes, 45, () => ({ at: start, priority: 'P2' }))
    api.clock.now = start + 29 * minutesMs
    await fireDue(api.parts.db, api.parts.timers, api.clock.now)
    const ringing = await api.database.asOwner<{ n: number }>("select count(*)::int as n from page where state = 'ringing'")
    assert.equal(ringing[0]?.n, 45, 'all of them ring')
    // the instant at which the next one is to be called
    const due = await api.database.asOwner<{ at: Date }>(
      "select max(due_at) as at from timer where kind = 'page-unanswered' and fired_at is null and cancelled_at is null",
    )
    api.clock.now = Number(due[0]?.at)
    const found = await api.database.asOwner<{ number: string }>('select number from support_case')
    const errors: string[] = []
    const firing = [1, 2, 3].map(async () => {
      for (;;) {
        const timer = await fireNext(api.parts.db, api.parts.timers, api.clock.now)
        if (!timer) return
        if (timer.error !== undefined) errors.push(String(timer.error))
      }
    })
    const ends = found.map(({ number }) =>
      api.call(
        codes.find((code) => number.startsWith(`${code}-`))?.toLowerCase() ?? '',
        'POST',
        `/api/accounts/${number.split('-')[0]}/cases/${number}/moves`,
        {
          move: 'withdraw',
          reason: 'it was a test',
        },
      ),
    )
    const answers = await Promise.all(ends)
    await Promise.all(firing)
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200], answers.find(({ status }) => status !== 200)?.text ?? '')
    assert.deepEqual(errors, [])
    const left = await api.database.asOwner("select 1 from page where state = 'ringing'")
    assert.deepEqual(left, [])
  } finally {
    await api.close()
  }
})
