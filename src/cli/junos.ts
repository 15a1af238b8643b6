import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { aroundIt, flag } from '../junos/config/columns.ts'
import type { Configuration, ReadConfigurations } from '../junos/config/configuration.ts'
import { effectiveConfiguration, whereFrom } from '../junos/config/effective.ts'
import { hostNameOf } from '../junos/config/host-name.ts'
import { maskAnyText, maskLine, maskTree, printConfiguration, secretsOf } from '../junos/config/mask.ts'
import { readConfigurations } from '../junos/config/read.ts'
import { findReferences } from '../junos/config/references.ts'
import { joinFromSchema } from '../junos/config/schema.ts'
import type { Statement } from '../junos/config/statement.ts'
import { columns, messageOf, progress, say, tell } from './say.ts'

/** Configurations and releases of Junos without a server. Everything printed is masked. */

const mostBytes = 256 * 1024 * 1024

type Loaded = { readonly text: string; readonly bytes: Uint8Array }

/** A file, unpacked where it is packed, or what comes in for `-`. Bytes that are no UTF-8 are read as Latin-1, so that line numbers stay right. */
async function load(file: string): Promise<Loaded> {
  const given = file === '-' ? await readAll(process.stdin) : bytesOf(file)
  const bytes = given[0] === 0x1f ? await (await import('../junos/packed/service.ts')).unpacked(given, mostBytes) : given
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), bytes }
  if (first === 0xfe && second === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), bytes }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), bytes }
  } catch {
    return { text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'), bytes }
  }
}

