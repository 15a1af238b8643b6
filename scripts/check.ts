// Everything that can be said about the code without running it, one line a step. `npm test` runs the same steps first.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..')

export type CheckStep = {
  /** What holds when it passes. */
  readonly title: string
  readonly command: readonly string[]
}

export type CheckResult = {
  readonly step: CheckStep
  readonly passed: boolean
  readonly milliseconds: number
  /** What the tool said; of interest when it did not pass. */
  readonly output: string
}

const tool = (name: string, ...args: string[]): readonly string[] => [join(root, 'node_modules', '.bin', name), ...args]
const script = (name: string): readonly string[] => [process.execPath, join(root, 'scripts', name), '--check']
const present = (path: string) => existsSync(join(root, path))

/** The steps that this checkout has; a part of the house that is not built yet has no step. */
export const checkSteps = (): readonly CheckStep[] => [
  { title: 'formatted and linted', command: tool('biome', 'ci', '--colors=off') },
  { title: 'types hold', command: tool('tsc', '--pretty', 'false', '-p', 'tsconfig.json') },
  {
    title: "pure files need neither Node's nor the browser's types",
    command: tool('tsc', '--pretty', 'false', '-p', 'tsconfig.pure.json'),
  },
  ...(present('src/portal/tsconfig.json')
    ? [{ title: 'types of the portal hold', command: tool('tsc', '--noEmit', '--pretty', 'false', '-p', 'src/portal/tsconfig.json') }]
    : []),
  { title: 'no unused file, export or dependency', command: tool('knip', '--no-progress') },
  { title: 'schema dump and row types are what the migrations say', command: script('schema.ts') },
  { title: 'clause register is what the code says', command: script('clauses.ts') },
  ...(present('scripts/openapi.ts')
    ? [{ title: 'API description and client are what the routes say', command: script('openapi.ts') }]
    : []),
]

function perform(step: CheckStep, signal: AbortSignal | undefined): Promise<CheckResult> {
  const [command = '', ...args] = step.command
  const from = performance.now()
  const { promise, resolve } = Promise.withResolvers<CheckResult>()
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`, NO_COLOR: '1' },
    ...(signal && { signal }),
  })
  let output = ''
  const keep = (text: string) => {
    if (output.length < 100_000) output += text
  }
  child.stdout.setEncoding('utf8').on('data', keep)
  child.stderr.setEncoding('utf8').on('data', keep)
  const end = (passed: boolean) => resolve({ step, passed, milliseconds: performance.now() - from, output: output.trim() })
  child.on('error', (error) => {
    output += `${command} did not start: ${error.message}\n`
    end(false)
  })
  child.on('close', (code) => end(code === 0))
  return promise
}

export const lineOf = ({ step, passed, milliseconds }: CheckResult): string =>
  `${passed ? 'ok    ' : 'FAILED'} ${(milliseconds / 1000).toFixed(1).padStart(5)} s  ${step.title}`

/**
 * Performs the steps, two at a time, and hands over each result in the order of the list.
 * @returns all results
 */
export async function runChecks(told: (result: CheckResult) => void, signal?: AbortSignal): Promise<readonly CheckResult[]> {
  const steps = checkSteps()
  const slots = steps.map(() => Promise.withResolvers<CheckResult>())
  let next = 0
  const lane = async () => {
    for (let at = next++; at < steps.length; at = next++) slots[at]!.resolve(await perform(steps[at]!, signal))
  }
  const lanes = Promise.all([lane(), lane()])
  const results: CheckResult[] = []
  for (const { promise } of slots) {
    const result = await promise
    results.push(result)
    told(result)
  }
  await lanes
  return results
}

if (import.meta.main) {
  const results = await runChecks((result) => {
    console.log(lineOf(result))
    if (!result.passed) console.log(result.output.replace(/^/gm, '        '))
  })
  process.exitCode = results.every(({ passed }) => passed) ? 0 : 1
}
