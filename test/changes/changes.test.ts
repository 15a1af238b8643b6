import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import {
  agreed,
  api,
  at,
  type Body,
  type Change,
  contact,
  fire,
  good,
  makeReady,
  personOf,
  plan,
  planFile,
  post,
  read,
  refused,
  sides,
} from './windows.ts'

/** Changes against a real database: from the agreement to the review, races for one engineer, moves, and what other customers do not see. */

test('ISS-4.b, ISS-6.2b: a window that breaks a rule is refused where it is asked for, or may be priced; once more when it is agreed', async () => {
  at('2026-03-04T09:00:00Z')
  const [who, serial] = sides.EU1
  const ask = async (starts: string, ends: string, more: Body = {}) =>
    post(more.onBehalf ? 'engineer' : who, '/requests', {
      service: 'ISS',
      devices: [serial],
      plan: await planFile('EU1', who),
      change: 'migration',
      windows: [{ starts, ends, zone: 'Europe/London' }],
      ...more,
    })
  await refused(ask('2026-03-17T10:00', '2026-03-17T15:00'), /ISS-4\.b.*2026-03-18/)
  await refused(ask('2026-03-17T10:00', '2026-03-17T15:00', { waiver: 'please' }), /Only the provider/)
  const onBehalf = { name: 'Ann', channel: 'phone' }
  assert.equal((await ask('2026-03-17T10:00', '2026-03-17T15:00', { onBehalf, waiver: 'the carrier fixed the date' })).status, 201)
  // seven hours may be priced apart: it is asked for, and without a price nobody signs it (ISS-3.p3)
  const long = await ask('2026-03-24T09:30', '2026-03-24T16:30')
  assert.equal(long.status, 201, long.text)
  const { request } = long.body as { request: string }
  await good(
    post('engineer', `/requests/${request}/scope`, {
      outcome: 'partly',
      excess: [{ activity: 'two hours more', why: '2 h over 5 h' }],
      offered: true,
    }),
  )
  const order = (extras: unknown[]) =>
    post('engineer', `/requests/${request}/task-orders`, {
      quantity: 1,
      devices: [serial],
      firstDay: '2026-03-24',
      windows: [{ starts: '2026-03-24T09:30', ends: '2026-03-24T16:30', zone: 'Europe/London' }],
      extras,
    })
  await refused(order([]), /ISS-6\.2b/)
  await good(order([{ kind: 'excess', text: 'Two hours more', cents: 150_000, currency: 'USD' }]))
})

