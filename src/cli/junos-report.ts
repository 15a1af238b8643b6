import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { type CheckText, type Severity, severities } from '../analysis/check.ts'
import { allChecks } from '../analysis/checks/all.ts'
import { type Profile, readProfile, standardProfile } from '../analysis/profile.ts'
import type { CheckResult, Finding, Report } from '../analysis/result.ts'
import { columns, say, tell } from './say.ts'

/** What the commands that check configurations and health have in common: profiles, reports, lists. */

export type CheckOptions = { profile?: string; severity?: string; list?: boolean; explain?: string; json?: boolean }

/** What was asked for; undefined where it was only to be shown, or was refused. */
export type Wanted = { readonly severity: Severity; readonly profile: Profile }

export async function wantedOf(files: readonly string[], options: CheckOptions, checks: readonly CheckText[]): Promise<Wanted | undefined> {
  if (options.list) return list(checks, options)
  if (options.explain !== undefined) return explain(checks, options.explain, options)
  const severity = severities.find((each) => each === options.severity)
  if (!severity) return refuse(`--severity: found ${options.severity}, expected one of ${severities.join(', ')}`)
  if (files.length === 0) return refuse('Name a file to check, or - for what comes in; --list shows the checks.')
  const profile = options.profile === undefined ? standardProfile : await profileOf(options.profile)
  return profile && { severity, profile }
}

export function refuse(message: string): undefined {
  tell(message)
  process.exitCode = 2
}

/** One file serves both kinds of checks. */
async function profileOf(file: string): Promise<Profile | undefined> {
  try {
    const read = readProfile(parse(await readFile(file, 'utf8')), allChecks)
    if (read.kind === 'profile') return read.profile
    refuse(read.reasons.map((reason) => `${file}: ${reason}`).join('\n'))
  } catch (error) {
    refuse(`${file}: ${(error as Error).message}`)
  }
  return undefined
}

/** Results of a severity and above. */
export const severeResults = ({ results }: Report, least: Severity): readonly CheckResult[] =>
  results.filter(({ severity }) => severities.indexOf(severity) <= severities.indexOf(least))

/** Exit code 0: no finding, 1: findings, 2: a file could not be read, or nothing could be judged. */
export function answerFor(results: readonly CheckResult[]): void {
  const judged = results.filter(({ outcome }) => outcome !== 'not-judged' && outcome !== 'not-applicable')
  process.exitCode ??= judged.some(({ outcome }) => outcome === 'finding') ? 1 : judged.length > 0 ? 0 : 2
}

export function sayReport(
  file: string,
  name: string,
  report: Report,
  results: readonly CheckResult[],
  placeOf: (finding: Finding) => string,
): void {
  const { findings, outcomes } = report.summary
  say(`${name}: ${report.device ?? 'no name'}, profile ${report.profile}`)
  say(
    `  findings: ${severities.map((each) => `${findings[each]} ${each}`).join(', ')}; ${outcomes.pass} pass, ${outcomes.waived} waived, ` +
      `${outcomes['not-applicable']} not applicable, ${outcomes['not-judged']} not judged`,
  )
  for (const severity of severities)
    for (const each of results) if (each.severity === severity && each.findings.length > 0) sayResult(file, severity, each, placeOf)
  const open = Map.groupBy(
    results.filter(({ outcome }) => outcome === 'not-judged'),
    ({ why }) => why,
  )
  if (open.size > 0) say('\nnot judged')
  for (const [why, checks] of open) say(`  ${checks.map(({ id }) => id).join(', ')}: ${why}`)
  for (const note of report.notes) say(`\n${note}`)
  say()
}

function sayResult(
  file: string,
  severity: Severity,
  { id, title, findings, more, why }: CheckResult,
  placeOf: (finding: Finding) => string,
): void {
  say(`\n${severity}  ${id}: ${title}`)
  for (const each of findings) {
    say(`  ${file}:${each.place.line}  ${placeOf(each)}`)
    say(`    ${each.what}${each.waived ? `; accepted until ${each.waived.until}: ${each.waived.reason}` : ''}`)
    if (!each.waived) for (const line of each.remedy) say(`      ${line}`)
  }
  if (more > 0) say(`  and ${more} more`)
  if (why !== null) say(`  not judged: ${why}`)
}

function list(checks: readonly CheckText[], { json }: CheckOptions): undefined {
  if (json) say(JSON.stringify(checks, null, 2))
  else say(columns([['id', 'severity', 'theme', 'rule'], ...checks.map(({ id, severity, theme, title }) => [id, severity, theme, title])]))
}

function explain(checks: readonly CheckText[], id: string, { json }: CheckOptions): undefined {
  const found = checks.find((each) => each.id === id)
  if (!found) return refuse(`${id}: no check has this id; --list shows them all`)
  if (json) {
    say(JSON.stringify(found, null, 2))
    return
  }
  const rows = [
    ['rule', found.title],
    ['severity', found.severity],
    ['theme', found.theme],
    ['needs', found.needs],
    ['why', found.why],
    ...found.looksAt.map((path, at) => [at === 0 ? 'looks at' : '', path]),
    ...found.source.map((source, at) => [at === 0 ? 'source' : '', source]),
    ...Object.entries(found.parameters).map(([name, each], at) => [
      at === 0 ? 'parameters' : '',
      each.kind === 'number'
        ? `${name}: ${each.what}; ${each.default}, from ${each.least} to ${each.most}`
        : `${name}: ${each.what}; ${each.default.join(', ')}`,
    ]),
  ]
  say(columns(rows))
}
