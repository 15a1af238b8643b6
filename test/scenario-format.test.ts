import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { cast } from '../src/world/build.ts'
import { differences, noPost } from '../src/world/expect.ts'
import { readMoment } from '../src/world/moment.ts'
import { readScenario } from '../src/world/read.ts'
import { expectation, worldSpec } from '../src/world/spec.ts'
import { declaredOperations } from '../src/world/throw-away.ts'

/** Put together here, so that the search for unknown clauses does not find it as one. */
const noClause = ['ACP', '9.z'].join('-')

const operations = declaredOperations()

/** A story of three steps that is right; each sample below spoils one line of it. */
const story = [
  'title: A story', // 1
  'world:', // 2
  '  accounts:', // 3
  '    ACME: { zone: Europe/London }', // 4
  '  people:', // 5
  '    ann: { roles: [NC], contact: [named] }', // 6
  '  devices:', // 7
  '    A1: { product: MX204 }', // 8
  '  base_contracts:', // 9
  '    - { devices: [A1], from: 2026-01-01, to: 2026-12-31 }', // 10
  '  contracts:', // 11
  '    - { offering: ACP, devices: [A1], from: 2026-01-01, to: 2026-12-31 }', // 12
  'steps:', // 13
  '  - at: 2026-06-02T12:00[Europe/London]', // 14
  '    as: ann', // 15
  '    do: case.open', // 16
  '    name: call', // 17
  '    with: { device: A1, priority: P2, channel: web, summary: Down }', // 18
  '    expect: { decision: granted, due: +30m, speaks: [ACP-9.b] }', // 19
  '  - at: +10m', // 20
  '    as: desk', // 21
  '    do: case.message', // 22
  '    with: { case: $call, text: Hello }', // 23
  '  - at: +1h', // 24
]

const withLine = (line: number, text: string): string => story.map((each, index) => (index === line - 1 ? text : each)).join('\n')

function mistakesOf(text: string) {
  const read = readScenario(text, operations)
  return read.ok ? [] : read.mistakes
}

test('the sample that the others spoil is right', () => {
  assert.deepEqual(mistakesOf(story.join('\n')), [])
})