test('ISS-1.p3, ISS-1.p4, ISS-3.1.1, ISS-3.1.2, ISS-3.1.3a, ISS-3.1.3b, ISS-3.1.4, ISS-3.2.1, ISS-3.2.2b, ISS-4.a, ISS-4.e2, ISS-4.f, ISS-4.h, ISS-4.j, ISS-4.p1, ISS-5.e1, ISS-5.e2, ISS-6.4: a change lives from its agreement to its review, and what comes too early is refused with its clause', async () => {
  at('2026-03-02T09:00:00Z')
  const [number = ''] = await agreed([['2026-03-17T10:00', '2026-03-17T15:00']])
  const path = `/changes/${number}`
  await refused(post('engineer', `${path}/readiness`), /nobody is assigned \(ISS-3\.1\.1\).*plan review not held \(ISS-1\.p3\)/)
  const missing = (await read(number)).items.filter(({ met }) => !met)
  assert.ok(missing.some(({ clauses, side }) => clauses.includes('ISS-4.a') && side === 'customer'))
  assert.match((await read(number)).advice ?? '', /from Tue 10 Mar to Thu 12 Mar 2026/)
  // the backup is another person (ISS-4.f), and a blank is not "none" (ISS-4.e2)
  await refused(post('ann', `${path}/plans`, { ...plan(), backup: contact('Ann'), after: 0 }), /another person.*ISS-4\.f/)
  await good(post('ann', `${path}/plans`, { ...plan(), noConstraints: false, after: 0 }))
  assert.equal((await read(number)).items.find(({ code }) => code === 'constraints')?.met, false)
  // two who write at once do not overwrite each other
  await refused(post('bea', `${path}/plans`, { ...plan(), after: 0 }), /changed meanwhile/)
  await good(post('bea', `${path}/plans`, { ...plan(), after: 1 }))
  // ISS-6.4: a step on another make is shown as no part of the service
  assert.deepEqual((await read(number)).plan?.outOfScope, [1])
  await refused(post('engineer', `${path}/plan-reviews`, { version: 1, people: ['Ann'] }), /newest version/)
  await good(post('engineer', `${path}/plan-reviews`, { version: 2, people: ['Ann', 'Enno'] }))
  await good(post('engineer', `${path}/engineer`, { engineer: personOf('engineer') }))
  await refused(post('engineer', `${path}/engineer`, { engineer: personOf('second') }), /needs a reason/)
  await good(post('ann', `${path}/preparations`, { kind: 'access-test', passed: false, note: 'no route' }))
  await refused(post('engineer', `${path}/readiness`), /the test failed: no route \(ISS-4\.a\)/)
  await good(post('ann', `${path}/preparations`, { kind: 'access-test', passed: true }))
  // ISS-5.e1: an open consent holds it up; ISS-4.h: so does a condition
  const asked = (await good(
    post('engineer', `${path}/requirements`, { kind: 'ask', topic: 'consent', text: 'To reach the core from outside' }),
  )) as Change & {
    asks: { id: number }[]
  }
  await refused(post('engineer', `${path}/readiness`), /consent: To reach the core.*ISS-5\.e1/)
  await good(post('ann', `${path}/preparations`, { kind: 'answer', id: asked.asks[0]?.id, text: 'Given' }))
  // ISS-4.j: a duty that will be missed puts it at risk; ISS-4.p1: the provider waives it with a reason
  await good(post('engineer', `${path}/requirements`, { kind: 'condition', text: 'Free space on the disk', source: 'recommendation' }))
  const risky = (await good(post('ann', `${path}/preparations`, { kind: 'cannot-meet', duty: 'conditions', why: 'no time' }))) as Change & {
    atRisk: boolean
  }
  assert.equal(risky.atRisk, true)
  await refused(post('engineer', `${path}/requirements`, { kind: 'waive', item: 'engineer', why: 'x' }), /cannot be waived/)
  await refused(post('ann', `${path}/requirements`, { kind: 'waive', item: 'conditions', why: 'x' }), /belongs to the staff/)
  await good(post('engineer', `${path}/requirements`, { kind: 'waive', item: 'conditions', why: 'cleaned up in step 1' }))
  // ISS-5.e2: a legal hold cannot be waived
  await good(post('engineer', `${path}/requirements`, { kind: 'hold', on: true, why: 'a court order' }))
  await refused(post('engineer', `${path}/readiness`), /a court order/)
  await good(post('engineer', `${path}/requirements`, { kind: 'hold', on: false }))
  await good(post('engineer', `${path}/readiness`))
  await refused(post('engineer', `${path}/start`), /has not come yet/)
  await refused(post('ann', `${path}/log`, { type: 'question', text: 'Too early?' }), /not where this can be done/)
  at('2026-03-17T00:01:00Z')
  await fire()
  at('2026-03-17T10:00:00Z')
  await good(post('engineer', `${path}/start`))
  // the night itself
  at('2026-03-17T11:00:00Z')
  const logged = await good(post('ann', `${path}/log`, { type: 'problem', text: 'BGP flaps', serial: 'SN-E1' }))
  const entry = logged.entries[0]?.id
  await refused(post('ann', `${path}/log`, { type: 'problem', text: 'x', serial: 'SN-X' }), /not about this device/)
  at('2026-03-17T11:10:00Z')
  await good(post('ann', `${path}/log/${entry}/steps`, { kind: 'escalate' }))
  at('2026-03-17T11:14:00Z')
  await good(post('engineer', `${path}/log/${entry}/analysis`, { kind: 'analyse', analysis: 'The timer of the peer is short' }))
  assert.equal((await read(number)).entries[0]?.actedAfterMinutes, 4)
  await refused(post('engineer', `${path}/end`), /ISS-3\.1\.3a/)
  await refused(post('ann', `${path}/log/${entry}/steps`, { kind: 'solution', state: 'accepted' }), /Nothing was recommended/)
  await good(post('engineer', `${path}/log/${entry}/analysis`, { kind: 'analyse', recommendation: 'Make the timer longer' }))
  await good(post('ann', `${path}/log/${entry}/steps`, { kind: 'solution', state: 'accepted' }))
  await good(post('ann', `${path}/steps/0`, { outcome: 'done' }))
  await refused(post('ann', `${path}/steps/7`, { outcome: 'done' }), /step of the plan/)
  // ISS-6.2b: both are warned before the edge, and what comes after it is marked
  at('2026-03-17T14:30:00Z')
  await fire()
  at('2026-03-17T15:00:00Z')
  await fire()
  at('2026-03-17T15:01:00Z')
  const late = await good(post('ann', `${path}/log`, { type: 'question', text: 'And now?' }))
  assert.deepEqual(
    late.entries.map((each) => each.late),
    [false, true],
  )
  const kinds = ((await read(number)) as unknown as { events: { kind: string }[] }).events.map(({ kind }) => kind)
  assert.ok(kinds.includes('warn') && kinds.includes('over'))
  // ISS-3.1.4, policy B70: what is open is handed over, and it is said that there is no manager
  await refused(post('engineer', `${path}/end`), /needs words/)
  const ended = await good(post('engineer', `${path}/end`, { handover: 'Watch the peer for a day' }))
  assert.equal(ended.state, 'done')
  assert.match(ended.saidOnClosing, /No service manager is assigned.*JTAC follow-up/)
  assert.match(ended.owners[0]?.owner ?? '', /JTAC follow-up/)
  const due = async () =>
    ((await api.call('service-manager', 'GET', '/api/day')).body as { items: { kind: string; ref: string; who: string }[] }).items
      .filter(({ ref }) => ref === number)
      .map(({ kind, who }) => `${kind}: ${who}`)
  const open = 'open-issue: your own contact and JTAC follow-up'
  assert.deepEqual(await due(), [open, `review: ${ended.engineer?.name ?? ''}`])
  await refused(post('engineer', `${path}/review`, { result: 'One router runs it' }), /ISS-3\.2\.1/)
  await refused(post('engineer', `${path}/review`, { result: 'One router runs it', verdict: 'partly' }), /improvements/)
  const closed = await good(
    post('engineer', `${path}/review`, {
      result: 'One router runs it',
      verdict: 'partly',
      improvements: 'Test the timer in the lab',
      changes: [{ text: 'Raise the timer first', customer: 'Ann', provider: 'Enno' }],
    }),
  )
  assert.equal(closed.state, 'closed')
  assert.equal(closed.review?.goal, 'Both routers run the new release')
  // the review closes the change; what is open is followed up until it is settled
  assert.deepEqual(await due(), [open])
  for (const { id, issue } of closed.entries) if (issue) await good(post('ann', `${path}/log/${id}/steps`, { kind: 'settle' }))
  assert.deepEqual(await due(), [])
  // ISS-3.2.2b: what was agreed is offered to the next plan
  const [next = ''] = await agreed([['2026-04-08T10:00', '2026-04-08T15:00']])
  assert.deepEqual((await read(next)).offered, [{ text: 'Raise the timer first', from: number }])
})

