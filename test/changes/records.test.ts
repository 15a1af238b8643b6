import assert from 'node:assert/strict'
import { test } from 'node:test'
import { standingOf } from '../../src/changes/happened.ts'
import { recordKindOf, recordOf } from '../../src/changes/recording/record.ts'

/** What a window shows of the promises of its service by having been held. */

const at = Date.parse('2026-03-17T10:00:00Z')
const change = {
  number: 'EU1-W1',
  startsAt: at,
  endsAt: at + 5 * 3_600_000,
  zone: 'Europe/London',
  startedAt: at,
  endedAt: at + 3_600_000,
  engineerName: 'Enno',
}
let seq = 0
const event = (kind: string, body: object) =>
  ({ seq: ++seq, at, actor: 'x', actorName: 'Enno', side: 'provider', kind, body }) as unknown as Parameters<typeof standingOf>[0][number]

test('a promise is shown by the window that carries it, whatever the service calls it', () => {
  for (const [service, code, kind] of [
    ['ISS', 'engineer-assigned', 'engineer-assigned'],
    ['ISS', 'change-support', 'change-support'],
    ['IMWS', 'IMWS', 'change-support'],
    ['IMWS', 'IMWS-handover', 'handover'],
    ['TG', 'TG', 'change-support'],
    ['ISS', 'diagnosis', undefined],
    ['SMO', 'SMO-a', undefined],
  ] as const)
    assert.equal(recordKindOf(service, code), kind, code)
})

test('ISS-1.p3: a plan that was gone through is shown, one that was waived says why, and without either nothing is', () => {
  const of = (...events: Parameters<typeof standingOf>[0]) => recordOf('plan-review', { change, standing: standingOf(events) })
  assert.equal(of(), undefined)
  assert.match(of(event('plan-review', { planVersion: 2, people: ['Ann', 'Enno'] })) ?? '', /^EU1-W1, .*Version 2 .*with Ann, Enno\./)
  assert.match(of(event('waive', { item: 'plan-review', why: 'nothing changed' })) ?? '', /not gone through: nothing changed \(Enno\)/)
  assert.equal(of(event('waive', { item: 'access', why: 'other' })), undefined)
})

test('ISS-1.p4: what was studied is shown with its advice, and a quiet night says so', () => {
  const log = event('log', { type: 'problem', text: 'BGP flaps' })
  const of = (...events: Parameters<typeof standingOf>[0]) => recordOf('event-analysis', { change, standing: standingOf(events) })
  assert.match(of() ?? '', /Nothing came up/)
  assert.match(of(log) ?? '', /Nothing came up that asked for an analysis/)
  assert.match(
    of(log, event('analyse', { id: log.seq, analysis: 'The timer is short', recommendation: 'Raise it' })) ?? '',
    /BGP flaps: The timer is short; recommended: Raise it\./,
  )
})

test('ISS-3.1.p1, ISS-3.1.4, ISS-3.2.1: support, hand-over and review wait until they happened', () => {
  const nothing = standingOf([])
  for (const kind of ['handover', 'post-change-review'] as const)
    assert.equal(recordOf(kind, { change, standing: nothing }), undefined, kind)
  assert.equal(recordOf('change-support', { change: { ...change, endedAt: null }, standing: nothing }), undefined)
  assert.match(
    recordOf('change-support', { change, standing: nothing }) ?? '',
    /Begun Tue 17 Mar 2026 10:00 and ended Tue 17 Mar 2026 11:00\./,
  )
  assert.match(
    recordOf('handover', { change, standing: standingOf([event('end', { owners: [], said: 'Nothing is open.' })]) }) ?? '',
    /Nothing is open/,
  )
})
