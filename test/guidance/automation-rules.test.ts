import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSilent, keyText, readKey } from '../../src/guidance/automation/collectors/collector.ts'
import { type EventFacts, judgeEvent, kindOf, worsened } from '../../src/guidance/automation/events/judge-event.ts'
import { listedEvents } from '../../src/guidance/automation/events/listed.ts'
import { joinFeeds } from '../../src/guidance/automation/feeds/join.ts'
import { readFeed } from '../../src/guidance/automation/feeds/read-feed.ts'
import { type Difference, differenceFields, type Outcome } from '../../src/installed-base/reconciliation/compare.ts'
import { refreshed } from '../../src/installed-base/reconciliation/refresh.ts'
import { fc } from '../support/laws.ts'

/** The rules of automation at work, from facts alone. */

const facts: EventFacts = {
  at: 1000,
  serial: 'JN-B1',
  state: 'live',
  known: true,
  last: null,
  cover: { contract: 'BETA-C1', covered: true, reasons: [] },
  contract: 'BETA-C1',
}
const against = {
  rule: 'base-contract',
  clauses: ['SSM-5.a'],
  holds: false,
  weight: 'refuse',
  fact: 'base contract',
  found: 'none',
  expected: 'Juniper Care',
  source: 'device JN-B1',
} as const
const opened = { number: 'BETA-1', open: true, closedAt: null }
const closed = { number: 'BETA-1', open: false, closedAt: 900 }

for (const [name, given, fate, clause] of [
  ['SSM-3.2.p4: live and covered, it opens a case', {}, 'open', 'SSM-3.2.p4'],
  ['SSM-3.2.c: before automation is live it is a test', { state: 'test' }, 'test', 'SSM-3.2.c'],
  ['SSM-6.a: a device that nobody knows opens nothing', { known: false }, 'refused', 'SSM-6.a'],
  ['SSM-6.a: nor does one that is not on the contract', { cover: null }, 'refused', 'SSM-6.a'],
  ['SSM-5.a: nor one without a base contract', { cover: { contract: 'C', covered: false, reasons: [against] } }, 'refused', 'SSM-5.a'],
  ['SSM-3.2.p4: while its case is open it is added, also when the cover has ended', { last: opened, cover: null }, 'add', 'SSM-3.2.p4'],
  ['SSM-3.2.p4: after the case is closed it opens another', { last: closed }, 'open', 'SSM-3.2.p4'],
  ['SSM-3.2.p4: unless it happened before that and came late', { last: closed, at: 900 }, 'add', 'SSM-3.2.p4'],
] as const)
  test(name, () => {
    const judged = judgeEvent({ ...facts, ...(given as Partial<EventFacts>) })
    assert.deepEqual([judged.fate, judged.clauses], [fate, [clause]])
  })

test('a worse event is told when its case would have a higher priority now, and once', () => {
  const policy = { critical: 'P2', major: 'P3', minor: 'P4' } as const
  assert.equal(worsened('critical', ['minor', 'major'], 'P4', policy), 'P2')
  assert.equal(worsened('critical', ['minor', 'critical'], 'P4', policy), undefined, 'told before')
  assert.equal(worsened('critical', ['minor'], 'P2', policy), undefined, 'raised by somebody already')
  assert.equal(worsened('minor', ['major'], 'P4', policy), undefined, 'it became better')
})

test('one kind of event has one name, however it is written', () => {
  for (const given of ['fan-alarm', ' Fan Alarm', 'FAN_ALARM', 'fan  alarm!']) assert.equal(kindOf(given), 'fan-alarm')
  assert.equal(kindOf(' !? '), '')
})

test('a key says whose it is, and what is no key says nothing', () => {
  assert.deepEqual(readKey(keyText('BETA', 'BETA-C1', 'x'.repeat(43))), { account: 'BETA', contract: 'BETA-C1' })
  for (const other of ['', 'hf_something', 'hfc.BETA.BETA-C1.short', `hfc.beta.BETA-C1.${'x'.repeat(43)}`])
    assert.equal(readKey(other), undefined)
})

test('SSM-3.2.p2: silence begins on the very instant, counts from the permission to send, and a revoked key is not silent', () => {
  const made = { madeAt: 0, lastFeedAt: null, revokedAt: null }
  assert.deepEqual([isSilent(made, 50, 100, 149), isSilent(made, 50, 100, 150)], [false, true])
  assert.equal(isSilent(made, null, 100, 1000), false)
  assert.equal(isSilent({ ...made, lastFeedAt: 80 }, 50, 100, 179), false)
  assert.equal(isSilent({ ...made, revokedAt: 90 }, 50, 100, 1000), false)
})

