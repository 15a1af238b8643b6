import { stateTitles } from '../changes/change.ts'
import type { Answer } from '../client/client.ts'
import { accountIn } from './cases.ts'
import { connect } from './login.ts'
import { columns, localTime, say } from './say.ts'

type Options = { readonly json?: boolean }

const placeOf = (number: string) => ({
  client: connect().client,
  params: { account: accountIn(number), change: number.toUpperCase() },
})

/** Windows from today on, or between two days; the next one last, where the eye is. */
export async function list(
  account: string | undefined,
  { from, to, json }: Options & { readonly from?: string; readonly to?: string },
): Promise<void> {
  const { items } = await connect().client.call('change.list', {
    query: {
      limit: 200,
      from: new Date(from ?? Date.now()).toISOString(),
      ...(to ? { to: new Date(`${to}T23:59:59Z`).toISOString() } : {}),
      ...(account ? { account: account.toUpperCase() } : {}),
    },
  })
  if (json) return say(JSON.stringify(items, null, 2))
  if (items.length === 0) return say('No change window.')
  say(
    columns([
      ['number', 'starts', 'ends', 'zone', 'state', 'engineer'],
      ...items.map(({ number, startsAt, endsAt, zone, state, engineer }) => [
        number,
        localTime(startsAt, zone),
        localTime(endsAt, zone),
        zone,
        stateTitles[state].toLowerCase(),
        engineer?.name ?? 'nobody yet',
      ]),
    ]),
  )
}

/** One window: what has to be there and what is missing, and its log. */
export async function show(number: string, { json }: Options): Promise<void> {
  const { client, params } = placeOf(number)
  const found = await client.call('change.read', { params })
  if (json) return say(JSON.stringify(found, null, 2))
  const { zone } = found
  say(`${found.number}  ${found.title}, ${stateTitles[found.state].toLowerCase()}`)
  say(
    `${localTime(found.startsAt, zone)} to ${localTime(found.endsAt, zone)} (${zone}), ${found.engineer?.name ?? 'no engineer yet'}${placeWords(found)}`,
  )
  for (const { text } of found.ending) say(`  support ends before it: ${text}`)
  for (const { title, met, missing, waived, clauses, side } of found.items)
    say(`  ${met ? 'there   ' : waived ? 'waived  ' : 'missing '}  ${title} (${clauses[0]})${met ? '' : `: ${side}, ${missing}`}`)
  for (const { id, by, text, at, settledAt } of found.entries)
    say(`  ${localTime(at, zone)}  ${id}. ${by}: ${text}${settledAt ? ' (settled)' : ''}`)
}

const placeWords = ({ presence, location }: Answer<'change.read'>) =>
  presence === 'onsite' ? `, onsite at ${location}` : location === '' ? '' : `, remotely from ${location}`

/** Free times for a window; where there are none, why. */
export async function free(number: string, { from, json }: Options & { readonly from?: string }): Promise<void> {
  const { client, params } = placeOf(number)
  const { zone } = await client.call('change.read', { params })
  const found = await client.call('change.slots', { params, query: from ? { from } : {} })
  if (json) return say(JSON.stringify(found, null, 2))
  for (const { startsAt, endsAt, engineer } of found.slots)
    say(`${localTime(startsAt, zone)} to ${localTime(endsAt, zone)} (${zone})  ${engineer.name}`)
  if (found.slots.length === 0) for (const { what, days } of found.why) say(`${days} days fell away: ${what}`)
}

/** Proposes another time, in the zone of the site; refused, the rule and the first right time are named. */
export async function move(number: string, starts: string, ends: string, why: string): Promise<void> {
  const { client, params } = placeOf(number)
  await client.call('change.propose', { params, body: { starts, ends, why } })
  say('It is proposed, and moves once the other side accepts.')
}

/** Says from where a window is delivered; refused, the clause is named. */
export async function from(number: string, location: string): Promise<void> {
  const { client, params } = placeOf(number)
  const found = await client.call('change.locate', { params, body: { location } })
  say(`${found.number}${placeWords(found)}`)
}

/** Proposes to call one window off, while its request goes on. */
export async function callOff(number: string, why: string): Promise<void> {
  const { client, params } = placeOf(number)
  await client.call('change.propose-call-off', { params, body: { why } })
  say('It is proposed, and the window is called off once the other side accepts.')
}
