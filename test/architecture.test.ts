import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { globSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { codeOf, importsOf, isPure, longestFile, longFile, placeOf, type Rule, slices, violationsOf } from './support/house.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const sources = (folder: string) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root, exclude: ['**/node_modules/**'] }).sort()

const files = new Map(sources('src').map((file) => [file, read(file)]))

test('the source keeps the rules of the house', () => {
  assert.deepEqual(
    violationsOf(files).map(({ rule, file, text }) => `${rule}: ${file} ${text}`),
    [],
  )
})

test('every file of the source was looked at, and none is of a kind that nobody looks at', () => {
  const onDisk = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    // what the browser is given as it is, such as the script that picks light or dark before the first paint
    .filter((file) => !file.startsWith('src/portal/public/') && !file.includes('/dist/'))
  const code = onDisk.filter((file) => /\.[cm]?[jt]sx?$/.test(file)).sort()
  assert.deepEqual([...files.keys()], code)
  assert.ok(files.size > 100, `looked at ${files.size} files only`)
  for (const file of files.keys()) assert.ok(placeOf(file), `${file} has no place`)
  const read = [...files.values()].reduce((sum, text) => sum + importsOf(text).length, 0)
  assert.ok(read > files.size, `found ${read} imports in ${files.size} files, so the scan is blind`)
})

test('the scan finds as many imports as a plain search finds lines that import', () => {
  for (const [file, text] of files) {
    const plain = text.match(/^(?:import|export) .*from '|^\} from '|^import '/gm)?.length ?? 0
    const calls = codeOf(text).match(/\bimport\(/g)?.length ?? 0
    assert.equal(importsOf(text).length, plain + calls, file)
  }
})

test('every slice says what its words mean', () => {
  const built = [...slices, 'db', 'http', 'jobs'].filter((slice) => [...files.keys()].some((file) => file.startsWith(`src/${slice}/`)))
  for (const slice of built) {
    const text = read(`src/${slice}/README.md`)
    assert.ok(text.split('\n').length >= 5, `src/${slice}/README.md says next to nothing`)
  }
})

test('tests and scripts are short enough to be read whole too', (t) => {
  const all = ['src', 'test', 'scripts', 'bench'].flatMap(sources).filter((file) => !file.includes('.gen.'))
  const lengths = all.map((file) => ({ file, lines: read(file).trimEnd().split('\n').length }))
  for (const { file, lines } of lengths.filter(({ lines }) => lines > longFile))
    t.diagnostic(`note: ${file} has ${lines} lines; over ${longFile} wants a reason, over ${longestFile} is split`)
  assert.deepEqual(
    lengths.filter(({ lines }) => lines > longestFile),
    [],
  )
})

test("the type check of the pure files sees all of them, and neither Node's nor the browser's types", () => {
  const tsc = join(root, 'node_modules', '.bin', 'tsc')
  const listed = execFileSync(tsc, ['-p', 'tsconfig.pure.json', '--listFilesOnly'], { cwd: root, encoding: 'utf8' }).trim().split('\n')
  // one type that a package borrows from Node brings all of Node's, and then the check finds nothing
  assert.deepEqual(
    listed.filter((file) => /\/@types\/node\/index|\/lib\.dom\.d/.test(file)).map((file) => file.slice(root.length + 1)),
    [],
  )
  assert.deepEqual(
    [...files.keys()].filter(isPure).filter((file) => !listed.includes(join(root, file))),
    [],
    'tsconfig.pure.json leaves these out',
  )
})

test('migrations are numbered from 1, each number once, and none is empty', () => {
  const names = readdirSync(join(root, 'src/db/migrations')).sort()
  names.forEach((name, at) => {
    assert.match(name, /^\d{4}_[a-z_]+\.sql$/)
    assert.equal(Number(name.slice(0, 4)), at + 1, name)
    assert.ok(statSync(join(root, 'src/db/migrations', name)).size > 0, name)
  })
})

test('no migration asks for the time, except for the tables of the sign-in library', () => {
  for (const name of readdirSync(join(root, 'src/db/migrations'))) {
    const text = read(`src/db/migrations/${name}`).replace(/--.*/g, '')
    if (name !== '0002_sign_in.sql') assert.doesNotMatch(text, /\bnow\(\)|current_timestamp|current_date/i, name)
  }
})

