import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { builtInOfferings } from '../../src/catalog/offerings/index.ts'
import { indexOf, readSums, sumsOf, verify } from '../../src/reports/proof/pack.ts'
import { type Delivery, deliverableLines, dueIn, dutyLines, responseLines, summaryOf, withFreed } from '../../src/reports/proof/proof.ts'
import { fc } from '../support/laws.ts'

/** What a proof says of promises: how often they fell due, what is a gap, and whether a folder is still what it was. */

const year = { from: '2026-03-01', to: '2027-02-28' }
const ssm = builtInOfferings.find(({ code }) => code === 'SSM')
const acp = builtInOfferings.find(({ code }) => code === 'ACP')
const done = (clauses: string[], on: string): Delivery => ({ clauses, on, by: 'Mo', what: 'done', evidence: [] })

test('a cadence falls due in whole turns from the first day of the contract, and parts of a year add up to it', () => {
  for (const [cadence, whole] of [
    ['weekly', 52],
    ['fortnightly', 26],
    ['monthly', 12],
    ['quarterly', 4],
    ['yearly', 1],
    ['once', 1],
  ] as const) {
    assert.equal(dueIn(cadence, year, year), whole, cadence)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 360 }), (days) => {
        const cut = new Date(Date.parse(year.from) + days * 86_400_000).toISOString().slice(0, 10)
        const next = new Date(Date.parse(cut) + 86_400_000).toISOString().slice(0, 10)
        const parts = [dueIn(cadence, year, { from: year.from, to: cut }), dueIn(cadence, year, { from: next, to: year.to })]
        return parts.reduce<number>((sum, part) => sum + (part ?? 0), 0) === whole
      }),
    )
  }
  for (const cadence of ['on-request', 'on-event', 'continuous', 'per-engagement']) assert.equal(dueIn(cadence, year, year), null, cadence)
})

test('SSM-3.1.a1: 26 meetings are due in a year; 25 are a part with one missing, none is a gap', () => {
  assert.ok(ssm)
  const code = ssm.deliverables.find(({ clauses }) => clauses.includes('SSM-3.1.a1'))?.code
  const line = (count: number) => {
    const deliveries = Array.from({ length: count }, () => done(['SSM-3.1.a1'], '2026-06-01'))
    return deliverableLines(ssm, year, year, deliveries).find((each) => each.code === code)
  }
  assert.deepEqual([line(26)?.fate, line(26)?.gap], ['delivered', ''])
  assert.deepEqual([line(25)?.fate, line(25)?.gap], ['partly', '1 of 26 not on record'])
  assert.deepEqual([line(0)?.fate, line(0)?.gap], ['not met', '26 of 26 not on record'])
  // what was done outside the period proves nothing in it
  assert.equal(
    deliverableLines(ssm, year, year, [done(['SSM-3.1.a1'], '2027-03-01')]).find((each) => each.code === code)?.delivered.length,
    0,
  )
})

test('SSM-3.1.a2: a yearly review that is not due yet is neither delivered nor a gap, and one held early is delivered', () => {
  assert.ok(ssm)
  const code = ssm.deliverables.find(({ clauses }) => clauses.includes('SSM-3.1.a2'))?.code
  const half = { from: '2026-03-01', to: '2026-08-31' }
  const line = (deliveries: readonly Delivery[]) => deliverableLines(ssm, year, half, deliveries).find((each) => each.code === code)
  assert.deepEqual([line([])?.due, line([])?.fate, line([])?.gap], [0, 'not asked for', ''])
  assert.equal(line([done(['SSM-3.1.a2'], '2026-08-01')])?.fate, 'delivered')
})

test('ACP-7.p1: two webinars in one quarter make up for none in another, which is named, and a quarter alone without one is not met', () => {
  assert.ok(acp)
  const quarters = (...kept: readonly boolean[]) =>
    new Map([['webinar', kept.map((each, index) => ({ ...([first, second][index] as typeof first), kept: each }))]])
  const [first, second] = [
    { from: '2026-03-01', to: '2026-05-31' },
    { from: '2026-06-01', to: '2026-08-31' },
  ]
  const half = { from: first.from, to: second.to }
  const line = (turns: ReturnType<typeof quarters>, held: readonly string[], period = half) =>
    deliverableLines(
      acp,
      year,
      period,
      held.map((on) => done(['ACP-7.p1'], on)),
      turns,
    ).find(({ code }) => code === 'webinar')
  const twice = line(quarters(true, false), ['2026-04-14', '2026-05-12'])
  assert.deepEqual([twice?.fate, twice?.due, twice?.gap], ['partly', 2, '1 of 2 not on record, none from 2026-06-01 to 2026-08-31'])
  assert.equal(line(quarters(true, true), ['2026-04-14', '2026-07-14'])?.fate, 'delivered')
  const none = line(quarters(false), [], first)
  assert.deepEqual([none?.fate, none?.gap], ['not met', '1 of 1 not on record, none from 2026-03-01 to 2026-05-31'])
  // a quarter that still runs owes nothing yet, and what was held in it counts
  assert.equal(line(quarters(), [], first)?.fate, 'not asked for')
  assert.equal(line(quarters(), ['2026-04-14'], first)?.fate, 'delivered')
})