// line, what stands there instead, and what the message has to say; the line reported is the same unless given
const spoilt: readonly (readonly [string, number, string, RegExp, number?])[] = [
  ['an unknown key at the top', 1, 'tittle: A story', /"tittle"[\s\S]*Did you mean "title"/],
  ['an unknown key of the world', 7, '  device:', /"device"[\s\S]*Did you mean "devices"/],
  ['an unknown key of an account', 4, '    ACME: { zone: Europe/London, contry: GB }', /"contry"[\s\S]*Did you mean "country"/],
  ['an unknown expectation', 19, '    expect: { desicion: granted }', /"desicion"[\s\S]*Did you mean "decision"/],
  ['a word that is no verdict', 19, '    expect: { decision: grant }', /found "grant", expected one of granted, refused/],
  ['an unknown operation', 16, '    do: case.opne', /no operation case.opne: did you mean "case.open"/],
  ['an operation of a known noun', 16, '    do: case.frobnicate', /of case there are .*case\.open/],
  [
    'a field that the operation does not know',
    18,
    '    with: { device: A1, prioritty: P2 }',
    /case.open knows no "prioritty": did you mean "priority"/,
  ],
  ['an unknown person', 15, '    as: anne', /nobody is called anne: did you mean "ann"/],
  ['the clock doing what people do', 21, '    as: clock', /case.message needs a person/],
  [
    'a date that does not exist',
    10,
    '    - { devices: [A1], from: 2026-02-30, to: 2026-12-31 }',
    /found "2026-02-30", expected a date as YYYY-MM-DD/,
  ],
  [
    'a date written another way',
    10,
    '    - { devices: [A1], from: 1.1.2026, to: 2026-12-31 }',
    /found "1\.1\.2026", expected a date as YYYY-MM-DD/,
  ],
  [
    'an end before its start',
    10,
    '    - { devices: [A1], from: 2026-12-31, to: 2026-01-01 }',
    /the end 2026-01-01 lies before the start 2026-12-31/,
  ],
  ['a moment that is none', 14, '  - at: tomorrow', /"tomorrow" is no moment: write 2026-03-02T10:30\[Europe\/London\]/],
  ['a moment on a day that does not exist', 14, '  - at: 2026-06-31T12:00[Europe/London]', /2026-06-31T12:00/],
  ['a moment without a zone', 14, '  - at: 2026-06-02T12:00', /names no zone: write 2026-06-02T12:00\[Europe\/London\]/],
  ['an unknown zone in a moment', 14, '  - at: 2026-06-02T12:00[Europe/Londno]', /time zone "Europe\/Londno", expected an IANA name/],
  ['an unknown zone of an account', 4, '    ACME: { zone: Mars/Olympus }', /time zone "Mars\/Olympus", expected an IANA name/],
  [
    'a step before the one before',
    20,
    '  - at: 2026-06-02T11:59[Europe/London]',
    /lies before the step before it, 2026-06-02T11:00:00.000Z/,
  ],
  ['a first step that counts from nothing', 14, '  - at: +10m', /there is none/],
  ['a due that is no moment', 19, '    expect: { due: soon }', /"soon" is no moment/],
  [
    'a reference to an unnamed step',
    23,
    '    with: { case: $cal, text: Hello }',
    /\$cal: no step before has the name "cal"; did you mean "call"/,
  ],
  ['an unknown clause', 19, `    expect: { clauses: [${noClause}] }`, new RegExp(`no clause ${noClause}`)],
  ['an unknown account', 8, '    A1: { account: ACNE, product: MX204 }', /no account ACNE in the world: did you mean "ACME"/],
  ['an unknown site', 8, '    A1: { site: leeds }', /no site leeds in the world: there is none/],
  [
    'an unknown device of a contract',
    12,
    '    - { offering: ACP, devices: [A2], from: 2026-01-01, to: 2026-12-31 }',
    /no device A2 in the world: did you mean "A1"/,
  ],
  [
    'an unknown service',
    12,
    '    - { offering: ACQ, devices: [A1], from: 2026-01-01, to: 2026-12-31 }',
    /no service ACQ: did you mean "ACP"/,
  ],
  ['a role that does not exist', 6, '    ann: { roles: [XX] }', /found "XX", expected one of/],
  ['an account code in small letters', 4, '    acme: { zone: Europe/London }', /an account code in capitals, such as ACME/],
  ['a list where a group belongs', 6, '    ann: []', /found an empty list, expected a group of fields/],
  ['a tab', 4, '\tACME: { zone: Europe/London }', /there is a tab on this line: indent with blanks/],
  [
    'a moment with a zone inside braces',
    19,
    '    expect: { due: 2026-06-02T12:30[Europe/London] }',
    /stands in quotes: "2026-03-02T10:30\[Europe\/London\]"/,
  ],
  ['a bracket that is never closed', 18, '    with: { device: A1', /must be sufficiently indented and end with a \}/, 19],
  ['the same key twice', 17, '    do: case.read', /unique/],
  ['a policy that does not exist', 2, 'world:\n  policies: [{ key: B99, value: 1, from: 2026-01-01 }]', /no policy B99/, 3],
  ['no steps', 13, 'stepz:', /"stepz"[\s\S]*Did you mean "steps"/],
]

for (const [what, line, text, message, reported = line] of spoilt) {
  test(`a bad file is told with its line: ${what}`, () => {
    const mistakes = mistakesOf(withLine(line, text))
    const said = mistakes.map((mistake) => `${mistake.line}: ${mistake.path}: ${mistake.message}`)
    assert.ok(
      mistakes.some((mistake) => mistake.line === reported && message.test(mistake.message)),
      `expected ${message} on line ${reported}, got:\n${said.join('\n') || 'no mistake'}`,
    )
  })
}

test('all mistakes are told at once, each on its own line', () => {
  const lines = mistakesOf(story.map((each) => each.replace('as: ann', 'as: bob').replace('case.message', 'case.massage')).join('\n')).map(
    ({ line }) => line,
  )
  assert.deepEqual(lines, [15, 22])
})

