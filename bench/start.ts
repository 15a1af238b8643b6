// From the start of the process to the first page, on data that is there already.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const main = join(import.meta.dirname, '..', 'src', 'cli', 'main.ts')

/** Starts the server, waits for its address, fetches the first page and ends it. Seconds until the page was there. */
async function once(data: string): Promise<number> {
  const from = performance.now()
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, 'start'], {
    env: { ...process.env, HOLDFAST_DATA: data, HOLDFAST_PORT: '0', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      text += chunk
      const found = /^ready (\S+)/m.exec(text)?.[1]
      if (found) resolve(found)
    })
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  await (await fetch(address)).text()
  const seconds = (performance.now() - from) / 1000
  const ended = new Promise((done) => child.on('exit', done))
  child.kill('SIGTERM')
  await ended
  return seconds
}

export async function benchStart(): Promise<{ readonly firstSeconds: number; readonly laterSeconds: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-start-'))
  try {
    const firstSeconds = await once(folder)
    const later: number[] = []
    for (let i = 0; i < 5; i++) later.push(await once(folder))
    return { firstSeconds, laterSeconds: later.sort((a, b) => a - b)[2] ?? 0 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) console.log(await benchStart())