// --- Each rule finds what it is for -------------------------------------------------------------------------------

/** A house in order; each row below adds one file to it. */
const house: readonly (readonly [string, string])[] = [
  ['src/lib/time.ts', 'export type Instant = number\n'],
  ['src/lib/problem.ts', ''],
  ['src/db/pool.ts', "import pg from 'pg'\nimport { readFileSync } from 'node:fs'\n"],
  ['src/db/scope.ts', "import type { Instant } from '../lib/time.ts'\n"],
  ['src/http/app.ts', "import { inScope } from '../db/scope.ts'\n"],
  ['src/jobs/runner.ts', "import { inScope } from '../db/scope.ts'\n"],
  ['src/calendar/terms.ts', ''],
  ['src/calendar/days.ts', "import { later } from './working.ts'\n"],
  ['src/calendar/working.ts', "import type { Term } from './terms.ts'\n"],
  ['src/catalog/offering.ts', "import { z } from 'zod'\n"],
  ['src/catalog/service.ts', "import * as store from './store.ts'\n"],
  ['src/catalog/store.ts', "import { inScope } from '../db/scope.ts'\n"],
  ['src/contracts/judge-order.ts', "import { offering } from '../catalog/offering.ts'\n"],
  ['src/contracts/judge-term.ts', "import { type Order } from './judge-order.ts'\n"],
  ['src/cases/states.ts', ''],
  ['src/cases/service.ts', "import { readOfferings } from '../catalog/service.ts'\n"],
  ['src/client/client.gen.ts', ''],
  ['src/portal/main.tsx', "import '@mantine/core/styles.css'\nimport './look.css'\nimport { moves } from '../cases/states.ts'\n"],
  ['src/cli/main.ts', "import { createApp } from '../http/app.ts'\n"],
  ['src/server.ts', "import { createApp } from './http/app.ts'\nimport * as store from './catalog/store.ts'\n"],
]