test('ISS-3.1.1, ISS-3.1.4: what windows showed is delivered once the last has ended, also when that one is called off instead', async () => {
  at('2026-03-02T09:00:00Z')
  const [first = '', second = ''] = await agreed([
    ['2026-11-03T10:00', '2026-11-03T15:00'],
    ['2026-11-10T10:00', '2026-11-10T15:00'],
  ])
  const { request } = (await read(first)) as unknown as { request: string }
  const delivered = async () => {
    const { deliverables } = (await api.call('ann', 'GET', `/api/accounts/EU1/requests/${request}`)).body as {
      deliverables: { code: string; papers: unknown[] }[]
    }
    return deliverables.filter(({ papers }) => papers.length > 0).map(({ code }) => code)
  }
  await makeReady(first)
  at('2026-11-03T00:01:00Z')
  await fire()
  at('2026-11-03T10:00:00Z')
  await good(post('engineer', `/changes/${first}/start`))
  await good(post('engineer', `/changes/${first}/end`))
  assert.deepEqual(await delivered(), [])
  const proposed = await good(post('engineer', `/changes/${second}/call-offs`, { why: 'One was enough' }))
  await good(post('ann', `/changes/${second}/moves/${proposed.moves[0]?.id}/answer`, { answer: 'accepted' }))
  const codes = await delivered()
  for (const code of ['change-support', 'engineer-assigned', 'handover']) assert.ok(codes.includes(code), code)
  assert.ok(!codes.includes('post-change-review'))
})

