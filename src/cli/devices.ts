import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { AnswerError } from '../client/client.ts'
import { accountOf, connect } from './login.ts'
import { columns, say } from './say.ts'

export async function list(options: { account?: string; query?: string; json?: boolean }): Promise<void> {
  const connected = connect()
  const account = await accountOf(connected, options.account)
  const { items, next } = await connected.client.call('cover.list', {
    params: { account },
    query: { limit: 200, ...(options.query ? { query: options.query } : {}) },
  })
  if (options.json) return say(JSON.stringify(items, null, 2))
  if (items.length === 0) return say('No devices.')
  say(
    columns(
      items.map((device) => [
        device.serial,
        device.product,
        device.status,
        device.covered ? 'covered' : 'not covered',
        device.covers
          .map((cover) =>
            cover.covered
              ? `${cover.offering} to ${cover.until}`
              : `${cover.offering}: ${cover.why.flatMap((reason) => reason.clauses).join(', ')}`,
          )
          .join('; '),
      ]),
    ),
  )
  if (next) say('There are more; narrow with --query.')
}

export async function show(serial: string, options: { account?: string; json?: boolean }): Promise<void> {
  const connected = connect()
  const account = await accountOf(connected, options.account)
  const [device, cover] = await Promise.all([
    connected.client.call('device.read', { params: { account, serial } }),
    connected.client.call('cover.read', { params: { account, serial } }),
  ])
  if (options.json) return say(JSON.stringify({ ...device, cover }, null, 2))
  say(
    `${device.serial}  ${device.product}  ${device.status}  ${device.site ?? 'no site'}${device.registeredOn ? `, registered ${device.registeredOn}` : ', not registered'}`,
  )
  for (const each of cover.covers) {
    say(`  ${each.contract} (${each.offering}) ${each.covered ? `covers it until ${each.until}` : 'does not cover it'}`)
    for (const reason of each.why) say(`    ${reason.sentence} [${reason.clauses.join(', ')}]${reason.cure ? ` cure: ${reason.cure}` : ''}`)
  }
  if (cover.covers.length === 0) say('  No service contract lists it.')
  for (const part of device.parts) say(`  ${part.slot || part.kind}: ${part.serial} ${part.product}`)
}

type Outcome = {
  applied: boolean
  counts: Record<string, number>
  rows: {
    line: number
    fate: string
    serial: string | null
    changes: { field: string; from: unknown; to: unknown }[]
    problems: { column: string; found: string; expected: string; toDo: string }[]
  }[]
  notes: string[]
  more: number
}

export async function importFile(
  file: string,
  options: { account?: string; site?: string; apply?: boolean; json?: boolean },
): Promise<void> {
  const connected = connect()
  const account = await accountOf(connected, options.account)
  const form = new FormData()
  form.append('file', await openAsBlob(file), basename(file))
  const query = new URLSearchParams({ dryRun: String(!options.apply), ...(options.site ? { site: options.site } : {}) })
  const answer = await fetch(`${connected.address}/api/accounts/${account}/devices/import?${query}`, {
    method: 'POST',
    headers: connected.headers,
    body: form,
  })
  const body = (await answer.json()) as Outcome
  if (!answer.ok) throw new AnswerError(body as never)
  if (options.json) return say(JSON.stringify(body, null, 2))
  for (const note of body.notes) say(`note: ${note}`)
  for (const row of body.rows) {
    say(
      `${String(row.line).padStart(6)}  ${row.fate.padEnd(7)}  ${row.serial ?? ''}  ${row.changes.map((change) => `${change.field}: ${String(change.from)} to ${String(change.to)}`).join('; ')}`,
    )
    for (const problem of row.problems)
      say(`        ${problem.column}: found ${problem.found}, expected ${problem.expected}. ${problem.toDo}`)
  }
  if (body.more > 0) say(`... and ${body.more} rows more`)
  say(
    `${body.applied ? 'Done' : 'Trial run, nothing written'}: ${Object.entries(body.counts)
      .map(([fate, count]) => `${count} ${fate}`)
      .join(', ')}.${body.applied ? '' : ' Add --apply to write.'}`,
  )
}
