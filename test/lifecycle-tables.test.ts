import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { deadlineAfter } from '../src/calendar/terms.ts'
import { orderOf, readLifecycleDate } from '../src/installed-base/lifecycle/dates.ts'
import { counting, type Entry, keyOf } from '../src/installed-base/lifecycle/entry.ts'
import { ruleFor, withComputed } from '../src/installed-base/lifecycle/rules.ts'
import { readTable, type TableGiven } from '../src/installed-base/lifecycle/table.ts'
import { dataDirectory } from './junos/strings.ts'
import { fc } from './support/laws.ts'

/** Tables of lifecycle dates as they are published: dates read, computed where a rule says so, and merged into what is known. */

// dates

const readings: readonly (readonly [text: string, on: string, note?: RegExp])[] = [
  ['2026-05-31', '2026-05-31'],
  ['2026/5/31', '2026-05-31'],
  ['2026-05-31 00:00:00', '2026-05-31'],
  ['31.05.2026', '2026-05-31'],
  ['31 May 2026', '2026-05-31'],
  ['31-May-2026', '2026-05-31'],
  ['May 31, 2026', '2026-05-31'],
  ['September 1st, 2026', '2026-09-01'],
  ['05/31/2026', '2026-05-31'],
  ['12/02/2013', '2013-12-02'],
  ['02/29/2008', '2008-02-29'],
  ['08/14/20121', '2012-08-14', /the 1 behind the year 2012/],
  ['08/14/201212', '2012-08-14', /the 12 behind the year 2012/],
  ['Aug 14, 20122', '2012-08-14', /the 2 behind the year 2012/],
  ['05/31/2026*', '2026-05-31', /mark of a footnote/],
  ['05/31/2026 [3]', '2026-05-31', /mark of a footnote/],
  ['15/06/2017', '2017-06-15', /only be read with the day first/],
]
for (const [text, on, note] of readings)
  test(`a date in a table with the month first: ${text}`, () => {
    const read = readLifecycleDate(text, 'month-first')
    assert.ok(read.kind === 'date', JSON.stringify(read))
    assert.equal(read.on, on)
    assert.match(read.note ?? '', note ?? /^$/)
  })

for (const text of ['', '  ', '-', 'n/a', 'TBD', 'not yet announced'])
  test(`nothing is said by "${text}"`, () => assert.equal(readLifecycleDate(text, 'month-first').kind, 'blank'))

for (const text of [
  '02/30/2026',
  '2026-13-01',
  '31/31/2026',
  '41135',
  '08/14/12',
  'Dec 2017',
  '2017-12',
  '08/14/2012345',
  '08/14/0001',
  'soon',
])
  test(`no day is made up from "${text}"`, () => assert.equal(readLifecycleDate(text, 'month-first').kind, 'no-date'))

test('a date with two readings is read by the table it stands in, and is not guessed where the table does not say', () => {
  assert.equal(orderOf(['03/31/2015', '12/01/2018', '2026-01-01']), 'month-first')
  assert.equal(orderOf(['15/06/2017', '12/01/2018']), 'day-first')
  assert.equal(orderOf(['03/31/2015', '15/06/2017']), 'mixed')
  assert.equal(orderOf(['12/01/2018', '08/08/2018', '']), 'not said')
  const read = (order: Parameters<typeof readLifecycleDate>[1]) => readLifecycleDate('12/01/2018', order)
  assert.deepEqual(read('month-first'), { kind: 'date', on: '2018-12-01' })
  assert.deepEqual(read('day-first'), { kind: 'date', on: '2018-01-12' })
  for (const order of ['mixed', 'not said'] as const) {
    const two = read(order)
    assert.deepEqual(two.kind === 'two-readings' && two.readings, ['2018-12-01', '2018-01-12'])
  }
  // the same day either way is one reading
  assert.deepEqual(readLifecycleDate('08/08/2018', 'mixed'), { kind: 'date', on: '2018-08-08' })
})

