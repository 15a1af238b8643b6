import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '../../src/calendar/terms.ts'
import { type Api, startApi } from '../support/api.ts'
import { happen, settle, type Year } from '../support/year/acts.ts'
import { diceOf } from '../support/year/dice.ts'
import { startCollector } from '../support/year/events.ts'
import { brokenBy } from '../support/year/invariants.ts'
import { stopsOf, workWindows } from '../support/year/windows.ts'
import { customers, firstDay, yearWorld } from '../support/year/world.ts'

/**
 * A year of fifty customers in a minute or two: cases, credits, requests, meetings, detected faults, lapses and leavers, with restarts and jumps of the clock, and after
 * each day everything that has to hold is asked of the rows. A failure names the seed and the day: with HOLDFAST_YEAR_SEED it comes again.
 */

const seed = Number(process.env.HOLDFAST_YEAR_SEED ?? 20_260_302)
const days = Number(process.env.HOLDFAST_YEAR_DAYS ?? 365)
const actsADay = 16

let api: Api
before(async () => {
  api = await startApi(yearWorld())
})
after(() => api?.close())

test(`a year with seed ${seed}: every invariant holds on every day`, { timeout: 900_000 }, async (t) => {
  const year: Year = {
    api,
    dice: diceOf(seed),
    day: { today: firstDay },
    open: [],
    requests: [],
    plans: new Map(),
    collectors: new Map(),
    tally: {},
  }
  api.clock.now = Date.parse(`${firstDay}T06:00:00Z`)
  for (const customer of customers) {
    const { code, service } = customer
    if (service !== 'SSM') continue
    const { items } = (await api.call('contracts', 'GET', `/api/accounts/${code}/contracts`)).body as {
      items: { number: string; kind: string }[]
    }
    const contract = items.find(({ kind }) => kind === 'service')?.number ?? ''
    const planned = await api.call('service-manager', 'POST', `/api/accounts/${code}/meetings/series`, {
      kind: 'review',
      contract,
      firstOn: '2026-03-03',
      startTime: '10:00',
    })
    if (planned.status !== 201) throw new Error(`no series for ${code}: ${planned.text}`)
    year.collectors.set(code, await startCollector(api, customer, contract))
  }
  const began = performance.now()
  for (let count = 0; count < days; count += 1) {
    // the clock of a server may stand still over a weekend, and then jump
    const jump = year.dice.happens(0.03) ? year.dice.between(1, 3) : 0
    year.day.today = addDays(firstDay, count + jump)
    count += jump
    try {
      for (const { at, people } of await stopsOf(year)) {
        api.clock.now = at
        await settle(year)
        await workWindows(year)
        if (people) for (let act = 0; act < actsADay / 2; act += 1) await happen(year)
      }
      if (year.dice.happens(0.02)) await api.restart()
      await settle(year)
      const broken = await brokenBy(api, year.dice, true)
      if (broken !== undefined) throw new Error(broken)
    } catch (error) {
      throw new Error(`seed ${seed}, ${year.day.today} (day ${count}): ${(error as Error).message}`, { cause: error })
    }
  }
  // a year in which nothing went to its end shows nothing
  const count = (table: string) =>
    api.database.asOwner<{ state: string; many: number }>(`select state, count(*)::int as many from ${table} group by 1`, [])
  const [states, windows] = [await count('service_request'), await count('change_window')]
  const many = (state: string, of = states) => of.find((each) => each.state === state)?.many ?? 0
  if (days >= 365)
    for (const state of ['completed', 'cancelled', 'declined']) assert.ok(many(state) > 3, `${many(state)} requests are ${state}`)
  if (days >= 365)
    for (const state of ['closed', 'cancelled']) assert.ok(many(state, windows) > 3, `${many(state, windows)} windows are ${state}`)
  const seconds = Math.round((performance.now() - began) / 1000)
  t.diagnostic(
    `note: ${days} days of ${customers.length} customers in ${seconds} s: ${states.map(({ state, many: some }) => `${some} requests ${state}`).join(', ')}; ${windows.map(({ state, many: some }) => `${some} windows ${state}`).join(', ')}; ${Object.entries(
      year.tally,
    )
      .map(([what, many]) => `${many} ${what}`)
      .join(', ')}`,
  )
})

test('what is planted into the rows afterwards is found', async () => {
  const dice = diceOf(1)
  assert.equal(await brokenBy(api, dice, true), undefined)
  const plants: readonly (readonly [fault: string, words: RegExp, plant: string, mend: string])[] = [
    [
      'a request that was called off and not given back',
      /was given back/,
      "update service_request set state = 'cancelled', closed_at = '2000-01-01' where id = (select id from service_request where state = 'active' and movement_id is not null limit 1)",
      "update service_request set state = 'active', closed_at = null where closed_at = '2000-01-01'",
    ],
    [
      'a timer that nobody fired',
      /left undone/,
      'update timer set fired_at = null where id = (select id from timer where fired_at is not null and cancelled_at is null order by id limit 1)',
      'update timer set fired_at = due_at where fired_at is null and due_at <= (select max(fired_at) from timer)',
    ],
    [
      'a meeting on a Sunday',
      /working day/,
      "update meeting set starts_at = starts_at + interval '1 day' * (7 - to_char(starts_at at time zone zone, 'ID')::int) where id = (select id from meeting where series_id is not null and state = 'planned' order by id limit 1)",
      "update meeting set starts_at = starts_at - interval '2 days' where to_char(starts_at at time zone zone, 'ID')::int = 7",
    ],
    [
      'an event added to a case that was closed before',
      /was closed before/,
      "update automation_event set at = at + interval '900 days' where id = (select e.id from automation_event e join support_case c on c.account_id = e.account_id and c.id = e.case_id where e.fate = 'added' and c.closed_at is not null order by e.id limit 1)",
      "update automation_event set at = at - interval '900 days' where at > received_at",
    ],
  ]
  for (const [fault, words, plant, mend] of plants) {
    await api.database.asOwner(plant, [])
    assert.match((await brokenBy(api, dice, true)) ?? 'nothing', words, fault)
    await api.database.asOwner(mend, [])
  }
})
