// Runs every test on one throw-away PostgreSQL, then the storage tests again on an external server where there is one.
// Ends in one line of counts. Arguments: `--long` adds test/long, and patterns such as `test/clock*.test.ts` choose files.
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { run } from 'node:test'
import { inspect, parseArgs } from 'node:util'
import pg from 'pg'
import { browserPath } from '../test/e2e/browser-path.ts'
import { createTemplate, dropDatabases, maintenance, startTestServer, type TestServer, versionOf } from '../test/support/server.ts'
import { lineOf, runChecks } from './check.ts'

const root = join(import.meta.dirname, '..')
/** On the server of the run, and on an external one beside it: those files mostly wait for their database. */
const filesAtOnce = { embedded: 3, external: 1 }

type Counts = { passed: number; failed: number; skipped: number }

const { values: options, positionals: patterns } = parseArgs({
  options: { long: { type: 'boolean', default: false } },
  allowPositionals: true,
})
// laws try new samples in long runs, the same ones otherwise: see test/support/laws.ts
if (options.long) process.env.LAW_SEED ??= 'any'
/** A file that hangs must not hang the run. */
const longestFileMs = (options.long ? 90 : 5) * 60_000
const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort())

const total: Counts = { passed: 0, failed: 0, skipped: 0 }
const count = (more: Counts) => {
  total.passed += more.passed
  total.failed += more.failed
  total.skipped += more.skipped
}

/** The test files of this run, the ones on disk that were not asked for left out. */
function chosenFiles(): readonly string[] {
  const asked = patterns.length > 0 ? patterns : ['test/**/*.test.ts', 'test/**/*.test.tsx']
  const explicitLong = patterns.some((pattern) => pattern.includes('test/long'))
  return [...new Set(globSync([...asked], { cwd: root }).map((path) => relative(root, join(root, path))))]
    .filter((path) => options.long || explicitLong || !path.startsWith('test/long/'))
    .sort((one, other) => Number(takesLong(other)) - Number(takesLong(one)) || (one < other ? -1 : 1))
}

/** What runs longest begins first, so that nothing waits for it at the end. */
const takesLong = (path: string) => path === 'test/scenarios.test.ts' || path.startsWith('test/hostile/')

const isStorage = (path: string) => path.startsWith('test/storage/') && !path.startsWith('test/storage/embedded/')

async function checks() {
  const results = await runChecks((result) => {
    console.log(lineOf(result))
    if (!result.passed) console.log(indented(result.output))
  }, interrupted.signal)
  const passed = results.filter((result) => result.passed).length
  count({ passed, failed: results.length - passed, skipped: 0 })
}

const indented = (text: string) => text.replace(/^/gm, '        ')

/** What went wrong and where: an assertion shows its difference in its own text, another error its further fields too. */
function reasonOf(error: unknown): string {
  const cause = (error as { cause?: unknown }).cause ?? error
  if (typeof cause === 'string') return cause
  const { code, stack } = cause as { code?: string; stack?: string }
  const text = code === 'ERR_ASSERTION' && stack ? stack : inspect(cause, { depth: 6, colors: false })
  return text
    .split('\n')
    .filter((line) => !/^\s+at .*\bnode:/.test(line))
    .join('\n')
}

/** Runs test files, each in a process of its own, and prints a line for each file and the whole story of each failure. */
async function runFiles(files: readonly string[], atOnce: number, env: NodeJS.ProcessEnv, label: string): Promise<Counts> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  if (files.length === 0 || interrupted.signal.aborted) return counts
  const titles = new Map<string, string[]>()
  const seen = new Map<string, Counts>()
  const countsOf = (file: string) => seen.getOrInsertComputed(file, () => ({ passed: 0, failed: 0, skipped: 0 }))
  const stderr = new Map<string, string>()
  const stream = run({
    files: files.map((file) => join(root, file)),
    concurrency: atOnce,
    env,
    isolation: 'process',
    timeout: longestFileMs,
    signal: interrupted.signal,
    cwd: root,
  })
  for await (const { type, data } of stream) {
    const file = 'file' in data && data.file ? relative(root, data.file) : ''
    if (type === 'test:start') {
      const path = titles.get(file)?.slice(0, data.nesting) ?? []
      titles.set(file, [...path, data.name])
    } else if (type === 'test:pass' || type === 'test:fail') {
      const isFile = data.nesting === 0 && data.name.endsWith(file) && file !== ''
      const isSuite = data.details.type === 'suite'
      const tally = countsOf(file)
      if (type === 'test:fail') {
        const byChildren = (data.details.error as { failureType?: string }).failureType === 'subtestsFailed'
        if (!isSuite || !byChildren) tally.failed++
        if (!byChildren) {
          const path = [...(titles.get(file)?.slice(0, data.nesting) ?? []), data.name].join(' > ')
          console.log(`FAILED ${file}${data.line ? `:${data.line}` : ''}  ${path}\n${indented(reasonOf(data.details.error))}`)
        }
      } else if (!isFile && (!isSuite || data.skip !== undefined)) {
        if (data.skip !== undefined || data.todo !== undefined) {
          tally.skipped++
          console.log(`skipped ${file}  ${data.name}${typeof data.skip === 'string' ? `: ${data.skip}` : ''}`)
        } else tally.passed++
      }
    } else if (type === 'test:diagnostic' && data.message.startsWith('note: ')) {
      console.log(data.message)
    } else if (type === 'test:stderr') {
      const said = stderr.get(file) ?? ''
      if (said.length < 20_000) stderr.set(file, said + data.message)
    } else if (type === 'test:summary' && data.file) {
      const { passed, failed } = countsOf(file)
      console.log(
        `${failed ? 'FAILED' : 'ok    '} ${(data.duration_ms / 1000).toFixed(1).padStart(5)} s  ${file}${label}  ${passed} passed${failed ? `, ${failed} failed` : ''}`,
      )
      if (failed && stderr.has(file)) console.log(indented(`it said:\n${stderr.get(file)?.trim()}`))
    }
  }
  for (const file of files) {
    const tally = countsOf(file)
    if (tally.passed + tally.failed + tally.skipped === 0 && !interrupted.signal.aborted) {
      console.log(`FAILED ${file}  no test ran in it`)
      tally.failed++
    }
    counts.passed += tally.passed
    counts.failed += tally.failed
    counts.skipped += tally.skipped
  }
  return counts
}

