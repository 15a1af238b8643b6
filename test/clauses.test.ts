import assert from 'node:assert/strict'
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readRegister } from '../scripts/clauses.ts'
import { clauseIds, clauseNamed } from '../src/catalog/clause-ids.ts'
import { builtInOfferings } from '../src/catalog/offerings/index.ts'
import { clauseRegister, idsIn, plainCode, unknownIdsIn } from '../src/catalog/register.ts'

const root = `${import.meta.dirname}/../`
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8')

const counts = { CSS: 80, ISS: 75, SSM: 53, ACP: 99, MSP: 125 } as const

test('every one of the 432 clauses is in the catalogue, each under its own service', () => {
  const counted = Object.fromEntries(Object.keys(counts).map((code) => [code, clauseIds.filter((id) => id.startsWith(`${code}-`)).length]))
  assert.deepEqual(counted, counts)
  assert.equal(clauseIds.length, 432)
  for (const { code, clauses } of builtInOfferings) for (const id of Object.keys(clauses)) assert.ok(id.startsWith(`${code}-`), id)
})

// The requirement rows are not part of the package, so this compares only where they are at hand.
const rows = `${root}../shared/clauses`
test('the ids are those of the requirement rows', { skip: !existsSync(rows) }, () => {
  const written = readdirSync(rows)
    .filter((name) => /^[A-Z]{3}\.md$/.test(name))
    .flatMap((name) => [...readFileSync(`${rows}/${name}`, 'utf8').matchAll(/^\| ([A-Z]{3}-\d\S*) \|/gm)].map(([, id]) => id as string))
  assert.deepEqual([...clauseIds].sort(), written.sort())
})

/** A line that is marked as an error on purpose may name a clause that does not exist. */
const withoutMarkedErrors = (text: string): string => text.replace(/^.*@ts-expect-error.*\n.*$/gm, '')

test('no file of the product, its tests or its pages names a clause that does not exist', () => {
  const files = globSync(['src/**/*.{ts,tsx,sql,md,yaml,css}', 'test/**/*.{ts,yaml,md}', 'docs/**/*.md', '*.md'], { cwd: root })
    .filter((path) => !path.startsWith('test/samples/offerings/bad-'))
    .sort()
  const unknown = files.flatMap((path) => unknownIdsIn(withoutMarkedErrors(read(path))).map((id) => `${path}: ${id}`))
  assert.deepEqual(unknown, [])
})

test('no two ids are one when case does not count, so that one is found however it is typed', () => {
  assert.equal(new Set(clauseIds.map((id) => id.toLowerCase())).size, clauseIds.length)
  for (const id of clauseIds) assert.deepEqual([clauseNamed(id.toLowerCase()), clauseNamed(` ${id.toUpperCase()} `)], [id, id])
  assert.equal(clauseNamed('XYZ-1.a'), 'XYZ-1.a')
  assert.equal(clauseNamed('xyz-1.A', ['XYZ-1.a']), 'XYZ-1.a')
})

test('titles say what a clause settles: short, and each different within its service', () => {
  for (const { code, clauses } of builtInOfferings) {
    const titles = Object.values(clauses)
    assert.equal(new Set(titles).size, titles.length, `two clauses of ${code} share a title`)
    for (const title of titles) assert.ok(title.split(' ').length <= 18, `too long: ${title}`)
  }
})

test('the register claims only files and tests that exist', () => {
  for (const { id, uses, proofs } of readRegister()) {
    for (const { file } of uses) assert.ok(existsSync(`${root}${file}`), `${id}: ${file}`)
    for (const { file, title } of proofs) assert.ok(idsIn(title).length > 0 || file.endsWith('.yaml'), `${id}: ${file}: ${title}`)
  }
})

test('docs/clauses.md lists every clause once and claims only files and tests that exist', () => {
  const lines = read('docs/clauses.md')
    .split('\n')
    .filter((line) => /^\| [A-Z]{3}-\d/.test(line))
  const cells = lines.map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
  assert.deepEqual(
    cells.map(([, id]) => id),
    builtInOfferings.flatMap(({ clauses }) => Object.keys(clauses)),
  )
  for (const [, id = '', , state = '', tests = ''] of cells) {
    for (const [, file] of state.matchAll(/`([^`]+)`/g)) assert.ok(existsSync(`${root}src/${file}`), `${id} claims src/${file}`)
    for (const named of tests.split('<br>').filter((each) => each !== '' && !/^and \d+ more$/.test(each))) {
      const [, file = '', title = ''] = /^(\S+): (.*)$/.exec(named) ?? []
      assert.ok(existsSync(`${root}test/${file}`), `${id} claims test/${file}`)
      const text = read(`test/${file}`).replaceAll("\\'", "'")
      assert.ok(text.includes(title.replaceAll('\\|', '|')), `${id} claims the test "${title}" of test/${file}`)
    }
  }
})

test('words of a file count without comments, across optional chains and when taken apart', () => {
  const code = plainCode("// cover.inUse\nconst { named, lead: first } = offering.contacts\nif (a?.b) see('http://x') /* cover.inUse */")
  assert.ok(!code.includes('cover.inUse'))
  for (const word of ['contacts.named', 'contacts.lead', 'a.b', 'http://x']) assert.ok(code.includes(word), word)
})

test('a clause id in a sentence ends before the full stop, and a case number is none', () => {
  assert.deepEqual(idsIn('refused (ACP-9.p8). See MSP-3.1.2.a-d, and case CSS-2026-0001.'), ['ACP-9.p8', 'MSP-3.1.2.a-d'])
})

test('the register claims nothing because the catalogue lists it: a file must read the element or name the clause in code', () => {
  const states = (path: string, code: string) => {
    const register = clauseRegister(builtInOfferings, [{ path, text: plainCode(code) }], [])
    return register.filter(({ uses }) => uses.length > 0).map(({ id }) => id)
  }
  assert.deepEqual(
    clauseRegister(builtInOfferings, [], []).flatMap(({ uses }) => uses),
    [],
  )
  assert.deepEqual(states('src/contracts/a.ts', '// cover.inUse inUse.clauses'), [])
  assert.deepEqual(states('src/contracts/a.ts', 'const { inUse } = cover; cite(inUse.clauses)'), [
    'ACP-2.i',
    'ISS-2.cov-i',
    'MSP-7.a',
    'SSM-6.a',
  ])
  assert.deepEqual(states('src/cases/a.ts', "const cites = ['ACP-9.p9']"), ['ACP-9.p9'])
  assert.deepEqual(states('src/cases/store.ts', "const cites = ['ACP-9.p9']"), [])
  assert.deepEqual(states('src/reports/a.ts', "const cites = ['ACP-9.p9']"), [])
})
