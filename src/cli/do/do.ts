import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { AnswerError, type ProblemAnswer } from '../../client/problem.ts'
import { lacks, type Permission } from '../../parties/permissions.ts'
import { accountIn } from '../cases.ts'
import { accountOf, type Connected, connect } from '../login.ts'
import { columns, say, tell } from '../say.ts'
import { kindOf, type Operation, operationsOf } from './description.ts'
import { fieldsFrom, type Input, inputOf } from './given.ts'
import { outline } from './outline.ts'

type Options = {
  readonly fields?: boolean
  readonly from?: string
  readonly file?: string
  readonly ifMatch?: string
  readonly json?: boolean
}

/** Does any operation of the server by its name, as stories do; without one, or with words that are none, lists what one may do. */
export async function doIt(name: string | undefined, words: readonly string[], options: Options): Promise<void> {
  const connected = connect()
  const all = await operationsOf(connected)
  const operation = all.find(({ id }) => id === name)
  if (!operation) return list(connected, all, [...(name === undefined ? [] : [name]), ...words])
  if (options.fields) return say(fieldLines(operation))
  const input = inputOf(operation, words, options.from === undefined ? {} : fieldsFrom(options.from))
  await fillIn(connected, operation, input)
  const answer = await send(connected, operation, input, options).catch((error: unknown) => {
    for (const line of unmet(error)) tell(line)
    throw error
  })
  say(options.json ? JSON.stringify(answer, null, 2) : outline(answer) || 'Done.')
  const verdict = (answer as { decision?: { verdict?: string } } | null)?.decision?.verdict
  if (verdict !== undefined && verdict !== 'granted') process.exitCode = 1
}

type Decided = { readonly reasons?: readonly { readonly holds: boolean; readonly sentence: string; readonly cure?: string | null }[] }

/** What a decision looked at and did not find, with what would cure it. */
const unmet = (error: unknown): readonly string[] =>
  error instanceof AnswerError
    ? ((error.problem.decision as Decided | undefined)?.reasons ?? [])
        .filter(({ holds }) => !holds)
        .map(({ sentence, cure }) => `${sentence}${cure ? ` ${cure}` : ''}`)
    : []

async function list(connected: Connected, all: readonly Operation[], words: readonly string[]): Promise<void> {
  const { person } = await connected.me()
  const found = all.filter(
    ({ id, summary, permission }) =>
      words.every((word) => `${id} ${summary}`.toLowerCase().includes(word.toLowerCase())) &&
      (permission === null || lacks(person.roles, permission as Permission) === undefined),
  )
  if (found.length === 0) throw new Error(`Nothing that you may do is named so: ${words.join(' ')}. Run "holdfast do" for all of it.`)
  say(columns(found.map(({ id, summary }) => [id, summary])))
}

const fieldLines = ({ id, summary, fields }: Operation): string =>
  [
    `${id}: ${summary}`,
    fields.length === 0
      ? 'It takes nothing.'
      : columns(fields.map(({ name, required, schema }) => [`  ${name}`, required ? 'needed' : '', kindOf(schema)])),
  ].join('\n')

/** The account that was left out, and people who were named by their e-mail address. @throws what is missing */
async function fillIn(connected: Connected, { id, fields }: Operation, { params, query, body }: Input): Promise<void> {
  const wanted = (name: string) => fields.some((field) => field.where === 'path' && field.name === name)
  if (wanted('account') && params.account === undefined) {
    const numbered = Object.values(params).find((value) => /^[A-Za-z0-9]+-[A-Z]*\d+$/.test(String(value)))
    params.account = numbered === undefined ? await accountOf(connected, undefined) : accountIn(String(numbered))
  }
  const missing = fields.filter(({ where, name }) => where === 'path' && params[name] === undefined)
  if (missing.length > 0)
    throw new Error(`${id} needs ${missing.map(({ name }) => `${name}=...`).join(' ')}. See: holdfast do ${id} --fields`)
  for (const { name, where, schema } of fields) {
    const at = { path: params, query, body }[where]
    const value = at[name]
    if (typeof value === 'string' && value.includes('@') && kindOf(schema).includes('e-mail'))
      at[name] = await personNamed(connected, value, params.account === undefined ? [] : [String(params.account)])
  }
}

type People = { readonly items: readonly { readonly id: string; readonly email: string }[] }

/** A person by e-mail address: of the account that it is about, or of one's own. */
async function personNamed(connected: Connected, email: string, accounts: readonly string[]): Promise<string> {
  const own = (await connected.me()).account.code
  for (const account of new Set([...accounts, own])) {
    const { items } = (await connected.client.call('person.list', { params: { account } })) as People
    const found = items.find((each) => each.email.toLowerCase() === email.toLowerCase())
    if (found) return found.id
  }
  throw new Error(`Nobody of ${[...accounts, own].join(' or ')} has the address ${email}.`)
}

async function send(connected: Connected, { method, path, fields }: Operation, input: Input, { file, ifMatch }: Options): Promise<unknown> {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(input.params[name])))
  const pairs = new URLSearchParams(Object.entries(input.query).map(([name, value]) => [name, String(value)]))
  const takesBody = fields.some(({ where }) => where === 'body')
  const answer = await fetch(`${connected.address}${filled}${pairs.size > 0 ? `?${pairs}` : ''}`, {
    method,
    headers: {
      ...connected.headers,
      ...(takesBody ? { 'content-type': 'application/json' } : {}),
      ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    },
    ...(takesBody ? { body: JSON.stringify(input.body) } : {}),
    ...(file === undefined ? {} : { body: formWith(file) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new AnswerError(problemIn(text, answer.status))
  return answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text
}

function formWith(file: string): FormData {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(readFileSync(file))]), basename(file))
  return form
}

function problemIn(text: string, status: number): ProblemAnswer {
  try {
    return JSON.parse(text) as ProblemAnswer
  } catch {
    return { type: 'about:blank', title: `The server answered ${status}`, status }
  }
}