const planted: readonly (readonly [title: string, rule: Rule, file: string, text: string])[] = [
  ['a slice that is not on the ladder', 'every file has a place', 'src/tickets/states.ts', ''],
  ['a file beside the slices', 'every file has a place', 'src/leftovers.ts', ''],
  ['a slice that imports a higher one', 'slices import downwards only', 'src/catalog/x.ts', "import { moves } from '../cases/states.ts'"],
  ['a slice that imports its neighbour', 'slices import downwards only', 'src/catalog/x.ts', "import { due } from '../calendar/terms.ts'"],
  ['the same with only a type', 'slices import downwards only', 'src/catalog/x.ts', "import type { Due } from '../calendar/terms.ts'"],
  ['the same passed on by an export', 'slices import downwards only', 'src/catalog/x.ts', "export { due } from '../calendar/terms.ts'"],
  [
    'the same over several lines',
    'slices import downwards only',
    'src/catalog/x.ts',
    "import {\n  due,\n  later,\n} from '../calendar/terms.ts'",
  ],
  ['the same at run time', 'slices import downwards only', 'src/catalog/x.ts', "const due = await import('../calendar/terms.ts')"],
  ['lib that knows a domain', 'slices import downwards only', 'src/lib/x.ts', "import { due } from '../calendar/terms.ts'"],
  ['a slice that imports the portal', 'slices import downwards only', 'src/cases/x.ts', "import '../portal/main.tsx'"],
  ['a slice that reaches out of src', 'slices import downwards only', 'src/cases/x.ts', "import { check } from '../../scripts/check.ts'"],
  ['a pure file with node', 'only reserved files touch the world', 'src/cases/x.ts', "import { readFileSync } from 'node:fs'"],
  ['a pure file with the database driver', 'only reserved files touch the world', 'src/cases/x.ts', "import pg from 'pg'"],
  [
    'a pure file with a query builder type',
    'only reserved files touch the world',
    'src/cases/x.ts',
    "import type { Kysely } from 'kysely'",
  ],
  ['a pure file with a scoped package', 'only reserved files touch the world', 'src/cases/x.ts', "import cookie from '@fastify/cookie'"],
  ['a pure file with db', 'only reserved files touch the world', 'src/cases/x.ts', "import { inScope } from '../db/scope.ts'"],
  ['a pure file with its own store', 'only reserved files touch the world', 'src/catalog/x.ts', "import type { Row } from './store.ts'"],
  [
    'a pure file with another slice in action',
    'only reserved files touch the world',
    'src/cases/x.ts',
    "import { a } from '../catalog/service.ts'",
  ],
  ['a name that only sounds reserved', 'only reserved files touch the world', 'src/cases/my-store.ts', "import pg from 'pg'"],
  [
    "another slice's store",
    'a slice is entered by its pure files and its service',
    'src/cases/store.ts',
    "import { rows } from '../catalog/store.ts'",
  ],
  [
    'the same from a folder of the slice',
    'a slice is entered by its pure files and its service',
    'src/cases/returns/service.ts',
    "import { rows } from '../../catalog/store.ts'",
  ],
  ['db that knows a slice', 'infrastructure knows no slice', 'src/db/x.ts', "import { offering } from '../catalog/offering.ts'"],
  ['db that knows http', 'infrastructure knows no slice', 'src/db/x.ts', "import { createApp } from '../http/app.ts'"],
  ['jobs that know http', 'infrastructure knows no slice', 'src/jobs/x.ts', "import { createApp } from '../http/app.ts'"],
  [
    'the portal with a store',
    'the portal knows pure files and the client',
    'src/portal/x.tsx',
    "import { rows } from '../catalog/store.ts'",
  ],
  [
    'the portal with a service',
    'the portal knows pure files and the client',
    'src/portal/x.tsx',
    "import { a } from '../catalog/service.ts'",
  ],
  ['the portal with http', 'the portal knows pure files and the client', 'src/portal/x.tsx', "import { createApp } from '../http/app.ts'"],
  [
    'the client with a slice',
    'the portal knows pure files and the client',
    'src/client/x.ts',
    "import { moves } from '../cases/states.ts'",
  ],
  ['a slice that imports the server', 'nobody imports a root', 'src/cases/service.ts', "import { start } from '../server.ts'"],
  ['infrastructure that imports the command line', 'nobody imports a root', 'src/http/x.ts', "import { main } from '../cli/main.ts'"],
  [
    'the time of day',
    'pure files have no clock, no dice and no I/O',
    'src/cases/x.ts',
    'export const age = (at: number) => Date.now() - at',
  ],
  ['today', 'pure files have no clock, no dice and no I/O', 'src/cases/x.ts', 'export const today = () => new Date()'],
  ['today without brackets', 'pure files have no clock, no dice and no I/O', 'src/cases/x.ts', 'export const today = () => new Date'],
  [
    'today inside a template',
    'pure files have no clock, no dice and no I/O',
    'src/cases/x.ts',
    `export const note = () => \`at \${Date.now()} sharp\``,
  ],
  ["Temporal's clock", 'pure files have no clock, no dice and no I/O', 'src/lib/x.ts', 'export const now = () => Temporal.Now.instant()'],
  ['dice', 'pure files have no clock, no dice and no I/O', 'src/lib/x.ts', 'export const pick = () => Math.random()'],
  ['a stopwatch', 'pure files have no clock, no dice and no I/O', 'src/lib/x.ts', 'export const tick = () => performance.now()'],
  ['the environment', 'pure files have no clock, no dice and no I/O', 'src/lib/x.ts', 'export const home = process.env.HOME'],
  ['a request', 'pure files have no clock, no dice and no I/O', 'src/lib/x.ts', "export const page = () => fetch('https://example.test')"],
  ['a timer', 'pure files have no clock, no dice and no I/O', 'src/lib/x.ts', 'setTimeout(() => {}, 10)'],
  ['a service that asks the time', 'now is an argument', 'src/cases/service.ts', 'export const age = (at: number) => Date.now() - at'],
  ['SQL that asks the time', 'now is an argument', 'src/cases/store.ts', 'export const due = sql`select 1 where due_at <= now()`'],
  ['SQL that asks the date', 'now is an argument', 'src/cases/store.ts', "export const due = 'select current_date'"],
  ['an import without its ending', 'imports name files that exist', 'src/cases/x.ts', "import { moves } from './states'"],
  ['an import of a file that is not there', 'imports name files that exist', 'src/cases/x.ts', "import { moves } from './status.ts'"],
  [
    'two files that import each other',
    'imports run in no circle',
    'src/contracts/judge-order.ts',
    "import { offering } from '../catalog/offering.ts'\nimport type { Term } from './judge-term.ts'\n",
  ],
  [
    'a circle that is closed by a type alone',
    'imports run in no circle',
    'src/calendar/terms.ts',
    "export type { Day } from './days.ts'\n",
  ],
  ['a file that imports itself', 'imports run in no circle', 'src/cases/x.ts', "import { moves } from './x.ts'"],
  ['an enum', 'no enums', 'src/cases/x.ts', 'export enum State {\n  open,\n}'],
  [
    'a state worked out from an event',
    'an event is read at once',
    'src/portal/x.tsx',
    'const type = (event: Typed) => setGiven((before) => ({ ...before, name: event.currentTarget.value }))',
  ],
  ['a default export', 'no default exports', 'src/cases/x.ts', 'export default function state() {}'],
  ['a file that nobody reads whole', 'files are read whole', 'src/cases/x.ts', '// a line\n'.repeat(longestFile + 1)],
]

