import { readFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { inBatches, longestRecord, type RecordText, tooLong } from '../advisories/record/batches.ts'
import type { Answer } from '../client/client.ts'
import { recordFiles } from './advisories.ts'
import { connect } from './login.ts'
import { columns, progress, say, tell } from './say.ts'

type Fate = Answer<'advisory.import'>['fates'][number]

/** Takes records from a file, or from every JSON file below a folder, into the register of a server. */
export async function importRecords(
  path: string,
  { dryRun = false, draft = false, json }: { dryRun?: boolean; draft?: boolean; json?: boolean },
): Promise<void> {
  const { client } = connect()
  const files = recordFiles(path)
  const texts = function* (): Generator<RecordText> {
    for (const file of files) yield { name: relative(dirname(path), file).slice(-300), text: readFileSync(file, 'utf8') }
  }
  const bar = progress()
  const fates: Fate[] = []
  for await (const batch of inBatches(texts())) {
    const long = batch.filter(({ text }) => text.length > longestRecord)
    const records = batch.filter((each) => !long.includes(each))
    fates.push(...long.map(tooLong))
    if (records.length > 0) fates.push(...(await client.call('advisory.import', { body: { records, dryRun, draft } })).fates)
    bar.show(dryRun ? 'looking at records' : 'taking records', fates.length / files.length)
  }
  bar.end()
  if (json) say(JSON.stringify(fates, null, 2))
  else {
    const shown = fates.filter(({ fate, notes }) => fate !== 'unchanged' || notes.length > 0)
    if (shown.length > 0)
      say(
        columns([
          ['file', 'fate', 'record', 'to look at'],
          ...shown.map(({ name, fate, key, notes, changes }) => [name, fate, key ?? '', [...changes, ...notes].slice(0, 3).join(' ')]),
        ]),
      )
  }
  const count = (wanted: Fate['fate']) => fates.filter(({ fate }) => fate === wanted).length
  tell(
    `${fates.length} files${dryRun ? ', nothing written' : ''}: ${count('new')} new, ${count('amended')} amended, ${count('unchanged')} known already, ${count('older')} older than what is known, ${count('no record')} no record`,
  )
  if (count('no record') > 0) process.exitCode = 1
}

/** Published records by how many devices of an account they are about, worst first. */
export async function listExposure(account: string, { all, json }: { all?: boolean; json?: boolean }): Promise<void> {
  const { client } = connect()
  const params = { account: account.toUpperCase() }
  const rows: Answer<'exposure.list'>['items'] = []
  for (let cursor: string | undefined; ; ) {
    const page = await client.call('exposure.list', { params, query: { limit: 200, cursor } })
    rows.push(...page.items.filter(({ affected, unknown }) => all || affected + unknown > 0))
    if (page.next === null) break
    cursor = page.next
  }
  if (json) return say(JSON.stringify(rows, null, 2))
  if (rows.length === 0) return say(`Nothing that is published affects a device of ${params.account}.`)
  say(
    columns([
      ['record', 'severity', 'affected', 'not certain', 'not evaluated', 'fixed', 'follow-up', 'title'],
      ...rows.map(({ advisory, affected, unknown, notEvaluated, fixed, call, settledAt }) => [
        advisory.key,
        `${advisory.severity}${advisory.exploited ? ', exploited' : ''}`,
        String(affected),
        String(unknown),
        String(notEvaluated),
        String(fixed),
        settledAt ? 'settled' : call,
        advisory.title,
      ]),
    ]),
  )
}