/** A file that cannot be read does not keep the others from being read. */
export async function loadOrSay(file: string): Promise<Loaded | undefined> {
  try {
    return await load(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    tell(code === 'ENOENT' ? `No such file: ${file}` : `${file}: ${messageOf(error)}`)
    process.exitCode = 2
    return undefined
  }
}

function bytesOf(file: string): Uint8Array {
  const opened = openSync(file, 'r')
  try {
    const { size } = fstatSync(opened)
    if (size <= mostBytes) return readFileSync(opened)
    tell(`${file}: found ${size} bytes, expected at most ${mostBytes}; the rest is left out`)
    const bytes = Buffer.alloc(mostBytes)
    return bytes.subarray(0, readSync(opened, bytes, 0, mostBytes, 0))
  } finally {
    closeSync(opened)
  }
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of stream) {
    size += part.length
    if (size > mostBytes) {
      tell(`found more than ${mostBytes} bytes on the input; the rest is left out`)
      break
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}

export type Read = ReadConfigurations & { readonly file: string }

/** One file after the other, so that thousands need not be held at once. */
export async function* readEach(files: readonly string[]): AsyncGenerator<Read> {
  const bar = progress()
  for (const [at, file] of files.entries()) {
    if (files.length > 20) bar.show('reading', at / files.length)
    const loaded = await loadOrSay(file)
    const read: ReadConfigurations = loaded
      ? readConfigurations(loaded.text, loaded.bytes)
      : { kind: 'configurations', configurations: [], skipped: [] }
    if (read.configurations.length === 0) process.exitCode = 2
    yield { ...read, file }
  }
  bar.end()
}

async function readFiles(files: readonly string[]): Promise<readonly Read[]> {
  const all: Read[] = []
  for await (const read of readEach(files)) all.push(read)
  return all
}

export const nameOf = (file: string, { device }: Pick<Configuration, 'device'>): string => (device === null ? file : `${file} (${device})`)

const countOf = (tree: Statement): { statements: number; inactive: number } => {
  let [statements, inactive] = [0, 0]
  for (const path of tree.walk()) {
    if (path.at(-1)!.below.length === 0) statements += 1
    if (path.at(-1)!.has(flag.inactive)) inactive += 1
  }
  return { statements, inactive }
}

export function sayNotes(reads: readonly Read[]): void {
  for (const { file, skipped, configurations } of reads) {
    for (const { line, what, text } of maskedSkipped(configurations, skipped))
      tell(`${file}:${line}: ${what}${text === '' ? '' : `: ${text}`}`)
  }
}

/** What a text is: devices, release, statements, undefined and unused names, and what was left out. */
export async function parse(files: readonly string[], options: { json?: boolean }): Promise<void> {
  const reads = await readFiles(files)
  const facts = new Map(reads.flatMap(({ configurations }) => configurations.map((each) => [each, factsOf(each)] as const)))
  if (options.json) {
    const shown = reads.map(({ file, configurations, skipped }) => ({
      file,
      configurations: configurations.map((each) => ({
        device: each.device,
        form: each.form,
        ...facts.get(each),
        tree: treeAsJson(maskTree(each.tree).tree),
      })),
      skipped: maskedSkipped(configurations, skipped),
    }))
    say(JSON.stringify(shown, null, 2))
  } else {
    const rows = [['file', 'device', 'form', 'release', 'statements', 'inactive', 'undefined', 'unused', 'skipped']]
    for (const { file, configurations, skipped } of reads)
      for (const each of configurations) {
        const { release, statements, inactive, references } = facts.get(each)!
        rows.push([
          file,
          each.device ?? hostNameOf(each.tree) ?? '',
          each.form,
          release ?? '',
          String(statements),
          String(inactive),
          String(references.undefined.length),
          String(references.unused.length),
          String(skipped.length),
        ])
      }
    say(columns(rows))
    for (const { file, configurations } of reads)
      for (const each of configurations) {
        const { references } = facts.get(each)!
        for (const place of references.undefined) say(`${file}:${place.line}: undefined ${place.kind} ${place.name}: ${place.path}`)
        for (const place of references.unused) say(`${file}:${place.line}: unused ${place.kind} ${place.name}`)
      }
    sayNotes(reads)
  }
  if (reads.some(({ skipped }) => skipped.some(({ what }) => what !== aroundIt))) process.exitCode ??= 1
}

function maskedSkipped(configurations: readonly Configuration[], skipped: ReadConfigurations['skipped']): ReadConfigurations['skipped'] {
  const secrets = configurations.map(({ tree }) => secretsOf(tree))
  return skipped.map((each) => ({ ...each, text: maskLine(each.text, secrets) }))
}

function factsOf({ tree }: Configuration) {
  const references = findReferences(maskTree(tree).tree)
  return { release: tree.find('version')?.below[0]?.word ?? null, ...countOf(tree), references }
}

type JsonStatement = { word: string; line: number; inactive?: true; from?: string; below?: JsonStatement[] }

const treeAsJson = (tree: Statement): JsonStatement[] =>
  tree.below.map((each) => ({
    word: each.word,
    line: each.line,
    ...(each.has(flag.inactive) ? { inactive: true as const } : {}),
    ...(each.origin ? { from: `${each.origin.kind} ${each.origin.name}` } : {}),
    ...(each.below.length > 0 ? { below: treeAsJson(each) } : {}),
  }))

export type PrintOptions = { effective?: boolean; origins?: boolean; json?: boolean }

/** Prints configurations in one of the two forms of text, or what is in effect after groups and without what is switched off. */
export async function print(form: 'set' | 'brace', files: readonly string[], options: PrintOptions): Promise<void> {
  const reads = await readFiles(files)
  const several = reads.flatMap(({ configurations }) => configurations).length > 1
  for (const { file, configurations } of reads)
    for (const each of configurations) {
      if (several) say(`# ${nameOf(file, each)}`)
      const effective = options.effective || options.origins ? effectiveConfiguration(each.tree) : undefined
      const tree = effective?.tree ?? each.tree
      for (const { line, what, text } of effective?.skipped ?? [])
        tell(`${file}:${line}: ${what}: ${maskLine(text, [secretsOf(each.tree)])}`)
      if (options.json) say(JSON.stringify(treeAsJson(maskTree(tree).tree), null, 2))
      else if (options.origins) sayOrigins(tree)
      else {
        if (form === 'brace' && each.form !== 'brace') {
          const guessed = joinFromSchema(tree)
          if (guessed > 0)
            say(`# not Junos-exact: ${guessed} ${guessed === 1 ? 'statement is' : 'statements are'} put together by their form`)
        }
        process.stdout.write(printConfiguration(tree, form))
      }
    }
  sayNotes(reads)
}

function sayOrigins(tree: Statement): void {
  const rows: string[][] = []
  for (const path of maskTree(tree).tree.walk()) {
    const node = path.at(-1)!
    if (node.below.length === 0) rows.push([path.map(({ word }) => word).join(' '), whereFrom(node)])
  }
  say(columns(rows))
}

/** Masks the secrets of texts in their own form. */
export async function mask(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const loaded = await loadOrSay(file)
    if (!loaded) continue
    const { text, bytes } = loaded
    const masked = maskAnyText(text, bytes)
    process.stdout.write(masked.text)
    tell(
      `${file}: ${masked.masked} ${masked.masked === 1 ? 'secret is' : 'secrets are'} masked by their statement; more by their form where there are some`,
    )
  }
}

/** What changed from one configuration to another. Exit code 0: nothing, 1: something, 2: one could not be read. */
export async function diff(before: string, after: string, options: { commands?: boolean; back?: boolean; json?: boolean }): Promise<void> {
  const [old, fresh] = await readFiles([before, after])
  const [from, to] = [old?.configurations[0], fresh?.configurations[0]]
  sayNotes([old!, fresh!])
  if (!from || !to) return
  for (const { file, configurations } of [old!, fresh!])
    if (configurations.length > 1) tell(`${file}: holds ${configurations.length} devices; the first is compared`)
  const { changeList, compareConfigurations } = await import('../junos/config/compare.ts')
  const comparison = options.back ? compareConfigurations(to.tree, from.tree) : compareConfigurations(from.tree, to.tree)
  if (options.json) say(JSON.stringify(comparison, null, 2))
  else if (options.commands) for (const line of comparison.commands) say(line)
  else for (const line of changeList(comparison)) say(line)
  if (comparison.changes.length + comparison.effects.length > 0) process.exitCode = 1
  else if (!options.json && !options.commands) say('No difference.')
}
