import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Profile, standardProfile } from '../../src/analysis/profile.ts'
import type { CheckResult, Report } from '../../src/analysis/result.ts'
import { checkedConfigurations, runChecks } from '../../src/analysis/run.ts'
import { flag, SkippedList } from '../../src/junos/config/columns.ts'
import { applyEdit, newContext } from '../../src/junos/config/edits.ts'
import { readConfigurations } from '../../src/junos/config/read.ts'
import { wordsOfLine } from '../../src/junos/config/scan-set.ts'
import { holdsOneValue } from '../../src/junos/config/schema.ts'
import type { Statement } from '../../src/junos/config/statement.ts'

export const checksFolder = join(import.meta.dirname, '../../src/analysis/checks/config')
export const now = Date.parse('2026-03-01T12:00:00Z')

export type Sample = { readonly id: string; readonly theme: string; readonly good: string; readonly bad: string }

/** Every check's file with the two samples beside it. */
export const samples: readonly Sample[] = globSync(join(checksFolder, '*/*.ts'))
  .sort()
  .map((file) => ({
    id: basename(file, '.ts'),
    theme: basename(dirname(file)),
    good: readFileSync(file.replace(/\.ts$/, '.good.conf'), 'utf8'),
    bad: readFileSync(file.replace(/\.ts$/, '.bad.conf'), 'utf8'),
  }))

export function check(text: string, profile: Profile = standardProfile): Report {
  const [first] = checkedConfigurations(readConfigurations(text))
  assert.ok(first, text)
  return runChecks(first, profile, now)
}

export function resultOf(report: Report, id: string): CheckResult {
  const found = report.results.find((each) => each.id === id)
  assert.ok(found, id)
  return found
}

/** The lines that a bad sample says a finding is on. */
export const expectedLines = (text: string, id: string): readonly number[] =>
  text.split('\n').flatMap((line, at) => (line.includes(`/* found: ${id} */`) ? [at + 1] : []))

export const foundLines = ({ findings }: CheckResult): readonly number[] =>
  [...new Set(findings.map(({ place }) => place.line))].sort((a, b) => a - b)

const filled: Readonly<Record<string, string>> = {
  prefix: '192.0.2.0/28',
  class: 'operator',
  count: '1000',
  permission: 'view',
  folder: 'x',
}
/** A remedy as a person would type it: each placeholder with something that fits. */
export const fill = (line: string): string =>
  line.replace(
    /<([a-z-]+?)(-[0-9])?>/g,
    (_, name: string, number = '') =>
      filled[name] ?? (name.endsWith('address') ? `192.0.2.${101 + Number(number.slice(1) || 0)}` : `some-${name}${number}`),
  )

/** Attributes that stand beside each other. */
const attributes = new Set(['time-format'])
/** Hold one value, and name an entry of a list in other places. */
const values = new Set(['class'])

/** Types a line on a device that holds a tree: a value takes the place of the one before. */
export function type(tree: Statement, line: string): readonly string[] {
  const skipped = new SkippedList()
  const [verb, ...words] = wordsOfLine(line, 0, line.length).words
  if (verb?.word === 'set') {
    const path = words.slice(0, -1).map(({ word }) => word)
    const [value, statement] = [tree.at(...path)?.below[0], tree.at(...path)]
    const fresh = words.at(-1)!.word
    if (
      value &&
      statement &&
      !attributes.has(statement.word) &&
      value.word !== fresh &&
      value.has(flag.joined) &&
      (values.has(statement.word) || holdsOneValue(path, value, statement))
    )
      statement.remove(value.word)
  }
  applyEdit(tree, { at: 0, verb: verb?.word ?? '', line: 0, from: 0, to: line.length, words }, newContext(), skipped)
  return skipped.all().map(({ what, text }) => `${what}: ${text}`)
}