test('twenty bookings of one engineer at once, by two customers: exactly one wins', async () => {
  at('2026-03-02T09:00:00Z')
  const windows = Array.from({ length: 10 }, () => ['2026-05-05T10:00', '2026-05-05T12:00'] as const)
  const own = await agreed(windows, 'EU1')
  const others = await agreed(windows, 'EU4')
  const answers = await Promise.all([
    ...own.map((number) => post('engineer', `/changes/${number}/engineer`, { engineer: personOf('second') }, 'EU1')),
    ...others.map((number) => post('engineer', `/changes/${number}/engineer`, { engineer: personOf('second') }, 'EU4')),
  ])
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, ...Array.from({ length: 19 }, () => 409)])
  const lost = answers.find(({ status }) => status === 409)
  // whom else the engineer serves is not said
  assert.match(lost?.text ?? '', /is booked then/)
  assert.doesNotMatch(lost?.text ?? '', /Fourth|EU4-W.*EU1|Acme/)
  const booked = await api.database.asOwner<{ n: number }>(
    'select count(*)::int as n from engineer_booking where released_at is null and engineer_id = $1',
    [personOf('second')],
  )
  assert.equal(booked[0]?.n, 1)
})

test('a window moves once the other side accepts; the rules look at it anew, and its engineer is booked at the new time', async () => {
  at('2026-03-02T09:00:00Z')
  const [number = ''] = await agreed([['2026-06-02T10:00', '2026-06-02T15:00']])
  const path = `/changes/${number}`
  await good(post('engineer', `${path}/engineer`, { engineer: personOf('engineer') }))
  const move = (who: string, starts: string, ends: string, more: Body = {}) =>
    post(who, `${path}/moves`, { starts, ends, why: 'the carrier', ...more })
  await refused(move('ann', '2026-03-10T10:00', '2026-03-10T15:00'), /ISS-4\.b.*2026-03-16/)
  await refused(move('ann', '2026-06-06T10:00', '2026-06-06T15:00'), /ISS-5\.d.*2026-06-08/)
  await refused(move('ann', '2026-06-03T12:30', '2026-06-03T17:30'), /latest start for 5 h is 12:00/)
  await refused(move('ann', '2026-10-25T01:30', '2026-10-25T04:00'), /comes twice/)
  const blackout = await post('ann', '/blackouts', {
    startsAt: '2026-06-08T00:00:00Z',
    endsAt: '2026-06-10T00:00:00Z',
    reason: 'Half-year close',
  })
  assert.equal(blackout.status, 201, blackout.text)
  await refused(move('ann', '2026-06-09T10:00', '2026-06-09T15:00'), /Half-year close/)
  const proposed = await good(move('ann', '2026-06-11T10:00', '2026-06-11T15:00'))
  await refused(move('engineer', '2026-06-12T10:00', '2026-06-12T15:00'), /Another proposal/)
  const id = proposed.moves[0]?.id
  await refused(post('bea', `${path}/moves/${id}/answer`, { answer: 'accepted' }), /The other side/)
  const moved = await good(post('engineer', `${path}/moves/${id}/answer`, { answer: 'accepted' }))
  assert.equal(moved.startsAt, '2026-06-11T09:00:00.000Z')
  assert.equal(moved.engineer?.name, 'Enno Engineer')
  await refused(post('engineer', `${path}/moves/${id}/answer`, { answer: 'accepted' }), /accepted already/)
  // the task order has it in words that both signed
  const { request } = (await read(number)) as unknown as { request: string }
  const { orders } = (await api.call('ann', 'GET', `/api/accounts/EU1/requests/${request}`)).body as {
    orders: { version: number; windows: { startsAt: string }[]; customerSignedBy: string; providerSignedBy: string }[]
  }
  assert.equal(orders[0]?.version, 2)
  assert.equal(orders[0]?.windows[0]?.startsAt, '2026-06-11T09:00:00.000Z')
  assert.match(`${orders[0]?.customerSignedBy} ${orders[0]?.providerSignedBy}`, /Ann.*Enno/)
  // the old time is free again
  const free = (await api.call('ann', 'GET', `/api/accounts/EU1${path}/free-times?from=2026-06-02&most=1&days=5`)).body as {
    slots: { startsAt: string }[]
  }
  assert.equal(free.slots.length, 1)
})

