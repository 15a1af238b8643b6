import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setupNeeded } from '../parties/sign-in/routes.ts'
import { type Running, root, startServer } from '../server.ts'
import { readSettings, type Settings } from '../settings.ts'
import { buildPortal } from './portal-build.ts'
import { say, tell } from './say.ts'

/** Settings from the environment and from `.env` in the working folder; the environment wins. */
export function settingsHere(more: Readonly<Record<string, string>> = {}): Settings {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return readSettings({ ...more, ...process.env })
}

/** Ends everything cleanly on Ctrl-C or a request to end; a second Ctrl-C does not wait. */
export function endOnSignal(running: Running): void {
  let ending = false
  const end = async () => {
    if (ending) process.exit(130)
    ending = true
    tell('\nStopping ...')
    await running.stop()
    process.exit(0)
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}

export async function start(): Promise<void> {
  const settings = settingsHere()
  await buildPortal()
  const running = await startServer(settings)
  endOnSignal(running)
  const { storage } = running
  tell(
    `  database: ${storage.embedded ? `embedded in ${settings.data}${storage.embedded.adopted ? ' (taken over from a server that ended without stopping it)' : ''}` : 'external'}`,
  )
  if (storage.migrated.length > 0) tell(`  migrated: ${storage.migrated.join(', ')}`)
  if (await setupNeeded(running.parts.db))
    say(
      `No administrator yet: open ${running.address}/setup, or run: npx holdfast admin create --email you@company.example --name "Your Name"`,
    )
  say(`ready ${running.address}`)
}

/** The server again on every change, and the portal built anew beside it. */
export async function develop(): Promise<void> {
  const run = (args: readonly string[]) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
  const children = [
    run(['--watch-path=src', '--watch', '--disable-warning=ExperimentalWarning', join(root, 'src/cli/main.ts'), 'start']),
    run([join(root, 'node_modules/vite/bin/vite.js'), 'build', '--watch']),
  ]
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => children.forEach((child) => void child.kill(signal)))
  await Promise.all(children.map((child) => new Promise((done) => child.on('exit', done))))
}