test('whatever way a day is written, it is that day or is not read at all', () => {
  const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(day, fc.constantFrom('', '1', '12'), (at, footnote) => {
      const on = at.toISOString().slice(0, 10)
      const [y, m, d] = on.split('-') as [string, string, string]
      for (const text of [on, `${m}/${d}/${y}${footnote}`, `${d}.${m}.${y}${footnote}`]) {
        const read = readLifecycleDate(text, 'month-first')
        assert.ok(read.kind === 'date' && read.on === on, `${text}: ${JSON.stringify(read)}`)
      }
      const either = readLifecycleDate(`${m}/${d}/${y}`, 'not said')
      assert.ok(either.kind === 'date' ? either.on === on : either.kind === 'two-readings' && either.readings[0] === on)
    }),
  )
})

test('no text makes the reader of dates or of tables fail', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      readLifecycleDate(text, 'mixed')
      readTable({ name: 'x.csv', text: `release,eos\n${text}` }, () => undefined)
      readTable({ name: 'x.csv', text }, () => undefined)
    }),
  )
})

// rules

const entry = (name: string, more: Partial<Entry> = {}): Entry => ({
  kind: 'release',
  software: 'Junos OS',
  name,
  withdrawn: false,
  note: '',
  rule: null,
  dates: [],
  ...more,
})
const shipped = (on: string) => [{ milestone: 'firstShipped', label: 'recalled', on, source: 'memory' }] as const
const ends = (of: Entry) =>
  (['endOfEngineering', 'endOfSupport'] as const)
    .map((milestone) => counting(withComputed(of), milestone))
    .map((date) => date && [date.on, date.label])

test('up to 23.1 engineering ends 36 months after first shipped and support 6 months later; a month that is too short ends with its last day', () => {
  assert.deepEqual(ends(entry('21.4', { dates: shipped('2021-12-14') })), [
    ['2024-12-14', 'computed'],
    ['2025-06-14', 'computed'],
  ])
  assert.deepEqual(ends(entry('18.4', { dates: shipped('2018-12-31') })), [
    ['2021-12-31', 'computed'],
    ['2022-06-30', 'computed'],
  ])
  const source = counting(withComputed(entry('21.4', { dates: shipped('2021-12-14') })), 'endOfEngineering')?.source
  assert.equal(source, '36 months after first shipped 2021-12-14 (recalled)')
})

test('nothing is computed for an X train, a withdrawn release, Evolved, other software, products, or from 23.2 on without a rule of its own', () => {
  const dates = shipped('2023-06-16')
  for (const of of [
    entry('15.1X53', { dates }),
    entry('23.1', { dates, withdrawn: true }),
    entry('22.3', { dates, software: 'Junos OS Evolved' }),
    entry('7.1', { dates, software: 'SSR' }),
    entry('MX80', { dates, kind: 'product', software: '' }),
    entry('23.2', { dates }),
    entry('24.4', { dates }),
  ]) {
    assert.deepEqual(ends(of), [undefined, undefined], of.name)
    assert.equal(ruleFor(of).kind, 'no-rule')
  }
  assert.deepEqual(ends(entry('23.2', { dates, rule: { engineeringMonths: 60, supportMonths: 0 } })), [
    ['2028-06-16', 'computed'],
    ['2028-06-16', 'computed'],
  ])
})

test('what is published is never overridden by what is recalled or computed, whatever is given', () => {
  const label = fc.constantFrom('published', 'recalled', 'computed')
  const milestone = fc.constantFrom('firstShipped', 'endOfEngineering', 'endOfSupport')
  const given = fc.record({ milestone, label, on: fc.constantFrom('2018-01-31', '2021-12-31', '2024-02-29'), source: fc.constant('x') })
  fc.assert(
    fc.property(fc.uniqueArray(given, { selector: (each) => `${each.milestone} ${each.label}` }), (dates) => {
      const of = entry('21.4', { dates } as never)
      const all = withComputed(of)
      for (const each of dates) assert.ok(all.some((other) => other === each))
      for (const which of ['endOfEngineering', 'endOfSupport'] as const) {
        const published = dates.find((each) => each.milestone === which && each.label === 'published')
        if (published) assert.equal(counting(all, which), published)
      }
    }),
  )
})

// tables

