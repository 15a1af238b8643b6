import { addDays } from '../../../src/calendar/terms.ts'
import { as, workingDay, type Year } from './acts.ts'
import { type Customer, customers, engineers } from './world.ts'

/** Change windows of the customers that buy them: asked for, booked, moved, worked through and looked back on. */

type Change = {
  readonly account: string
  readonly number: string
  readonly state: string
  readonly startsAt: string
  readonly endsAt: string
  readonly zone: string
  readonly engineer: object | null
}

const sold = customers.filter(({ service }) => service === 'MSP')
const personOf = ({ api }: Year, name: string) => api.built.people.get(name)?.personId ?? ''

/** The plan that a window is asked for with, brought in once for each customer. */
async function planOf(year: Year, { code, lead }: Customer): Promise<string> {
  const known = year.plans.get(code)
  if (known !== undefined) return known
  const kept = await year.api.app.inject({
    method: 'POST',
    url: `/api/accounts/${code}/documents`,
    headers: { 'x-person': lead, 'content-type': 'multipart/form-data; boundary=part', 'idempotency-key': `plan-${code}` },
    payload:
      '--part\r\nContent-Disposition: form-data; name="file"; filename="plan.md"\r\nContent-Type: text/markdown\r\n\r\nStep 1\r\n--part--\r\n',
  })
  if (kept.statusCode !== 201) throw new Error(`no plan for ${code}: ${kept.body}`)
  const { id } = kept.json() as { id: string }
  year.plans.set(code, id)
  return id
}

/** Local times on a working day to come; now and then on a Saturday, or too long. */
export function someWindow({ dice, day }: Year) {
  const on = dice.happens(0.05) ? saturdayAfter(day.today) : workingDay(addDays(day.today, dice.between(4, 25)))
  const from = dice.between(9, 13)
  const to = dice.happens(0.05) ? 23 : from + dice.between(1, 4)
  return { starts: `${on}T${String(from).padStart(2, '0')}:00`, ends: `${on}T${to}:00` }
}
const saturdayAfter = (day: string): string => addDays(day, 6 - new Date(day).getUTCDay() || 7)

export async function askWindow(year: Year) {
  const account = year.dice.one(sold)
  if (!account) return
  const answer = await as(year, account.lead, 'POST', `/api/accounts/${account.code}/requests`, {
    service: 'IMWS',
    devices: [account.serials[0]],
    plan: await planOf(year, account),
    windows: [{ ...someWindow(year), zone: account.zone }],
    purpose: 'By chance',
  })
  const number = (answer.body as { request?: string }).request
  if (answer.status === 201 && number) year.requests.push({ account, number })
}

/** Windows from so many days ago to so many days ahead. */
async function listed(year: Year, back: number, ahead: number): Promise<readonly Change[]> {
  const at = (days: number) => new Date(year.api.clock.now + days * 86_400_000).toISOString()
  const { items } = (await as(year, 'engineer', 'GET', `/api/changes?limit=200&from=${at(-back)}&to=${at(ahead)}`)).body as {
    items: Change[]
  }
  return items
}

/** One thing done about one window that is ahead or over. */
export async function stepWindow(year: Year) {
  const { dice } = year
  const change = dice.one((await listed(year, 20, 60)).filter(({ state }) => state !== 'closed' && state !== 'cancelled'))
  const account = customers.find(({ code }) => code === change?.account)
  if (!change || !account) return
  const at = `/api/accounts/${account.code}/changes/${change.number}`
  if (change.state === 'planned') {
    const who = dice.one(engineers) ?? ''
    if (change.engineer === null || dice.happens(0.1)) {
      const chosen = await as(year, 'engineer', 'POST', `${at}/engineer`, { engineer: personOf(year, who), why: 'By chance' })
      if (chosen.status < 300) year.tally.booked = (year.tally.booked ?? 0) + 1
    }
    if (dice.happens(0.25)) return
    await as(year, account.lead, 'POST', `${at}/plans`, {
      after: 0,
      goal: 'The routers run the new release',
      steps: [{ serial: account.serials[0], what: 'Upgrade', check: 'Sessions are up', rollback: 'Boot the old one', minutes: 60 }],
      rollback: 'Boot the old release',
      noConstraints: true,
      primary: contact(account.lead),
      backup: contact(account.named[0]),
      access: 'VPN',
      papers: { design: 'design.pdf', releases: '23.2R1', configurations: 'as taken last week' },
    })
    await as(year, account.lead, 'POST', `${at}/preparations`, { kind: 'access-test', passed: dice.happens(0.9) })
    await as(year, 'engineer', 'POST', `${at}/readiness`, {})
  } else if (change.state === 'done') {
    await as(year, 'engineer', 'POST', `${at}/review`, {
      result: 'They run it',
      verdict: dice.happens(0.8) ? 'met' : 'partly',
      improvements: 'By chance',
    })
  }
}
const contact = (name: string) => ({ name, email: `${name}@example.com`, reach: '+61 2 5550 0100', mayAuthorise: true })

