import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEntry } from '../../src/advisories/affected/entry.ts'
import { judgeRelease, type Verdict } from '../../src/advisories/affected/judge.ts'
import type { WrittenRow } from '../../src/advisories/affected/row.ts'
import { readRelease } from '../../src/junos/release/release.ts'
import { fc } from '../support/laws.ts'

/** How rows of records are read: each shape that real records have, with releases on both sides of every edge. */

type Row = Omit<WrittenRow, 'status'> & { status?: WrittenRow['status'] }
type Shape = {
  readonly what: string
  readonly product?: string
  readonly default?: 'affected' | 'unaffected' | null
  readonly rows: readonly Row[]
  readonly expect: Readonly<Record<string, Verdict>>
  readonly doubt?: string
}

const shapes: readonly Shape[] = [
  {
    what: 'a branch with a fix',
    rows: [{ version: '21.4', lessThan: '21.4R3-S4' }],
    expect: {
      '21.4R1': 'affected',
      '21.4R3': 'affected',
      '21.4R3-S3.9': 'affected',
      '21.4R3-S4': 'fixed',
      '21.4R3-S4.9': 'fixed',
      '21.4R3-S10': 'fixed',
      '22.1R1': 'not affected',
      '21.3R3': 'not evaluated',
    },
  },
  {
    what: 'Junos OS Evolved: the start forgets its ending',
    product: 'Junos OS Evolved',
    rows: [{ version: '21.4', lessThan: '21.4R2-EVO' }],
    expect: { '21.4R1-S2-EVO': 'affected', '21.4R2-EVO': 'fixed', '21.4R1': 'not affected' },
  },
  {
    what: 'Junos OS Evolved: the bound forgets its ending',
    product: 'Junos OS Evolved',
    rows: [{ version: '23.2-EVO', lessThan: '23.2R1-S2' }],
    expect: { '23.2R1-S1-EVO': 'affected', '23.2R1-S2.3-EVO': 'fixed' },
  },
  {
    what: 'everything before a release, and a branch of which nothing is said',
    rows: [
      { version: '0', lessThan: '21.2R3-S9' },
      { version: '21.4', lessThan: '21.4R3-S9' },
      { version: '22.2', lessThan: '22.2R3-S4' },
    ],
    expect: {
      '15.1R7': 'affected',
      '20.4R3-S10': 'affected',
      '21.2R3-S8': 'affected',
      '21.2R3-S9.20': 'fixed',
      '21.3R3': 'not evaluated',
      '22.1R3': 'not evaluated',
      '22.3R1': 'not affected',
      '15.1X49-D170': 'unknown',
    },
  },
  {
    what: 'a whole branch that never got a fix',
    rows: [
      { version: 'unspecified', lessThan: '20.4R3-S8' },
      { version: '21.1', lessThan: '21.1*' },
    ],
    expect: { '21.1R3-S9': 'affected', '20.4R3-S8': 'fixed', '19.4R1': 'affected' },
  },
  {
    what: 'a branch without a bound',
    rows: [{ version: '22.3' }, { version: '22.4', lessThan: '22.4R3' }],
    expect: { '22.3R1': 'affected', '22.3R3-S4.2': 'affected', '22.4R3': 'fixed' },
  },
  {
    what: 'two rows whose branches were mixed up',
    rows: [
      { version: '22.2', lessThan: '22.3R2-S2, 22.3R3-S1' },
      { version: '22.3', lessThan: '22.2R3-S2' },
    ],
    expect: { '22.2R3-S1': 'affected', '22.2R3-S2': 'fixed', '22.3R2-S1': 'affected', '22.3R3': 'affected', '22.3R3-S1': 'fixed' },
    doubt: 'swapped-branches',
  },
  {
    what: 'a whole branch as the beginning of a stretch over two, which no other row contradicts',
    product: 'Junos OS Evolved',
    rows: [
      { version: '21.1-EVO', lessThan: '21.2R3-S8-EVO' },
      { version: '21.4-EVO', lessThan: '21.4R3-S7-EVO' },
    ],
    expect: { '20.4R3-EVO': 'not evaluated', '21.1R1-EVO': 'affected', '21.2R3-S7-EVO': 'affected', '21.2R3-S8-EVO': 'fixed' },
  },
  {
    what: 'a list has a fix for each line of maintenance',
    rows: [{ version: '22.3', lessThan: '22.3R2-S2, 22.3R3-S1' }],
    expect: {
      '22.3R1-S9': 'affected',
      '22.3R2-S1': 'affected',
      '22.3R2-S2': 'fixed',
      '22.3R2-S5': 'fixed',
      '22.3R3': 'affected',
      '22.3R3-S1.4': 'fixed',
      '22.3R4': 'fixed',
    },
  },
  {
    what: 'a list whose first line has no fix',
    rows: [{ version: '24.2', lessThan: '24.2R1-S2, 24.2R2' }],
    expect: { '24.2R1': 'affected', '24.2R1-S2': 'fixed', '24.2R2': 'fixed', '24.2R2-S1': 'fixed' },
  },
  {
    what: 'several stretches in one branch, and a beginning inside it',
    rows: [
      { version: '21.4R3', lessThan: '21.4R3-S5' },
      { status: 'unaffected', version: '22.1' },
      { version: '22.3R1', lessThan: '22.3R2-S2' },
      { version: '22.3R3', lessThan: '22.3R3-S1' },
      { version: '23.2', lessThan: '23.2R2' },
    ],
    expect: {
      '21.4R2-S3': 'not affected',
      '21.4R3': 'affected',
      '21.4R3-S5': 'fixed',
      '22.1R2': 'not affected',
      '22.3R2-S1': 'affected',
      '22.3R2-S2': 'fixed',
      '22.3R3': 'affected',
      '22.3R3-S1': 'fixed',
    },
  },
  {
    what: 'one build by itself: a build of a day, or for a customer, may be it',
    rows: [{ version: '21.4R3-S9.9' }],
    expect: {
      '21.4R3-S9.9': 'affected',
      '21.4R3-S9': 'unknown',
      '21.4R3-S9-202409180120.0': 'unknown',
      '21.4R3-S9-J1': 'unknown',
      '21.4R3-S9.8': 'not evaluated',
      '21.4R3-S8-202409180120.0': 'not evaluated',
    },
  },
  {
    what: 'a respin is the fix',
    rows: [{ version: '21.4', lessThan: '21.4R3-S7.9' }],
    expect: { '21.4R3-S7.6': 'affected', '21.4R3-S7.9': 'fixed', '21.4R3-S7.10': 'fixed', '21.4R3-S7': 'unknown', '21.4R3-S8': 'fixed' },
  },
  {
    what: 'fixed, and broken again in the next one',
    default: 'affected',
    rows: [
      {
        version: '21.4',
        lessThan: '21.4R3-S7',
        changes: [
          { at: '21.4R3-S5', status: 'unaffected' },
          { at: '21.4R3-S6', status: 'affected' },
        ],
      },
    ],
    expect: { '21.4R3-S4': 'affected', '21.4R3-S5.3': 'fixed', '21.4R3-S6': 'affected', '21.4R3-S7': 'fixed', '23.1R1': 'affected' },
  },
  {
    what: 'before the start of a row, beside one that cannot be read',
    default: null,
    rows: [
      { version: '15.1', lessThan: 'unspecified' },
      { version: '15.1R7', lessThanOrEqual: '15.1R7-S2' },
    ],
    expect: { '15.1R6': 'unknown', '15.1R7': 'affected', '15.1R7-S3': 'fixed', '16.1R1': 'unknown' },
    doubt: 'unreadable-row',
  },
  {
    what: 'two fixes, and affected again between them',
    default: null,
    rows: [{ version: '18.4', lessThan: '18.4R1-S7, 18.4R3-S2', changes: [{ at: '18.4R2', status: 'affected' }] }],
    expect: {
      '18.4R1-S6': 'affected',
      '18.4R1-S7.1': 'fixed',
      '18.4R1-S8': 'fixed',
      '18.4R2': 'affected',
      '18.4R2-S3.4': 'affected',
      '18.4R3-S1': 'affected',
      '18.4R3-S2': 'fixed',
      '18.4R3-S9': 'fixed',
    },
  },
  {
    what: 'unaffected until a release of the branch, affected from there on',
    product: 'Junos OS Evolved',
    rows: [{ status: 'unaffected', version: '21.2', lessThan: '21.2*', changes: [{ at: '21.2R1-EVO', status: 'affected' }] }],
    expect: { '21.2R1-EVO': 'affected', '21.2R3-S2-EVO': 'affected' },
  },
  {
    what: 'a stretch over several branches, with the last of it',
    product: 'Junos OS Evolved',
    rows: [
      { status: 'unaffected', version: '0', lessThan: '19.3R1-EVO' },
      { version: '19.3R1-EVO', lessThanOrEqual: '21.2R3-S8-EVO' },
    ],
    expect: {
      '19.2R1-EVO': 'not affected',
      '20.4R2-EVO': 'affected',
      '21.2R3-S8.4-EVO': 'affected',
      '21.2R3-S9-EVO': 'fixed',
      '21.3R1-EVO': 'not affected',
    },
  },
  {
    what: 'a year is read as the branch that it begins in',
    rows: [
      { version: '21.1R1', lessThanOrEqual: '21.*' },
      { version: '21.2', lessThan: '21.2R3-S5' },
    ],
    expect: { '21.1R3': 'affected', '21.2R3-S5': 'fixed' },
    doubt: 'year-for-branch',
  },
  {
    what: 'two trains in one bound',
    rows: [{ version: '15.1', lessThan: '15.1F6-S12, 15.1R7-S4' }],
    expect: {
      '15.1R7-S3': 'affected',
      '15.1R7-S4': 'fixed',
      '15.1F6-S10': 'affected',
      '15.1F6-S12': 'fixed',
      '15.1X49-D170': 'not evaluated',
    },
  },
  {
    what: 'trains of platforms, whose deliveries are lines of their own',
    rows: [{ version: '15.1X53', lessThan: '15.1X53-D236, 15.1X53-D496' }],
    expect: {
      '15.1X53-D230': 'affected',
      '15.1X53-D236': 'fixed',
      '15.1X53-D490': 'affected',
      '15.1X53-D496': 'fixed',
      '15.1X53-D60': 'unknown',
    },
  },
  {
    what: 'a bound that is no release',
    rows: [{ version: '20.1', lessThan: 'SigPack 3598' }],
    expect: { '20.1R1': 'unknown', '23.4R1': 'unknown' },
    doubt: 'unreadable-row',
  },
  {
    what: 'a row that ends before it begins',
    rows: [
      { version: '21.4R3-S5', lessThan: '21.4R3-S2' },
      { version: '22.2', lessThan: '22.2R3' },
    ],
    expect: { '21.4R3-S4': 'unknown', '21.4R3-S5': 'unknown', '22.2R1': 'affected', '22.2R3': 'fixed' },
    doubt: 'unreadable-row',
  },
  {
    what: 'a row from a release to one of an earlier branch',
    rows: [{ version: '22.3R1', lessThan: '21.4R3' }],
    expect: { '21.4R2': 'unknown', '22.3R2': 'unknown' },
    doubt: 'unreadable-row',
  },
  {
    what: 'a row that begins in one branch and ends in another before it, which no other row puts right',
    rows: [{ version: '22.2', lessThan: '21.4R3-S5' }],
    expect: { '21.4R3': 'affected', '21.4R3-S5': 'fixed', '22.2R1': 'unknown', '22.3R1': 'not affected' },
    doubt: 'swapped-branches',
  },
  {
    what: 'nothing is said of what no row names',
    default: null,
    rows: [{ version: '12.3', lessThan: '12.3R12' }],
    expect: { '12.3R11': 'affected', '13.1R1': 'not evaluated' },
    doubt: 'no-default',
  },
  {
    what: 'a row that frees says nothing of what lies behind it',
    rows: [
      { status: 'unaffected', version: '0', lessThan: '20.3R1' },
      { version: '21.2', lessThan: '21.2R3-S1' },
    ],
    expect: { '20.2R3': 'not affected', '20.3R1': 'not evaluated', '20.3R3': 'not evaluated', '21.2R3-S1': 'fixed' },
  },
  {
    what: 'a stretch over branches that begins where a free one ends: those two were not mixed up',
    rows: [
      { status: 'unaffected', version: '0', lessThan: '19.3R1' },
      { version: '19.3', lessThan: '21.2R3' },
    ],
    expect: { '19.2R1': 'not affected', '19.3R1': 'affected', '20.4R3': 'affected', '21.2R3': 'fixed' },
  },
  {
    what: 'from a release on to a whole branch',
    rows: [{ version: '20.4R2', lessThan: '21.2*' }],
    expect: { '20.4R1': 'not affected', '20.4R2': 'affected', '21.1R1': 'affected', '21.2R3-S9': 'affected', '21.3R1': 'not affected' },
  },
  {
    what: 'a whole branch as the end is none of what comes before it',
    rows: [{ version: '20.4', lessThan: '21.4' }],
    expect: { '20.4R3': 'affected', '21.3R1': 'affected', '21.4R1': 'fixed', '21.4': 'fixed' },
  },
  {
    what: 'what the record does not name is affected, also before a beginning',
    default: 'affected',
    rows: [{ version: '21.4R2', lessThan: '21.4R3' }],
    expect: { '21.4R1': 'affected', '21.4R2': 'affected', '21.4R3': 'fixed' },
  },
  {
    what: 'affected all along, and said once more',
    rows: [{ version: '21.2', lessThan: '21.2*', changes: [{ at: '21.2R1', status: 'affected' }] }],
    expect: { '21.2': 'affected', '21.2R1': 'affected' },
  },
  {
    what: 'fixed inside a stretch, whether or not its end is reached',
    rows: [{ version: '21.4', lessThan: '21.4R3-S7.9', changes: [{ at: '21.4R3-S5', status: 'unaffected' }] }],
    expect: { '21.4R3-S4': 'affected', '21.4R3-S7': 'fixed' },
  },
  {
    what: 'another product',
    product: 'Session Smart Router',
    rows: [{ version: '6.1', lessThan: '6.1.9-lts' }],
    expect: { '21.4R1': 'unknown' },
    doubt: 'unreadable-entry',
  },
]

