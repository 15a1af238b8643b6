import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, chownSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type EmbeddedPostgres, startEmbedded } from '../../../src/db/embedded.ts'

/** The embedded server through the deaths of its parent, of itself, and of both. Its own settings: here data must reach the disk. */

type Cleanup = { after: (work: () => Promise<void>) => void }

const child = join(import.meta.dirname, 'writer.ts')

function folderFor(t: Cleanup, name = 'a folder with blanks'): string {
  const root = mkdtempSync(join(tmpdir(), 'holdfast-survival-'))
  const folder = join(root, name, 'postgres')
  t.after(async () => {
    const file = join(folder, 'postmaster.pid')
    if (existsSync(file)) killTree(Number(readFileSync(file, 'utf8').split('\n')[0]))
    rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  })
  return folder
}

/** Starts a process that starts the server, writes rows and says which of them were confirmed. */
function startWriter(folder: string, settings: Readonly<Record<string, string>>, wrap: readonly string[] = []) {
  const [command = '', ...args] = [...wrap, process.execPath, child, folder, JSON.stringify(settings)]
  const writer = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const confirmed: number[] = []
  let errors = ''
  let rest = ''
  writer.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  writer.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    confirmed.push(...lines.map(Number))
  })
  const ended = new Promise<void>((resolve) => writer.on('close', () => resolve()))
  const written = async (count: number) => {
    for (const end = performance.now() + 30_000; confirmed.length < count; await sleep(10)) {
      if (performance.now() > end || writer.exitCode !== null) throw new Error(`the writer confirmed ${confirmed.length} rows: ${errors}`)
    }
  }
  return { writer, confirmed, ended, written }
}

/** Kills a server and its children without a word, as a crash of the machine's memory would. */
function killTree(pid: number) {
  const children = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false
    try {
      return readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1] === String(pid)
    } catch {
      return false // it ended meanwhile
    }
  })
  for (const each of [pid, ...children.map(Number)]) {
    try {
      process.kill(each, 'SIGKILL')
    } catch {}
  }
}

/** Until a killed process has been cleared away by the system; before, it still counts as alive. */
async function gone(pid: number) {
  for (let tries = 0; tries < 300 && existsSync(`/proc/${pid}`); tries++) await sleep(10)
}

async function rowsOf(server: EmbeddedPostgres): Promise<Set<number>> {
  const client = new pg.Client(server.connection('postgres', 'postgres'))
  await client.connect()
  // the table itself may be lost where nothing reached the disk
  const { rows } = await client.query("select to_regclass('written') is not null as there")
  const written = rows[0].there ? await client.query('select id from written') : { rows: [] }
  await client.end()
  return new Set(written.rows.map(({ id }) => Number(id)))
}

const lostOf = (confirmed: readonly number[], rows: ReadonlySet<number>) => confirmed.filter((id) => !rows.has(id))

const onLinux = { skip: process.platform === 'linux' ? false : 'needs /proc' }

test('a server whose parent was killed is adopted by the next start, with every confirmed row', onLinux, async (t) => {
  const folder = folderFor(t)
  const { writer, confirmed, ended, written } = startWriter(folder, {})
  await written(50)
  writer.kill('SIGKILL')
  await ended
  const server = await startEmbedded(folder)
  assert.equal(server.adopted, true)
  assert.deepEqual(lostOf(confirmed, await rowsOf(server)), [])
  await server.stop()
  assert.equal(existsSync(join(folder, 'postmaster.pid')), false, 'an adopted server can be stopped like an own one')
  const again = await startEmbedded(folder)
  assert.equal(again.adopted, false)
  assert.deepEqual(lostOf(confirmed, await rowsOf(again)), [])
  await again.stop()
})

/** Rounds of killing everything at once; the confirmed rows that were missing afterwards. */
async function crash(t: Cleanup, rounds: number, settings: Readonly<Record<string, string>>) {
  const folder = folderFor(t)
  const confirmed: number[] = []
  const lost: number[] = []
  for (let round = 0; round < rounds; round++) {
    const run = startWriter(folder, settings)
    await run.written(30)
    const pid = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])
    killTree(pid)
    run.writer.kill('SIGKILL')
    await run.ended
    confirmed.push(...run.confirmed)
    await gone(pid)
    const server = await startEmbedded(folder)
    assert.equal(server.adopted, false)
    lost.push(...lostOf(confirmed, await rowsOf(server)))
    await server.stop()
  }
  return { confirmed: confirmed.length, lost: lost.length }
}

test('killed with all its processes in the middle of writing, it comes back with every confirmed row', onLinux, async (t) => {
  const { confirmed, lost } = await crash(t, 3, {})
  assert.ok(confirmed >= 90)
  assert.equal(lost, 0)
})

test('found when planted: a server that confirms before it has written loses rows in the same test', onLinux, async (t) => {
  const { lost } = await crash(t, 1, { synchronous_commit: 'off', wal_writer_delay: '10s' })
  assert.ok(lost > 0)
})

test('a folder too deep for a socket path gets its socket elsewhere', async (t) => {
  const folder = folderFor(t, join('a'.repeat(60), 'b'.repeat(60)))
  const server = await startEmbedded(folder, { fsync: 'off' })
  const { host } = server.connection('postgres', 'postgres')
  assert.ok(Buffer.byteLength(host) < 100, host)
  await server.stop()
  rmSync(host, { recursive: true, force: true })
})

/** The user that owns nothing, for a test that runs as root. */
const nobody = 65534

function reasonAgainstPlainUser(): string | false {
  if (process.getuid?.() !== 0) return 'the whole run is by a plain user already'
  if (spawnSync('setpriv', ['--version']).status !== 0) return 'setpriv is not installed'
  const reads = spawnSync('setpriv', [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', process.execPath, '--version'])
  if (reads.status !== 0) return 'this checkout cannot be read by a plain user'
  return spawnSync('setpriv', [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', 'cat', child]).status === 0
    ? false
    : 'this checkout cannot be read by a plain user'
}

test('it runs for a plain user as it does for root', { skip: reasonAgainstPlainUser() }, async (t) => {
  const folder = folderFor(t)
  mkdirSync(join(folder, '..'), { recursive: true })
  for (const owned of [join(folder, '..'), join(folder, '../..')]) chownSync(owned, nobody, nobody)
  accessSync(join(folder, '..'), constants.W_OK)
  const { writer, confirmed, ended, written } = startWriter(folder, {}, [
    'setpriv',
    `--reuid=${nobody}`,
    `--regid=${nobody}`,
    '--clear-groups',
  ])
  await written(20)
  writer.kill('SIGTERM')
  await ended
  assert.ok(confirmed.length >= 20)
  assert.equal(existsSync(join(folder, 'postmaster.pid')), false, 'and it stops it as well')
})
