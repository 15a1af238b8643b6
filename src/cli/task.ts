import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../server.ts'

const scripts: Readonly<Record<string, readonly (readonly string[])[]>> = {
  check: [['scripts/check.ts']],
  test: [['scripts/test.ts']],
  'test:long': [['scripts/test.ts', '--long']],
  generate: [['scripts/schema.ts'], ['scripts/openapi.ts'], ['scripts/clauses.ts']],
  bench: [['bench/main.ts']],
  screens: [['scripts/screens.ts']],
}

/** Runs a task of the house with the Node that runs this. */
export async function task(name: string, args: readonly string[]): Promise<void> {
  const steps = scripts[name]
  if (!steps)
    throw new Error(
      `No task "${name}". There are: ${Object.keys(scripts).join(', ')}; scripts: ${readdirSync(join(root, 'scripts')).join(', ')}.`,
    )
  for (const [script = '', ...fixed] of steps) {
    const code = await run([join(root, script), ...fixed, ...args])
    if (code !== 0) process.exit(code)
  }
}

function run(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], { cwd: root, stdio: 'inherit' })
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((done) => child.on('exit', (code) => done(code ?? 1)))
}