const table = (text: string, more: Partial<TableGiven> = {}, known: ReadonlyMap<string, Entry> = new Map()) => {
  const read = readTable({ name: 'junos-software.csv', text, ...more }, (key) => known.get(key))
  assert.ok(read.kind === 'table', JSON.stringify(read))
  return read
}
const fates = (text: string, more: Partial<TableGiven> = {}) =>
  table(text, more).rows.map(({ fate, subject, problems }) => [fate, subject, ...problems.map(({ found }) => found)])

test('a table of software: columns by their names in any order, labels from the heading, and branches, trains and Evolved kept apart', () => {
  const { rows, unread } = table(
    'End of Support Date;Release;recalled_unverified_eos;FRS;Colour\n2025-06-14;21.4;2025-06-13;2021-12-14;red\n;15.1X53;2020-01-01;;\n2026-01-01;22.3-EVO;;;\n',
  )
  assert.deepEqual(unread, ['Colour'])
  assert.deepEqual(
    rows.map(({ fate, entry: of }) => [fate, of && keyOf(of), of?.dates.map(({ milestone, label, on }) => `${milestone} ${label} ${on}`)]),
    [
      [
        'new',
        'release:junos os:21.4',
        ['firstShipped published 2021-12-14', 'endOfSupport published 2025-06-14', 'endOfSupport recalled 2025-06-13'],
      ],
      ['new', 'release:junos os:15.1x53', ['endOfSupport recalled 2020-01-01']],
      ['new', 'release:junos os evolved:22.3', ['endOfSupport published 2026-01-01']],
    ],
  )
})

test('a table of hardware: products, lines and modules, with the source of each row', () => {
  const { rows } = table(
    'Product,Kind,EOL Announced,Last Order Date (LOD),End of Support,Source\nMX80,product,01/31/2020,07/31/2020,07/31/2025,TSB100\nEX4300 Series,,2021-01-01,,2027-01-01,TSB101\nMPC7E,line card,,,2028-01-01,\n',
    { name: 'hardware.csv' },
  )
  assert.deepEqual(
    rows.map(({ entry: of }) => of && [keyOf(of), of.dates.at(-1)?.on, of.dates.at(-1)?.source]),
    [
      ['product::mx80', '2025-07-31', 'TSB100'],
      ['product::ex4300 series', '2027-01-01', 'TSB101'],
      ['module::mpc7e', '2028-01-01', 'hardware.csv'],
    ],
  )
})

test('bad rows are refused with what was found and what to do, and take no good one with them', () => {
  assert.deepEqual(
    fates('release,eos\n21.4,2025-06-14\n21.4,2025-06-15\n21.4R3,2025-06-14\n,2025-01-01\n22.1,\n22.2,soon\n22.3,"2025\n22.4,2026-06-26\n'),
    [
      ['new', 'Junos OS 21.4'],
      ['refused', 'Junos OS 21.4', 'Junos OS 21.4'],
      ['refused', '21.4R3', '21.4R3'],
      ['refused', '', 'nothing'],
      ['refused', 'Junos OS 22.1', 'no date'],
      ['refused', 'Junos OS 22.2', 'soon'],
      ['refused', '22.3', 'a quote that is not closed'],
      ['new', 'Junos OS 22.4'],
    ],
  )
  assert.deepEqual(fates('release,eoe,eos\n21.4,2025-06-14,2024-12-14\n')[0]?.slice(0, 2), ['refused', 'Junos OS 21.4'])
  assert.deepEqual(
    fates('product,eos\n"EX4300-24P, EX4300-48P",2027-01-01\n"Power supply, 650 W",2027-01-01\n').map(([fate]) => fate),
    ['refused', 'new'],
  )
  // whose release is it?
  assert.deepEqual(fates('release,eos\n7.1,2027-09-10\n', { name: 'dates.csv' })[0]?.[0], 'refused')
  assert.deepEqual(fates('release,eos\n7.1,2027-09-10\n', { name: 'dates.csv', software: 'SSR' }), [['new', 'SSR 7.1']])
  for (const text of ['', 'a,b\n1,2', 'release\n21.4', 'eos\n2026-01-01', 'release,eos,end of support\n21.4,2026-01-01,2026-01-01'])
    assert.equal(readTable({ name: 'x', text }, () => undefined).kind, 'refused', text)
})