/** Runs files on a server that has been found or started, with a template of this run's own. */
async function runOn(server: TestServer, files: readonly string[], label = ''): Promise<void> {
  const template = `holdfast_test_${process.pid}`
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-run-'))
  try {
    await createTemplate(server, template)
    const env = {
      ...process.env,
      HOLDFAST_TEST_SERVER: JSON.stringify(server),
      HOLDFAST_TEST_TEMPLATE: template,
      HOLDFAST_TEST_FOLDER: folder,
    }
    count(await runFiles(files, filesAtOnce[server.kind], env, label))
  } finally {
    rmSync(folder, { recursive: true, force: true })
    if (server.kind === 'external') await dropDatabases(server, template)
  }
}

/** The server that a URL or a socket names, when it answers quickly, is new enough and lets us make databases. */
async function reach(config: pg.ClientConfig): Promise<{ server: TestServer } | { reason: string }> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 1500 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query(
      "select current_setting('server_version_num')::int as version, rolsuper or (rolcreatedb and rolcreaterole) as able from pg_roles where rolname = current_user",
    )
    if (rows[0].version < 150000) return { reason: 'older than PostgreSQL 15' }
    if (!rows[0].able) return { reason: `${client.user} may not create databases and roles` }
    const password = typeof client.password === 'string' ? client.password : undefined
    return {
      server: { kind: 'external', host: client.host, port: client.port, user: client.user ?? '', ...(password ? { password } : {}) },
    }
  } catch (error) {
    return { reason: (error as Error).message || String((error as { code?: string }).code) }
  } finally {
    await client.end().catch(() => {})
  }
}

async function externalServer(): Promise<{ server?: TestServer; wanted?: string }> {
  const { DATABASE_TEST_URL: wanted, DATABASE_URL: configured } = process.env
  if (wanted) {
    const found = await reach({ connectionString: wanted })
    return 'server' in found ? found : { wanted: found.reason }
  }
  const candidates: pg.ClientConfig[] = [
    ...(configured ? [{ connectionString: configured }] : []),
    { connectionString: `postgresql://root@127.0.0.1:5432/${maintenance}` },
    ...(existsSync('/var/run/postgresql/.s.PGSQL.5432')
      ? ['postgres', process.env.USER ?? 'postgres'].map((user) => ({ host: '/var/run/postgresql', user, database: maintenance }))
      : []),
  ]
  for (const candidate of candidates) {
    const found = await reach(candidate)
    if ('server' in found) return found
  }
  return {}
}

/** @returns the version that it ran on, if it ran */
async function onEmbedded(files: readonly string[]): Promise<string | undefined> {
  if (files.length === 0 || interrupted.signal.aborted) return
  const { server, stop } = await startTestServer()
  try {
    await runOn(server, files)
    return `embedded ${await versionOf(server)}`
  } finally {
    await stop()
  }
}

/** @returns the version that it ran on, or that there was none, if it was wanted */
async function onExternal(files: readonly string[]): Promise<string | undefined> {
  if (files.length === 0 || interrupted.signal.aborted) return
  const { server, wanted } = await externalServer()
  if (server) {
    const version = await versionOf(server)
    await runOn(server, files, ` (external ${version})`)
    return `external ${version}`
  }
  if (wanted) {
    console.log(`FAILED DATABASE_TEST_URL names a server that cannot be used: ${wanted}`)
    total.failed++
  }
  return 'external: none reachable'
}

async function main() {
  const files = chosenFiles()
  if (patterns.length === 0) await checks()
  const storage = files.filter(isStorage)
  if (files.some((path) => path.startsWith('test/e2e/'))) await browserPath()
  // one that fails waits for the other, which drops its databases
  const [embedded, external] = await Promise.allSettled([onEmbedded(files), onExternal(storage)])
  if (embedded.status === 'rejected') throw embedded.reason
  if (external.status === 'rejected') throw external.reason
  const ranOn = [embedded.value, external.value].filter((each) => each !== undefined)
  if (storage.length > 0) console.log(`storage tests ran on: ${ranOn.join(', ')}`)
}

try {
  await main()
} catch (error) {
  console.log(`FAILED the run itself\n${indented(reasonOf(error))}`)
  total.failed++
}
const ran = total.passed + total.failed
if (interrupted.signal.aborted) console.log('stopped before the end')
else if (ran === 0) console.log('no test ran')
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`)
process.exit(interrupted.signal.aborted ? 130 : total.failed > 0 || ran === 0 ? 1 : 0)