const entryOf = ({ product = 'Junos OS', default: defaultStatus = 'unaffected', rows }: Pick<Shape, 'product' | 'default' | 'rows'>) =>
  readEntry({ product, platforms: [], modules: [], defaultStatus, rows: rows.map((row) => ({ status: 'affected', ...row })) })
const releaseOf = (text: string) => {
  const release = readRelease(text)
  if (release.kind !== 'release') throw new Error(text)
  return release
}

for (const shape of shapes)
  test(`${shape.what}: every release on both sides of its edges`, () => {
    const entry = entryOf(shape)
    const found = Object.fromEntries(Object.keys(shape.expect).map((text) => [text, judgeRelease(releaseOf(text), entry).verdict]))
    assert.deepEqual(found, shape.expect)
    assert.equal(
      entry.doubts.some(({ rule }) => rule === shape.doubt),
      shape.doubt !== undefined,
      JSON.stringify(entry.doubts),
    )
  })

test('a verdict names the row, the fix and why', () => {
  const entry = entryOf({ rows: [{ version: '22.3', lessThan: '22.3R2-S2, 22.3R3-S1' }] })
  const affected = judgeRelease(releaseOf('22.3R3'), entry)
  assert.equal(affected.row?.version, '22.3')
  assert.equal(affected.why, '22.3R3: before 22.3R3-S1.')
  const fixed = judgeRelease(releaseOf('22.3R4'), entry)
  assert.equal(fixed.fix?.service, 2)
  assert.match(fixed.why, /it comes after 22.3R2-S2/)
})