/** One side proposes another time, or to call the window off, and the other answers; a customer closes its network for days; an engineer is away. */
export async function disturbWindow(year: Year) {
  const { dice, api } = year
  const from = new Date(api.clock.now + dice.between(1, 20) * 86_400_000)
  const stretch = { startsAt: from.toISOString(), endsAt: new Date(from.getTime() + dice.between(1, 4) * 86_400_000).toISOString() }
  if (dice.happens(0.1)) {
    await as(year, 'engineer', 'POST', '/api/engineers/absences', {
      ...stretch,
      engineer: personOf(year, dice.one(engineers) ?? ''),
      reason: 'By chance',
    })
    return
  }
  const change = dice.one((await listed(year, 0, 60)).filter(({ state }) => state === 'planned' || state === 'ready'))
  const account = customers.find(({ code }) => code === change?.account)
  if (!change || !account) return
  if (dice.happens(0.1)) {
    await as(year, account.lead, 'POST', `/api/accounts/${account.code}/blackouts`, { ...stretch, reason: 'By chance' })
    return
  }
  const at = `/api/accounts/${account.code}/changes/${change.number}`
  const [one, other] = dice.happens(0.5) ? [account.lead, 'engineer'] : ['engineer', account.lead]
  const proposed = dice.happens(0.15)
    ? await as(year, one, 'POST', `${at}/call-offs`, { why: 'By chance' })
    : await as(year, one, 'POST', `${at}/moves`, { ...someWindow(year), why: 'By chance' })
  const id = (proposed.body as { moves?: { id: string; state: string }[] }).moves?.find(({ state }) => state === 'open')?.id
  if (proposed.status >= 300 || !id) return
  const answer = dice.happens(0.7) ? 'accepted' : 'declined'
  // both sides press the button, and it holds once
  const answers = await Promise.all([other, one].map((who) => as(year, who, 'POST', `${at}/moves/${id}/answer`, { answer })))
  if (answers.filter(({ status }) => status < 300).length > 1) throw new Error(`${change.number}: a move was answered twice`)
}

type Stop = { readonly at: number; readonly people: boolean }

/** Where the clock stops on a day: in the morning and the afternoon, when people act, and a while after each window that is ready begins. */
export async function stopsOf(year: Year): Promise<readonly Stop[]> {
  const { api, dice, day } = year
  const midnight = Date.parse(`${day.today}T00:00:00Z`)
  const acting = [9, 15].map((hour) => ({ at: midnight + hour * 3_600_000 + dice.below(3_000_000), people: true }))
  api.clock.now = Math.max(api.clock.now, midnight)
  const windows = (await listed(year, 0, 1)).filter(({ state }) => state === 'ready')
  const nights = windows.flatMap(({ startsAt, endsAt }) => [Date.parse(startsAt) + dice.below(1_800_000), Date.parse(endsAt) + 600_000])
  const hours = [midnight + 3_600_000, ...nights.filter((at) => at > api.clock.now && at < midnight + 86_400_000)]
  return [...hours.map((at) => ({ at, people: false })), ...acting].toSorted((one, other) => one.at - other.at)
}

/** What goes on at this hour: windows whose time has come begin, and those that run are written into and end. */
export async function workWindows(year: Year) {
  const { api, dice } = year
  for (const { account: code, number, state, startsAt, endsAt } of await listed(year, 2, 0)) {
    const account = customers.find((each) => each.code === code)
    const begun = Date.parse(startsAt) <= api.clock.now
    if (!account || !begun || (state !== 'ready' && state !== 'running')) continue
    const at = `/api/accounts/${code}/changes/${number}`
    if (state === 'ready' && Date.parse(endsAt) > api.clock.now) {
      if ((await as(year, 'engineer', 'POST', `${at}/start`, { present: [account.lead] })).status < 300)
        year.tally.begun = (year.tally.begun ?? 0) + 1
    } else if (state === 'running') {
      if (dice.happens(0.5)) await as(year, account.lead, 'POST', `${at}/log`, { type: 'question', text: 'How far are we?' })
      await as(year, 'engineer', 'POST', `${at}/end`, { handover: 'Nothing is open' })
    }
  }
}
