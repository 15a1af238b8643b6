import { maskLine } from '../junos/config/mask.ts'
import { readShow } from '../junos/show/read.ts'
import type { ShowRead, ShowReply } from '../junos/show/reply.ts'
import { maskAll } from '../lib/secrets/mask.ts'
import { loadOrSay } from './junos.ts'
import { columns, progress, say, tell } from './say.ts'

/** The answers of devices to show commands, as tables. What is quoted of a text is masked, as everywhere. */

type Options = { readonly json?: boolean; readonly command?: string }
type FileRead = ShowRead & { readonly file: string }

/** Exit code 0: all was read, 1: something was left out, refused or not understood, 2: nothing was read of a file. */
export async function show(files: readonly string[], options: Options): Promise<void> {
  const bar = progress()
  const reads: FileRead[] = []
  for (const [at, file] of files.entries()) {
    if (files.length > 20) bar.show('reading', at / files.length)
    const loaded = await loadOrSay(file)
    if (loaded) reads.push({ ...masked(readShow(loaded.text, { command: options.command })), file })
  }
  bar.end()
  if (options.json) say(JSON.stringify(reads, null, 2))
  else for (const read of reads) sayRead(read)
  const whole = (reply: ShowReply): boolean => reply.warnings.length === 0 && (reply.outcome === 'read' || reply.outcome === 'not-running')
  for (const { replies, skipped } of reads) {
    if (!replies.some(({ outcome }) => outcome === 'read' || outcome === 'not-running')) process.exitCode = 2
    else if (skipped.length > 0 || !replies.every(whole)) process.exitCode ??= 1
  }
}

const masked = (read: ShowRead): ShowRead => ({
  ...read,
  replies: read.replies.map((reply) => ({
    ...maskAll(reply),
    warnings: reply.warnings.map(({ line, message }) => ({ line, message: maskLine(message, []) })),
  })),
  skipped: read.skipped.map((each) => ({ ...each, why: maskLine(each.why, []) })),
})

function sayRead({ file, replies, skipped }: FileRead): void {
  for (const reply of replies) {
    const where = [reply.device, reply.engine].filter(Boolean).join(' ')
    const message = 'message' in reply ? `: ${reply.message}` : ''
    say(`${file}:${reply.line}: ${where === '' ? '' : `${where}: `}${reply.kind}, ${outcomes[reply.outcome]}${message}`)
    if (reply.outcome === 'read') sayValue(reply.value)
    say()
    for (const { line, message: warning } of reply.warnings) tell(`${file}:${line}: ${warning}`)
  }
  for (const { line, lines, why } of skipped) tell(`${file}:${line}: ${why} (${lines === 1 ? 'one line' : `${lines} lines`} left out)`)
}

const outcomes: Readonly<Record<ShowReply['outcome'], string>> = {
  read: 'read',
  empty: 'the answer is empty',
  refused: 'refused',
  'not-running': 'not running',
  unread: 'not understood',
}

/** What is one of a kind stands in lines, each list is a table. */
function sayValue(value: object): void {
  const entries = Object.entries(value)
  const single = entries.filter(([, each]) => !isTable(each)).map(([key, each]) => [`  ${key}`, cell(each)])
  if (single.length > 0) say(columns(single))
  for (const [key, each] of entries) {
    if (!isTable(each)) continue
    const names = [...new Set(each.flatMap((row) => Object.keys(row)))]
    const rows = each.map((row) => names.map((name) => cell(row[name])))
    const used = names.map((_, at) => rows.some((row) => row[at] !== ''))
    const shown = [names, ...rows].map((row) => row.filter((_, at) => used[at]))
    say(columns(shown.map((row) => row.map((text, at) => (at === 0 ? `  ${text}` : text)))))
    if (rows.length === 0) say(`  no ${key}`)
  }
}

type Row = Readonly<Record<string, unknown>>
const isRow = (some: unknown): some is Row => typeof some === 'object' && some !== null && !Array.isArray(some)
const isTable = (some: unknown): some is readonly Row[] => Array.isArray(some) && some.every(isRow)

/** A state is its word, and says where it wants a look; of counters only those that are not 0 are shown. */
function cell(some: unknown): string {
  if (some === undefined) return ''
  if (isTable(some)) return some.map((row) => pairs(Object.entries(row))).join('; ')
  if (Array.isArray(some)) return some.join(' ')
  if (!isRow(some)) return String(some)
  if (typeof some.word === 'string') return some.state === 'look' ? `${some.word} (look)` : some.word
  return pairs(Object.entries(some).filter(([, each]) => each !== 0))
}

const pairs = (entries: readonly (readonly [string, unknown])[]): string => entries.map(([key, each]) => `${key} ${cell(each)}`).join(', ')
