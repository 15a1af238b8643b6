import { configChecks } from '../analysis/checks/config/all.ts'
import type { CheckResult, Finding, Report } from '../analysis/result.ts'
import { checkedConfigurations, runChecks } from '../analysis/run.ts'
import { nameOf, readEach, sayNotes } from './junos.ts'
import { answerFor, type CheckOptions, sayReport, severeResults, wantedOf } from './junos-report.ts'
import { say } from './say.ts'

/** Checks configurations. Exit code 0: no finding, 1: findings, 2: a file could not be read, or nothing could be judged. */
export async function check(files: readonly string[], options: CheckOptions): Promise<void> {
  const wanted = await wantedOf(files, options, configChecks)
  if (!wanted) return
  const now = Date.now()
  const shown: ({ file: string } & Report)[] = []
  const all: CheckResult[] = []
  for await (const read of readEach(files)) {
    for (const configuration of checkedConfigurations(read)) {
      const report = runChecks(configuration, wanted.profile, now)
      const results = severeResults(report, wanted.severity)
      all.push(...results)
      if (options.json) shown.push({ file: read.file, ...report, results })
      else sayReport(read.file, nameOf(read.file, configuration), report, results, placeOf)
    }
    if (!options.json) sayNotes([read])
  }
  if (options.json) say(JSON.stringify(shown, null, 2))
  answerFor(all)
}

function placeOf({ place: { statement, missing, from, only } }: Finding): string {
  const notes = [missing === null ? '' : `missing: ${missing}`, from === null ? '' : `by ${from}`, only === null ? '' : `on ${only} only`]
  const said = notes.filter(Boolean).join(', ')
  return `${statement === '' ? '(top)' : statement}${said === '' ? '' : `  (${said})`}`
}