test('a file that is no story at all is told so', () => {
  for (const text of ['', '42', '- a list', 'just words', '# only a comment\n', '\u0000\u0001', '{']) {
    const mistakes = mistakesOf(text)
    assert.ok(mistakes.length > 0, JSON.stringify(text))
    assert.ok(
      mistakes.every(({ line, message }) => line >= 1 && message.length > 5),
      JSON.stringify(mistakes),
    )
  }
})

test('a huge file is not even read', () => {
  const before = process.memoryUsage().heapUsed
  const [mistake] = mistakesOf(`title: ${'x'.repeat(5_000_000)}`)
  assert.match(mistake?.message ?? '', /larger than 300000 characters/)
  assert.ok(process.memoryUsage().heapUsed - before < 100_000_000)
})

test('aliases that multiply are refused in no time', () => {
  const levels = Array.from({ length: 12 }, (_, index) =>
    index === 0
      ? 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]'
      : `a${index}: &a${index} [${Array(10)
          .fill(`*a${index - 1}`)
          .join(', ')}]`,
  )
  const began = performance.now()
  const [mistake] = mistakesOf(`title: bomb\n${levels.join('\n')}\n`)
  assert.match(mistake?.message ?? '', /alias/i)
  assert.ok(performance.now() - began < 2000)
})

test('a text a hundred thousand levels deep does not bring it down', () => {
  const mistakes = mistakesOf(`title: deep\nworld: ${'['.repeat(100_000)}`)
  assert.ok(mistakes.length > 0)
})

test('a moment is read in every form that the page names', () => {
  const noon = Date.parse('2026-06-02T11:00:00Z')
  assert.equal(readMoment('2026-06-02T12:00[Europe/London]'), noon)
  assert.equal(readMoment('2026-06-02 12:00:00[Europe/London]'), noon)
  assert.equal(readMoment('2026-06-02T12:00', undefined, 'Europe/London'), noon)
  assert.equal(readMoment('2026-06-02[Europe/London]'), noon - 12 * 3_600_000)
  assert.equal(readMoment('2026-06-02T11:00:00Z'), noon)
  assert.equal(readMoment('2026-06-02T13:00:00+02:00'), noon)
  assert.equal(readMoment('+1h30m', noon), noon + 5_400_000)
  assert.equal(readMoment('-6m', noon), noon - 360_000)
  assert.equal(readMoment('+1w2d', noon), noon + 9 * 86_400_000)
  // the hour that happens twice
  assert.equal(readMoment('2026-10-25T01:30[Europe/London](later)') - readMoment('2026-10-25T01:30[Europe/London]'), 3_600_000)
})

const page = readFileSync(join(import.meta.dirname, '../docs/scenarios.md'), 'utf8')

test('the stories on the page about the format are right', () => {
  const told = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text ?? '')
  assert.equal(told.length, 2)
  for (const text of told) assert.deepEqual(mistakesOf(text), [])
})

test('the page names every expectation and every operation that a story may use', () => {
  const untold = /^(?:setup|session|me|key)\./
  const missing = [
    ...Object.keys(expectation.shape),
    ...operations.filter((each) => !untold.test(each.id)).map((each) => each.id),
    ...Object.keys(cast),
    ...Object.keys(worldSpec.shape),
  ].filter((word) => !page.includes(`\`${word}\``))
  assert.deepEqual(missing, [])
})

test('an empty list in an expectation holds when nothing is there, and at no other time', () => {
  const seen = (open: unknown) => ({ status: 200, body: { open }, alerts: 0, mail: [], ...noPost })
  assert.deepEqual(differences({ answer: { open: [] } }, seen([]), 0), [])
  assert.match(
    differences({ answer: { open: [] } }, seen(['a part']), 0)[0] ?? '',
    /answer.open: expected an empty list, found \["a part"\]/,
  )
  assert.match(differences({ answer: { open: [] } }, seen(undefined), 0)[0] ?? '', /expected an empty list/)
  assert.deepEqual(differences({ answer: { open: ['a part'] } }, seen(['a part', 'another']), 0), [])
})
