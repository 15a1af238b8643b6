import { readFile } from 'node:fs/promises'
import { badRequest } from '../lib/problem.ts'
import { accountIn } from './cases.ts'
import { connect } from './login.ts'
import { say } from './say.ts'

/** What is written of a meeting when it was held: who came, its minutes, and who owes what. */

type Options = { readonly json?: boolean }

const of = (number: string) => ({ account: accountIn(number), meeting: number.toUpperCase() })

type Invited = { readonly id: string; readonly name: string; readonly email: string }

/** One of those invited, by e-mail address or name. */
function invited(people: readonly Invited[], who: string): Invited {
  const words = who.toLowerCase()
  const exact = people.filter(({ email, name }) => email.toLowerCase() === words || name.toLowerCase() === words)
  const found = exact.length > 0 ? exact : people.filter(({ name }) => name.toLowerCase().includes(words))
  const [one] = found
  if (one && found.length === 1) return one
  throw badRequest(found.length === 0 ? 'Nobody of that name is invited' : 'More than one of those invited has that name', {
    found: who,
    expected: people.map(({ name, email }) => (email ? `${name} <${email}>` : name)).join(', '),
  })
}

/** Says that it was held, who attended and which topics it covered. */
export async function hold(
  number: string,
  { attended, topics, json }: Options & { readonly attended: readonly string[]; readonly topics?: readonly string[] },
): Promise<void> {
  const { client } = connect()
  const { people } = await client.call('meeting.read', { params: of(number) })
  const ids = attended.map((who) => invited(people, who).id)
  const found = await client.call('meeting.hold', { params: of(number), body: { attended: ids, topics: [...(topics ?? [])] } })
  if (json) return say(JSON.stringify(found, null, 2))
  say(`${number.toUpperCase()} was held with ${attended.length}.`)
}

/** Publishes minutes with their decisions; a further version says why. */
export async function minutes(
  number: string,
  words: string,
  { file, decision, why, json }: Options & { readonly file?: string; readonly decision?: readonly string[]; readonly why: string },
): Promise<void> {
  const text = file === undefined ? words : await readFile(file, 'utf8')
  if (text.trim() === '') throw badRequest('There are no minutes', { expected: 'words, or --file with a text' })
  const { client } = connect()
  const found = await client.call('meeting-minutes.publish', { params: of(number), body: { text, decisions: [...(decision ?? [])], why } })
  if (json) return say(JSON.stringify(found, null, 2))
  say(`Minutes of ${number.toUpperCase()}, version ${found.version}, are published.`)
}

/** Adds an action with its owner and the day it is due. */
export async function action(
  number: string,
  text: string,
  { owner, due, json }: Options & { readonly owner: string; readonly due: string },
): Promise<void> {
  const { client } = connect()
  const { people } = await client.call('meeting.read', { params: of(number) })
  const one = invited(people, owner)
  const found = await client.call('meeting-action.add', { params: of(number), body: { text, owner: one.id, dueOn: due } })
  if (json) return say(JSON.stringify(found, null, 2))
  say(`${one.name} owes it by ${due}.`)
}

/** Marks an action as done, or drops it: by its place among those of the meeting, as `meetings show` lists them. */
export async function settle(
  number: string,
  place: string,
  note: string,
  { drop, json }: Options & { readonly drop?: boolean },
): Promise<void> {
  const { client } = connect()
  const { actions } = await client.call('meeting.read', { params: of(number) })
  const found = actions[Number(place) - 1]
  if (!found)
    throw badRequest('No such action', {
      found: place,
      expected: actions.length > 0 ? `1 to ${actions.length}` : 'one of its actions; there is none',
    })
  const params = { account: accountIn(number), action: found.id }
  const { state } = await client.call('meeting-action.settle', { params, body: { state: drop ? 'dropped' : 'done', note } })
  if (json) return say(JSON.stringify({ action: found.id, state }, null, 2))
  say(`${found.text}: ${state}`)
}