test('ISS-6.2c: a further window on the unit of one that was broken off begins a day after it; called off, the unit comes back', async () => {
  at('2026-03-02T09:00:00Z')
  const [number = ''] = await agreed([['2026-07-07T10:00', '2026-07-07T15:00']])
  const path = `/changes/${number}`
  await makeReady(number)
  at('2026-07-07T00:01:00Z')
  await fire()
  at('2026-07-07T09:00:00Z')
  await good(post('engineer', `${path}/start`))
  await good(post('engineer', `${path}/end`))
  const again = (starts: string) => post('engineer', `${path}/further-windows`, { starts, ends: `2026-07-08T14:00`, why: 'power was lost' })
  await refused(again('2026-07-08T09:59'), /ISS-6\.2c.*Wed 8 Jul 2026 10:00/)
  const { moves } = await good(again('2026-07-08T10:00'))
  const answered = (who: string) => post(who, `${path}/moves/${moves[0]?.id}/answer`, { answer: 'accepted' })
  await refused(answered('engineer'), /The other side answers it/)
  const made = await good(answered('ann'))
  assert.notEqual(made.number, number)
  assert.equal(made.state, 'planned')
})

test('ISS-7.p1, ISS-7.p2: what is no part of the service is declined by a code only, and of two codes it is said that another service covers it', async () => {
  at('2026-03-02T09:00:00Z')
  const [number = ''] = await agreed([['2026-07-14T10:00', '2026-07-14T15:00']])
  const path = `/changes/${number}`
  await makeReady(number)
  at('2026-07-14T00:01:00Z')
  await fire()
  at('2026-07-14T09:00:00Z')
  await good(post('engineer', `${path}/start`))
  const { entries } = await good(post('ann', `${path}/log`, { type: 'question', text: 'Which release should we run?' }))
  const decline = (code: string) =>
    post('engineer', `${path}/log/${entries[0]?.id}/analysis`, { kind: 'decline', code, why: 'It is chosen before the window' })
  await refused(decline(''), /by a code of the service only \(ISS-7\.p1\)/)
  await refused(decline('because'), /ISS-7\.p1/)
  await good(decline('release-advice'))
  const letters = await api.database.asOwner<{ text: string }>("select payload ->> 'text' as text from outbox where subject = $1", [number])
  assert.ok(letters.some(({ text }) => /A separate service covers it/.test(text)))
  // settled by that: nothing is handed over
  assert.match((await good(post('engineer', `${path}/end`))).saidOnClosing, /Nothing is open/)
})