test('MSP-3.1.1.h: a weekly report of onboarding falls due with a month of it, not with the contract', () => {
  const msp = builtInOfferings.find(({ code }) => code === 'MSP')
  assert.ok(msp)
  const line = deliverableLines(msp, year, year, []).find(({ code }) => code === 'SMO-weekly-report')
  assert.deepEqual([line?.fate, line?.due, line?.gap], ['not asked for', null, ''])
})

test('a late first response is named with its case, and a priority without cases is no gap', () => {
  assert.ok(acp)
  const lines = responseLines(acp, [
    {
      priority: 'P1',
      met: 3,
      open: 0,
      withdrawn: 0,
      missed: [
        { number: 'ACME-7', on: '2026-05-01', why: 'ill' },
        { number: 'ACME-9', on: '2026-05-02', why: '' },
      ],
    },
  ])
  const [p1, p2] = [lines.find(({ code }) => code === 'response-P1'), lines.find(({ code }) => code === 'response-P2')]
  assert.deepEqual([p1?.fate, p1?.gap], ['partly', '2 of 5 late: ACME-7 (ill), ACME-9 (no reason given yet)'])
  assert.equal(p2?.fate, 'not asked for')
})

test('SSM-4.a: a gap in days on which the customer named no backup says so; one in other days, and what was delivered, do not', () => {
  assert.ok(ssm)
  const freed = [{ clause: 'SSM-4.b2', why: 'no other person as backup', from: '2026-04-01', to: '2026-04-19' }]
  const lines = (period: typeof year) => withFreed(deliverableLines(ssm, year, period, []), freed, period)
  const said = /not obliged.*no other person as backup from 2026-04-01 to 2026-04-19 \(SSM-4\.b2\)/
  const review = (period: typeof year) => lines(period).find(({ clauses }) => clauses.includes('SSM-3.1.a1'))
  assert.match(review({ from: '2026-04-01', to: '2026-05-31' })?.gap ?? '', said)
  // it stays a gap, counted as one
  assert.equal(review({ from: '2026-04-01', to: '2026-05-31' })?.fate, 'not met')
  assert.doesNotMatch(review({ from: '2026-06-01', to: '2026-07-31' })?.gap ?? '', said)
  for (const { gap } of lines(year).filter(({ fate }) => fate === 'delivered' || fate === 'not asked for')) assert.equal(gap, '')
})

test('a duty that is overdue without evidence is not met, and one that nobody asked for is no gap', () => {
  const duty = { code: 'x', title: 'Papers', clauses: ['MSP-5.a'], party: 'customer' as const, since: '2026-05-02', proof: null }
  const lines = dutyLines([
    { ...duty, state: 'overdue' },
    { ...duty, state: 'not-asked' },
    { ...duty, state: 'met', proof: done(['MSP-5.a'], '2026-05-01') },
  ])
  assert.deepEqual(
    lines.map(({ fate, gap }) => [fate, gap]),
    [
      ['not met', 'overdue since 2026-05-02'],
      ['not asked for', ''],
      ['delivered', ''],
    ],
  )
  assert.deepEqual(summaryOf(lines), { lines: 3, delivered: 1, partly: 0, gaps: 1, notAsked: 1 })
})

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

test('a folder is whole, or says of each file what is wrong with it', () => {
  const files = { 'index.md': 'a', 'evidence/files/x y.txt': 'b', 'proof.json': '{}' }
  const sums = sumsOf(Object.entries(files).map(([path, text]) => ({ path, sha256: hash(text), sizeBytes: text.length })))
  const held = new Map(Object.entries(files).map(([path, text]) => [path, hash(text)]))
  assert.ok(verify(sums, held).every(({ fate }) => fate === 'whole'))
  const wrong = (change: (map: Map<string, string>) => void) => {
    const copy = new Map(held)
    change(copy)
    return verify(sums, copy).filter(({ fate }) => fate !== 'whole')
  }
  assert.deepEqual(
    wrong((map) => map.set('proof.json', hash('{ }'))),
    [{ path: 'proof.json', fate: 'changed' }],
  )
  assert.deepEqual(
    wrong((map) => map.delete('index.md')),
    [{ path: 'index.md', fate: 'missing' }],
  )
  assert.deepEqual(
    wrong((map) => map.set('added.txt', hash('c'))),
    [{ path: 'added.txt', fate: 'not listed' }],
  )
  assert.deepEqual(verify('nonsense\n', new Map()), [{ path: 'SHA256SUMS', fate: 'unreadable line' }])
  assert.equal(readSums(sums).length, 3)
})

test('text of somebody else is no form in the index', () => {
  const head = {
    account: 'ACME',
    accountName: 'Acme <b>',
    contract: 'ACME-C1',
    offering: 'SSM',
    offeringTitle: 'Service Support Manager',
    offeringVersion: 1,
    period: year,
    madeAt: '2027-03-01T00:00:00Z',
    madeBy: 'Aud',
  }
  const text = indexOf(
    head,
    [
      {
        kind: 'duty',
        code: 'x',
        title: '# not a heading\n[link](x)',
        clauses: [],
        promised: '',
        due: null,
        fate: 'delivered',
        gap: '',
        delivered: [],
      },
    ],
    summaryOf([]),
  )
  assert.match(text, /Acme \\<b\\>/)
  assert.match(text, /### \\# not a heading \\\[link\\\]/)
})
