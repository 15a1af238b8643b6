import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

/** Builds the portal when it is missing or its sources changed since. */
export async function buildPortal(): Promise<void> {
  const stamp = join(root, 'dist', 'portal.stamp')
  const wanted = sources()
  if (existsSync(join(root, 'dist', 'portal', 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  tell('  building the portal ...')
  const { build } = await import('vite')
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error' })
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stamp, wanted)
}