test('whatever a record says, reading and judging it throws nothing, and adding a row that frees makes nothing affected', () => {
  const word = fc.oneof(
    fc.constantFrom(
      '0',
      '*',
      '21.4',
      '21.4R3',
      '21.4R3-S4.9',
      '22.2R1-EVO',
      '15.1X53-D69',
      '21.*',
      '21.4*',
      'SigPack 1',
      '',
      ',',
      '21.4R1, 21.4R2-S1',
    ),
    fc.string({ maxLength: 30 }),
  )
  const row = fc.record(
    {
      status: fc.constantFrom('affected' as const, 'unaffected' as const, 'unknown' as const),
      version: word,
      lessThan: word,
      lessThanOrEqual: word,
      changes: fc.array(fc.record({ at: word, status: fc.constantFrom('affected', 'unaffected', 'odd') }), { maxLength: 2 }),
    },
    { requiredKeys: ['status', 'version'] },
  )
  const devices = ['21.4R3-S4.9', '21.4R1', '22.2R1-EVO', '15.1X53-D69.4', '20.3R2', '23.4R2-S1'].map(releaseOf)
  fc.assert(
    fc.property(fc.array(row, { maxLength: 6 }), fc.constantFrom('Junos OS', 'Junos OS Evolved', 'Junos', 'x'), (rows, product) => {
      const entry = entryOf({ product, rows: rows as Row[] })
      const freed = entryOf({ product, rows: [...(rows as Row[]), { status: 'unaffected', version: '0', lessThan: '99.4R1' }] })
      return devices.every((device) => {
        const before = judgeRelease(device, entry)
        const after = judgeRelease(device, freed)
        assert.ok(before.why.length > 0)
        return after.verdict !== 'affected' || before.verdict === 'affected'
      })
    }),
    { numRuns: 2_000 },
  )
})