test('MSP-3.1.3.p2, MSP-3.1.3.p3, MSP-3.1.3.p4, MSP-3.1.3.p6, MSP-5.b4, MSP-6.c: window support begins with somebody who may decide, and what stays open has a case', async () => {
  at('2026-03-02T01:00:00Z')
  const bought = await post('sales', '/credits', { family: 'ASC', credits: 9, purchasedOn: '2026-03-02', order: 'PO' }, 'EU2')
  assert.equal(bought.status, 201, bought.text)
  const plan2 = await planFile('EU2', 'lea')
  const ask = (starts: string, ends: string, more: Body = {}) =>
    post('lea', '/requests', { service: 'IMWS', plan: plan2, windows: [{ starts, ends, zone: 'Australia/Sydney', ...more }] }, 'EU2')
  await refused(ask('2026-03-07T23:00', '2026-03-08T03:00'), /MSP-6\.c/)
  await refused(ask('2026-03-06T10:00', '2026-03-06T14:00'), /MSP-3\.1\.3\.p1.*2026-03-09/)
  const asked = await ask('2026-03-10T10:00', '2026-03-10T14:00')
  assert.equal(asked.status, 201, asked.text)
  const { request } = asked.body as { request: string }
  await good(post('engineer', `/requests/${request}/scope`, { outcome: 'in' }, 'EU2'))
  const windows = [{ starts: '2026-03-10T10:00', ends: '2026-03-10T14:00', zone: 'Australia/Sydney' }]
  const quoted = await good(
    post('engineer', `/requests/${request}/task-orders`, { quantity: 1, devices: ['SN-A1'], windows, firstDay: '2026-03-10' }, 'EU2'),
  )
  const [order] = (quoted as unknown as { orders: { sha256: string }[] }).orders
  // agreed by one side only, it is not redeemed
  await refused(post('lea', `/requests/${request}/redemption`, {}, 'EU2'), /not where this can be done/)
  await good(post('lea', `/requests/${request}/task-orders/1/approval`, { sha256: order?.sha256 }, 'EU2'))
  await good(post('lea', `/requests/${request}/redemption`, {}, 'EU2'))
  // what the customer owes for it is there (MSP-5.b4, MSP-5.c, MSP-5.h2, MSP-5.k2)
  const { id, contract } = (await api.call('lea', 'GET', `/api/accounts/EU2/requests/${request}`)).body as { id: string; contract: string }
  const meet = (duty: string, more: Body) => good(post('lea', `/contracts/${contract}/duties/${duty}/evidence`, more, 'EU2'))
  await meet('legal-rules', { engagement: id, nothing: true })
  await meet('network-access', { engagement: id, text: 'Read access' })
  await meet('change-authority', { text: 'Ann may authorise changes' })
  const path = '/changes/EU2-W1'
  await good(post('engineer', `${path}/engineer`, { engineer: personOf('engineer') }, 'EU2'))
  await refused(post('engineer', `${path}/readiness`, {}, 'EU2'), /may authorise changes of the network \(MSP-5\.b4\)/)
  await good(post('lea', `${path}/plans`, { ...plan('SN-A1'), backup: { ...contact('Bea'), mayAuthorise: false }, after: 0 }, 'EU2'))
  await good(post('lea', `${path}/preparations`, { kind: 'access-test', passed: true }, 'EU2'))
  await good(post('engineer', `${path}/readiness`, {}, 'EU2'))
  at('2026-03-09T13:01:00Z')
  await fire()
  at('2026-03-09T23:00:00Z')
  await refused(
    post('engineer', `${path}/start`, { present: ['Bea'] }, 'EU2'),
    /Nobody is present who may change the network \(MSP-5\.b4\)/,
  )
  await good(post('engineer', `${path}/start`, { present: ['Bea', 'Ann'] }, 'EU2'))
  const { entries } = await good(post('lea', `${path}/log`, { type: 'problem', text: 'The links flap' }, 'EU2'))
  await refused(post('engineer', `${path}/end`, { handover: 'Watch it' }, 'EU2'), /needs a case \(MSP-3\.1\.3\.p4\)/)
  const opened = await post(
    'desk',
    '/cases',
    { requester: personOf('lea'), kind: 'tech', priority: 'P3', channel: 'phone', device: 'SN-A1', summary: 'The links flap' },
    'EU2',
  )
  assert.equal(opened.status, 201, opened.text)
  const { number } = opened.body as { number: string }
  await refused(post('engineer', `${path}/log/${entries[0]?.id}/analysis`, { kind: 'case', number: 'EU2-9999' }, 'EU2'), /case/)
  await good(post('engineer', `${path}/log/${entries[0]?.id}/analysis`, { kind: 'case', number, collected: 'Outputs' }, 'EU2'))
  const ended = await good(post('engineer', `${path}/end`, { handover: 'Watch it' }, 'EU2'))
  assert.match(ended.saidOnClosing, /No service manager is assigned/)
  assert.ok(ended.owners[0]?.owner.includes(number))
  // its service promises no review: it is closed with its end
  assert.equal(ended.state, 'closed')
})