test('SSM-3.2.p2: of a device that two collectors name the later reading says what it is, whoever is asked first', () => {
  const part = (collector: string, readAt: number, product: string) => ({
    collector,
    source: 's',
    readAt,
    speaks: ['product'] as const,
    unread: [],
    rows: [
      { serial: 'A', product, release: '', site: '', 'contract-level': '' },
      { serial: collector, product, release: '', site: '', 'contract-level': '' },
    ],
  })
  const parts = [part('one', 1, 'MX204'), part('two', 2, 'MX304')]
  for (const order of [parts, parts.toReversed()]) {
    const { list, name } = joinFeeds(order)
    assert.deepEqual(
      list.rows.map(({ serial, product }) => `${serial} ${product}`),
      ['A MX304', 'one MX204', 'two MX304'],
    )
    assert.equal(name, 's by two, s by one')
  }
})

test('SSM-3.2.p2: reading an inventory never fails, and each line of it is a device or is named', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = readFeed(text)
      assert.ok(read.kind === 'feed' || read.found !== '')
    }),
  )
  const cell = fc.constantFrom('JN-1', 'JN-2', 'jn-1', '', 'a b', '"', '=1+1', 'MX204')
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 12 }), (rows) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
      const csv = ['serial,model', ...rows.map(([serial, model]) => `${quoted(serial)},${quoted(model)}`)].join('\n')
      const json = JSON.stringify(rows.map(([serial, model]) => ({ serial, model })))
      // a line of a table that is blank is no line
      const filled = rows.filter((row) => row.some((each) => each !== '')).length
      for (const [text, lines] of [
        [csv, filled],
        [json, rows.length],
      ] as const) {
        const read = readFeed(text)
        assert.ok(read.kind === 'feed')
        assert.equal(read.rows.length + read.unread.length, lines, text)
        assert.equal(new Set(read.rows.map(({ serial }) => serial)).size, read.rows.length)
      }
    }),
  )
})

test('events of a file are read as JSON, by line and as CSV, and what is none is named', () => {
  const event = { device: 'A', kind: 'fan', severity: 'major', at: '2026-04-02T01:00:00Z', text: '', id: '' }
  for (const text of [
    '[{"device":"A","kind":"fan","at":"2026-04-02T01:00:00Z"}, 7]',
    '{"device":"A","kind":"fan","at":"2026-04-02T01:00:00Z"}\n{',
    'at,kind,device\n2026-04-02T01:00:00Z,fan,A\n,fan,A\n',
  ]) {
    const { events, unread } = listedEvents(text)
    assert.deepEqual([events, unread.length], [[event], 1], text)
  }
})

test('SSM-3.1.b2: after a feed the open differences are those that there are, and what somebody settled of the same word stays', () => {
  const difference = fc.record({
    serial: fc.constantFrom('A', 'B', 'C'),
    field: fc.constantFrom(...differenceFields),
    theirs: fc.constantFrom('x', 'y'),
    ours: fc.constantFrom('p', 'q'),
  })
  const unique = { selector: ({ serial, field }: Difference) => `${serial} ${field}`, maxLength: 10 }
  const outcome = fc.constantFrom<(Outcome | null)[]>(null, 'take-theirs', 'keep-ours', 'agrees')
  const written = fc.uniqueArray(
    fc.tuple(difference, outcome).map(([each, decision]) => ({ ...each, decision, id: `${each.serial} ${each.field}` })),
    unique,
  )
  fc.assert(
    fc.property(written, fc.uniqueArray(difference, unique), (before, now) => {
      const { add, agree, say } = refreshed(before, now)
      const rows = new Map<string, { theirs: string; ours: string; decision: Outcome | null }>(before.map((each) => [each.id, each]))
      for (const each of add) rows.set(`${each.serial} ${each.field}`, { ...each, decision: null })
      for (const each of agree) rows.set(each.id, { ...each, decision: 'agrees' })
      for (const each of say) rows.set(each.id, { ...each, decision: null })
      for (const [id, row] of rows) {
        const said = now.find(({ serial, field }) => `${serial} ${field}` === id)
        const settled = before.find((each) => each.id === id)
        if (!said) assert.notEqual(row.decision, null, `${id} is open and is no difference`)
        else {
          assert.equal(row.theirs, said.theirs)
          const person = settled?.decision === 'take-theirs' || settled?.decision === 'keep-ours'
          assert.equal(row.decision, person && settled.theirs === said.theirs ? settled.decision : null, id)
        }
      }
      assert.equal(rows.size, new Set([...before.map(({ id }) => id), ...now.map(({ serial, field }) => `${serial} ${field}`)]).size)
      // the same feed again changes nothing
      const after = [...rows].map(([id, row]) => ({
        id,
        serial: id.split(' ')[0] ?? '',
        field: id.split(' ')[1] as Difference['field'],
        ...row,
      }))
      const again = refreshed(after, now)
      assert.deepEqual([again.add, again.agree, again.say], [[], [], []])
    }),
  )
})
