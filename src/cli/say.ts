import { AnswerError } from '../client/problem.ts'
import { ProblemError } from '../lib/problem.ts'

/** Plain output of the command line. */

// a reader that has seen enough, such as head, is no failure
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

export const say = (text = ''): void => void process.stdout.write(`${text}\n`)
export const tell = (text: string): void => void process.stderr.write(`${text}\n`)

/** Ends with a message that says what was found and what to do; a stack only where it is a bug. */
export function fail(error: unknown): void {
  process.exitCode = 1
  tell(messageOf(error))
}

/** What was found and what to do, in lines. */
export function messageOf(error: unknown): string {
  if (error instanceof AnswerError) {
    const { title, detail, toDo, fields, clauses } = error.problem
    return [
      title,
      detail,
      toDo && detail?.includes(toDo) ? '' : toDo,
      ...(fields ?? []).map((each) => `  ${each.field}: ${each.message}`),
      clauses?.length ? `clauses: ${clauses.join(', ')}` : '',
    ]
      .filter(Boolean)
      .join('\n')
  }
  if (error instanceof ProblemError) {
    const { title, found, expected, toDo } = error.problem
    return [title, found && `Found: ${found}.`, expected && `Expected: ${expected}.`, toDo].filter(Boolean).join('\n')
  }
  const failure = error as NodeJS.ErrnoException
  const code = failure?.code ?? (failure?.cause as NodeJS.ErrnoException | undefined)?.code
  if (code === 'EADDRINUSE') return 'The port is in use. Set HOLDFAST_PORT to another one, or to 0 for any.'
  if (code === 'ECONNREFUSED') return 'The server does not answer. Is it running, and is the address right?'
  if (code === 'ENOENT' && failure.path) return `No such file: ${failure.path}`
  if (!(failure instanceof Error)) return String(error)
  return failure.name === 'Error' ? failure.message : (failure.stack ?? failure.message)
}

/** One line that is written over while work goes on; single lines where nobody watches. */
export function progress(): { show: (what: string, share: number) => void; end: () => void } {
  const live = process.stderr.isTTY
  let last = ''
  return {
    show: (what, share) => {
      const percent = Math.round(share * (live ? 100 : 4)) * (live ? 1 : 25)
      const line = `${what} ${percent}%`
      if (line === last) return
      last = line
      const bar = `${'#'.repeat(Math.round(share * 24)).padEnd(24, '.')}`
      process.stderr.write(live ? `\r  ${bar} ${line}\x1b[K` : `  ${line}\n`)
    },
    end: () => {
      if (live && last !== '') process.stderr.write('\r\x1b[K')
    },
  }
}

/** `2026-03-17 10:00` on the clock of a zone. */
export const localTime = (at: string, zone: string): string => new Date(at).toLocaleString('sv', { timeZone: zone }).slice(0, 16)

/** Columns of even width. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((most, row) => row.map((cell, i) => Math.max(most[i] ?? 0, cell.length)), [])
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