test('an engineer who leaves is taken off the windows ahead, and both sides hear of it', async () => {
  at('2026-03-02T09:00:00Z')
  const [number = ''] = await agreed([['2026-08-04T10:00', '2026-08-04T15:00']])
  await good(post('engineer', `/changes/${number}/engineer`, { engineer: personOf('engineer') }))
  await api.database.asOwner("update person set status = 'left' where id = $1", [personOf('engineer')])
  const seen = async () => (await api.call('ann', 'GET', `/api/accounts/EU1/changes/${number}`)).body as Change
  assert.match((await seen()).items.find(({ code }) => code === 'engineer')?.missing ?? '', /has left/)
  at('2026-03-03T00:01:00Z')
  await fire()
  assert.equal((await seen()).engineer, null)
  const letters = await api.database.asOwner<{ subject: string }>(
    "select payload ->> 'subject' as subject from outbox where subject = $1",
    [number],
  )
  assert.ok(letters.some(({ subject }) => /Another engineer is needed/.test(subject)))
  await api.database.asOwner("update person set status = 'active' where id = $1", [personOf('engineer')])
})

test('a request that is called off takes its windows with it, and the engineer is free again', async () => {
  at('2026-03-02T09:00:00Z')
  const [number = ''] = await agreed([['2026-09-08T10:00', '2026-09-08T15:00']])
  await good(post('engineer', `/changes/${number}/engineer`, { engineer: personOf('second') }))
  const { request } = (await read(number)) as unknown as { request: string }
  assert.deepEqual((await post('ann', `/requests/${request}/cancellation`, { reason: 'no budget' })).body, { returned: true })
  assert.equal((await read(number)).state, 'cancelled')
  const [other = ''] = await agreed([['2026-09-08T10:00', '2026-09-08T15:00']], 'EU4')
  await good(post('engineer', `/changes/${other}/engineer`, { engineer: personOf('second') }, 'EU4'))
})

test('a customer sees its own changes only, somebody without the right sees none, and nobody outside sees engineers', async () => {
  const { items } = (await api.call('dan', 'GET', '/api/changes?limit=200')).body as { items: { account: string }[] }
  assert.deepEqual([...new Set(items.map(({ account }) => account))], ['EU4'])
  assert.equal((await api.call('dan', 'GET', '/api/accounts/EU1/changes/EU1-W1')).status, 404)
  assert.equal((await api.call('uma', 'GET', '/api/changes')).status, 403)
  assert.equal((await api.call('ann', 'GET', '/api/engineers')).status, 403)
})

test('the command line: windows with what is missing, free times, another time refused with its clause; duties and meetings', async () => {
  at('2026-03-02T09:00:00Z')
  const [number = ''] = await agreed([['2026-10-13T10:00', '2026-10-13T15:00']])
  const address = await api.app.listen({ host: '127.0.0.1', port: 0 })
  const cli = async (who: string, ...words: string[]) =>
    (
      await promisify(execFile)(process.execPath, [join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts'), ...words], {
        env: { ...process.env, HOLDFAST_ADDRESS: address, HOLDFAST_KEY: who },
      })
    ).stdout
  assert.match(
    await cli('ann', 'changes', 'list', '--from', '2026-10-01'),
    new RegExp(`${number} +2026-10-13 10:00 +2026-10-13 15:00 +Europe/London +being planned`),
  )
  assert.match(await cli('ann', 'changes', 'show', number), /missing +One named engineer \(ISS-3\.1\.1\): provider, nobody is assigned/)
  assert.match(
    await cli('ann', 'changes', 'free', number, '--from', '2026-10-14'),
    /2026-10-14 09:00 to 2026-10-14 14:00 \(Europe\/London\) {2}\w+/,
  )
  await assert.rejects(cli('ann', 'changes', 'move', number, '2026-10-17T10:00', '2026-10-17T15:00', 'the', 'carrier'), /ISS-5\.d/)
  assert.match(
    await cli('ann', 'changes', 'move', number, '2026-10-14T10:00', '2026-10-14T15:00', 'the', 'carrier'),
    /once the other side accepts/,
  )
  assert.match(await cli('ann', 'duties', '--unmet'), /customer +\S+ .*\(ISS-4\.[a-z0-9]+\)/)
  assert.match(await cli('ann', 'meetings', 'list'), /No meeting is planned/)
})