for (const [title, rule, file, text] of planted) {
  test(`found when planted: ${title}`, () => {
    const found = violationsOf(new Map([...house, [file, text]])).filter((violation) => violation.file === file)
    assert.ok(
      found.some((violation) => violation.rule === rule),
      `expected "${rule}", found ${JSON.stringify(found)}`,
    )
  })
}

test('a house in order has no violation', () => {
  assert.deepEqual(violationsOf(new Map(house)), [])
})

const allowed: readonly (readonly [title: string, file: string, text: string])[] = [
  ['a date made from an argument', 'src/cases/x.ts', 'export const day = (at: number) => new Date(at).toISOString()'],
  ['forbidden words in a comment', 'src/cases/x.ts', '// Date.now() would be wrong, and so is import from\n/* process.env */\n'],
  ['forbidden words in a sentence', 'src/cases/x.ts', "export const text = 'This ends the process. See fetch(1), or Date.now().'"],
  ['quotes inside a pattern', 'src/cases/x.ts', 'export const quote = /["\'`]/\nexport const rest = 1 // Math.random\n'],
  ['an import inside a text', 'src/cases/x.ts', "export const sample = `\n  import pg from 'pg'\n`"],
  ['a reserved file in a folder of its slice', 'src/cases/returns/store.ts', "import { inScope } from '../../db/scope.ts'\n"],
  ['a stopwatch in a service, for how long something is remembered', 'src/cases/service.ts', 'export const tick = () => performance.now()'],
  ['a function called now in a gateway', 'src/cases/gateway.ts', 'export const at = () => Date.now()'],
  ['a file of exactly the longest length', 'src/cases/x.ts', '// a line\n'.repeat(longestFile)],
]

for (const [title, file, text] of allowed) {
  test(`not a violation: ${title}`, () => {
    assert.deepEqual(violationsOf(new Map([...house, [file, text]])), [])
  })
}
