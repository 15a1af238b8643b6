import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '../server.ts'
import { tell } from './say.ts'

/** What the portal is built from: its own sources, the pure files it shares with the server, and the packages. */
function sources(): string {
  const hash = createHash('sha256')
  const walk = (folder: string) => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name)
      const found = statSync(path)
      if (found.isDirectory()) walk(path)
      else if (/\.(tsx?|css|html|svg)$/.test(name)) hash.update(`${path.slice(root.length)}\n`).update(readFileSync(path))
    }
  }
  walk(join(root, 'src'))
  hash.update(readFileSync(join(root, 'package-lock.json'))).update(readFileSync(join(root, 'vite.config.ts')))
  return hash.digest('hex')
}

const dist = join(root, 'dist')
const stamp = join(dist, 'portal.stamp')
const isBuilt = (wanted: string): boolean =>
  existsSync(join(dist, 'portal', 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted

/** Longer than any build takes: a lock that is older was left behind. */
const staleMs = 300_000

/** One build at a time, whoever asks: a demonstration, a server, several test files at once. */
async function alone(work: () => Promise<void>): Promise<void> {
  const lock = join(dist, 'portal.lock')
  mkdirSync(dist, { recursive: true })
  for (;;) {
    try {
      mkdirSync(lock)
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
      if (since !== undefined && Date.now() - since > staleMs) rmSync(lock, { recursive: true, force: true })
      else await sleep(100)
    }
  }
  try {
    await work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

/** Builds the portal when it is missing or its sources changed since. */
export async function buildPortal(): Promise<void> {
  const wanted = sources()
  if (isBuilt(wanted)) return
  await alone(async () => {
    if (isBuilt(wanted)) return
    tell('  building the portal ...')
    const { build } = await import('vite')
    await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error' })
    writeFileSync(stamp, wanted)
  })
}