test('a date with two readings is refused until somebody says how the table writes its dates; 23.1 is known to be withdrawn', () => {
  const text = 'release,first shipped\n17.2,15/06/2017\n17.4,12/01/2018\n18.1,04/16/2018\n23.1,03/24/2023\n'
  const { order, rows } = table(text)
  assert.equal(order, 'mixed')
  assert.deepEqual(
    rows.map(({ fate }) => fate),
    ['new', 'refused', 'new', 'new'],
  )
  assert.match(rows[0]?.notes[0] ?? '', /15\/06\/2017 is 2017-06-15: .*day first/)
  assert.match(rows[1]?.problems[0]?.found ?? '', /2018-12-01 or 2018-01-12/)
  assert.deepEqual([rows[3]?.entry?.withdrawn, ends(rows[3]?.entry as Entry)], [true, [undefined, undefined]])
  assert.equal(table(text, { order: 'day-first' }).rows[1]?.entry?.dates[0]?.on, '2018-01-12')
})

test('taking a table again changes nothing, and what it does not speak of stays', () => {
  const cell = fc.constantFrom('', '2021-12-14', '12/14/2021', '2024-12-14', 'TBD', '08/14/20121', 'x')
  const row = fc.record({ release: fc.constantFrom('21.4', '22.1', '15.1X53', '23.1', 'zz', ''), frs: cell, eoe: cell, eos: cell })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
      const text = ['release,frs,eoe,recalled_eos', ...rows.map((each) => Object.values(each).join())].join('\n')
      const once = table(text).rows
      const known = new Map(once.flatMap(({ entry: of }) => (of ? [[keyOf(of), of] as const] : [])))
      const twice = table(text, {}, known).rows
      for (const [at, each] of twice.entries()) {
        assert.equal(each.fate, once[at]?.fate === 'new' ? 'same' : once[at]?.fate)
        assert.deepEqual(each.changes, [])
      }
    }),
  )
  const first = table('release,eos,note\n21.4,2025-06-14,seen\n').rows[0]?.entry as Entry
  const [later] = table('release,eoe,eos\n21.4,2024-12-14,2025-06-15\n', {}, new Map([[keyOf(first), first]])).rows
  assert.deepEqual(later?.changes, [
    'End of engineering, published: nothing became 2024-12-14',
    'End of support, published: 2025-06-14 became 2025-06-15',
  ])
  assert.equal(later?.entry?.note, 'seen')
})

const real = join(dataDirectory, 'eol')
test('tables as they are really published are read, and what is doubtful in them is said', { skip: !existsSync(real) }, () => {
  const read = (name: string) => table(readFileSync(join(real, name), 'utf8'), { name }).rows
  const software = new Map(read('junos-software.csv').map((row) => [row.subject, row]))
  assert.equal(software.size, 30)
  assert.ok([...software.values()].every(({ fate }) => fate === 'new'))
  // the day the documentation came out is not the day it first shipped
  const first = software.get('Junos OS 22.4')?.entry as Entry
  assert.deepEqual(
    first.dates.map(({ milestone, label }) => `${milestone} ${label}`),
    ['documented published', 'endOfEngineering computed', 'endOfSupport computed'],
  )
  assert.equal(software.get('Junos OS 23.1')?.entry?.withdrawn, true)
  for (const name of ['14.1X53', '23.1', '23.2'])
    assert.deepEqual(ends(software.get(`Junos OS ${name}`)?.entry as Entry), [undefined, undefined])
  const uac = read('uac-software-as-scraped.csv')
  assert.equal(uac.length, 16)
  assert.ok(uac.every(({ fate }) => fate === 'new'))
  assert.equal(uac.flatMap(({ notes }) => notes).length, 18)
  // each product has a rule of its own: 18 months to the end of engineering, by its table
  for (const { entry: of } of uac) {
    const on = (milestone: 'firstShipped' | 'endOfEngineering') => of?.dates.find((date) => date.milestone === milestone)?.on ?? ''
    assert.equal(deadlineAfter(on('firstShipped'), 18), on('endOfEngineering'))
  }
  assert.deepEqual(
    read('ssr-software.csv').map(({ subject, fate }) => [subject, fate]),
    [
      ['SSR 7.1', 'new'],
      ['SSR 7.0', 'new'],
      ['SSR 6.3', 'new'],
    ],
  )
})
