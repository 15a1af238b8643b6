import { basename } from 'node:path'
import type { Answer } from '../client/client.ts'
import { listFile } from './list-file.ts'
import { connect } from './login.ts'
import { columns, say, tell } from './say.ts'

type ImportOptions = {
  readonly dryRun?: boolean
  readonly software?: string
  readonly order?: 'month-first' | 'day-first'
  readonly label?: 'published' | 'recalled' | 'computed'
  readonly json?: boolean
}

/** Takes a table of lifecycle dates, CSV or a workbook, into the table of a server. Ends with 1 when a row is refused. */
export async function importDates(path: string, { dryRun = false, json, software, order, label }: ImportOptions): Promise<void> {
  const { client } = connect()
  const text = new TextDecoder().decode(await listFile(path))
  const answer = await client.call('lifecycle.import', {
    body: {
      name: basename(path),
      text,
      dryRun,
      ...(software ? { software } : {}),
      ...(order ? { order } : {}),
      ...(label ? { label } : {}),
    },
  })
  const { rows, unread, more } = answer
  if (json) say(JSON.stringify(answer, null, 2))
  else
    for (const { line, fate, subject, changes, notes, problems } of rows) {
      if (fate === 'same') continue
      say(`${String(line).padStart(6)}  ${fate.padEnd(7)}  ${subject}`)
      for (const words of [...changes, ...notes]) say(`        ${words}`)
      for (const { column, found, expected, toDo } of problems)
        say(`        ${column && `${column}: `}found ${found}; expected ${expected}. ${toDo}`)
    }
  if (unread.length > 0) tell(`Columns left unread: ${unread.join(', ')}`)
  if (more > 0) tell(`${more} rows behind the last one were not read: split the table.`)
  const count = (wanted: string) => rows.filter(({ fate }) => fate === wanted).length
  tell(
    `${rows.length} rows${dryRun ? ', nothing written' : ''}: ${count('new')} new, ${count('changed')} changed, ${count('same')} known already, ${count('refused')} refused`,
  )
  if (count('refused') > 0) process.exitCode = 1
}

/** Devices of an account by end of support, the first to leave first. */
export async function listEnds(account: string, { all, json }: { readonly all?: boolean; readonly json?: boolean }): Promise<void> {
  const { client } = connect()
  const params = { account: account.toUpperCase() }
  const rows: Answer<'lifecycle.devices'>['items'][number][] = []
  let counts: Answer<'lifecycle.devices'>['counts'] = {} as never
  for (let cursor: string | undefined; ; ) {
    const page = await client.call('lifecycle.devices', { params, query: { limit: 200, cursor } })
    counts = page.counts
    rows.push(...page.items.filter(({ first }) => all || first !== null))
    if (page.next === null) break
    cursor = page.next
  }
  if (json) return say(JSON.stringify({ counts, items: rows }, null, 2))
  if (rows.length > 0)
    say(
      columns([
        ['device', 'product', 'release', 'leaves support', 'on', 'of', 'known', 'source'],
        ...rows.map(({ serial, product, release, band, first }) => [
          serial,
          product,
          release,
          band,
          first?.on ?? '',
          first?.entry ?? '',
          first?.label ?? '',
          first?.source ?? '',
        ]),
      ]),
    )
  tell(
    Object.entries(counts)
      .map(([band, count]) => `${count} ${band}`)
      .join(', '),
  )
}
