import { accountIn } from './cases.ts'
import { accountOf, connect } from './login.ts'
import { columns, localTime, say } from './say.ts'

type Options = { readonly json?: boolean }

/** Meetings to come, or those that were, with what became of them. */
export async function list(given: string | undefined, { past, json }: Options & { readonly past?: boolean }): Promise<void> {
  const connected = connect()
  const { items } = await connected.client.call('meeting.list', {
    params: { account: await accountOf(connected, given) },
    query: { when: past ? 'past' : 'ahead' },
  })
  if (json) return say(JSON.stringify(items, null, 2))
  if (items.length === 0) return say(past ? 'No meeting was held yet.' : 'No meeting is planned.')
  say(
    columns([
      ['number', 'starts', 'zone', 'what', 'state', 'accepted'],
      ...items.map(({ number, startsAt, zone, title, state, suspended, accepted, invited }) => [
        number,
        localTime(startsAt, zone),
        zone,
        title,
        suspended ? 'suspended' : state,
        `${accepted} of ${invited}`,
      ]),
    ]),
  )
}

/** One meeting: agenda, decisions and actions. */
export async function show(given: string, { json }: Options): Promise<void> {
  const params = { account: accountIn(given), meeting: given.toUpperCase() }
  const found = await connect().client.call('meeting.read', { params })
  if (json) return say(JSON.stringify(found, null, 2))
  const { number, title, startsAt, zone, state, place } = found.meeting
  say(`${number}  ${title}, ${state}`)
  say(`${localTime(startsAt, zone)} (${zone})${place ? `, ${place}` : ''}`)
  for (const { title: item, note } of found.agenda) say(`  agenda: ${item}${note ? `, ${note}` : ''}`)
  const [minutes] = found.minutes
  if (minutes) say(['', minutes.text, ...minutes.decisions.map((each) => `  decided: ${each}`)].join('\n'))
  for (const [place, { text, ownerName, dueOn, state: stands }] of found.actions.entries())
    say(`  action ${place + 1}: ${text}, ${ownerName}, by ${dueOn}, ${stands}`)
}
