import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { type Client, createClient } from '../client/client.ts'
import { say, tell } from './say.ts'

/** Where the command line keeps its sign-in; only its owner can read it. */
const file = () =>
  process.env.HOLDFAST_SESSION ?? join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'holdfast', 'session.json')

type Session = { readonly address: string; readonly cookie?: string; readonly key?: string }

function read(): Session | undefined {
  if (process.env.HOLDFAST_ADDRESS && process.env.HOLDFAST_KEY)
    return { address: process.env.HOLDFAST_ADDRESS, key: process.env.HOLDFAST_KEY }
  try {
    return JSON.parse(readFileSync(file(), 'utf8')) as Session
  } catch {
    return undefined
  }
}

function keep(session: Session) {
  mkdirSync(dirname(file()), { recursive: true, mode: 0o700 })
  writeFileSync(file(), JSON.stringify(session), { mode: 0o600 })
}

export type Connected = {
  readonly client: Client
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  readonly me: () => Promise<Awaited<ReturnType<typeof whoIs>>>
}

const headersOf = (session: Session): Record<string, string> =>
  session.key ? { 'x-api-key': session.key } : { cookie: session.cookie ?? '' }

/** The server that was signed in to. */
export function connect(): Connected {
  const session = read()
  if (!session) throw new Error('Not signed in. Run: npx holdfast login http://127.0.0.1:8430')
  const headers = headersOf(session)
  const client = createClient({ base: session.address, headers, send: fetch, newKey: randomUUID })
  return { client, address: session.address, headers, me: () => whoIs(client) }
}

const whoIs = (client: Client) => client.call('me.read', {})

/** The account a command is about: said, or one's own. */
export async function accountOf(connected: Connected, given: string | undefined): Promise<string> {
  if (given) return given.toUpperCase()
  const me = await connected.me()
  if (me.account.kind !== 'customer') throw new Error('Say which account: --account CODE')
  return me.account.code
}

async function ask(question: string, hidden = false): Promise<string> {
  const output = hidden ? new Writable({ write: (_chunk, _encoding, done) => done() }) : process.stderr
  if (hidden) process.stderr.write(question)
  const lines = createInterface({ input: process.stdin, output, terminal: hidden && process.stdin.isTTY === true })
  const answer = await lines.question(hidden ? '' : question)
  lines.close()
  if (hidden) process.stderr.write('\n')
  return answer.trim()
}

/** Asks for a password without showing it; HOLDFAST_PASSWORD answers for scripts. */
export const askPassword = async (what: string): Promise<string> => process.env.HOLDFAST_PASSWORD ?? ask(`${what}: `, true)

export async function login(address: string, options: { email?: string; key?: string }): Promise<void> {
  const base = address.replace(/\/+$/, '')
  if (options.key) {
    const client = createClient({ base, headers: { 'x-api-key': options.key }, send: fetch, newKey: randomUUID })
    const me = await whoIs(client)
    keep({ address: base, key: options.key })
    return say(`Signed in to ${base} as ${me.person.name} (${me.account.code}) with an API key.`)
  }
  const email = options.email ?? (await ask('E-mail: '))
  const password = await askPassword('Password')
  let cookie = await post(base, '/api/session', { email, password })
  if (cookie.next === 'code')
    cookie = await post(base, '/api/session/code', { code: await ask('Code of the authenticator: ') }, cookie.cookie)
  keep({ address: base, cookie: cookie.cookie })
  const me = await connect().me()
  say(`Signed in to ${base} as ${me.person.name} (${me.account.code}).`)
}

async function post(base: string, path: string, body: unknown, cookie = ''): Promise<{ next: string; cookie: string }> {
  const answer = await fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  })
  const parsed = (await answer.json()) as { next?: string; title?: string; detail?: string; toDo?: string }
  if (!answer.ok) throw new Error([parsed.title, parsed.detail, parsed.toDo].filter(Boolean).join('. '))
  return {
    next: parsed.next ?? 'done',
    cookie: answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; '),
  }
}

export async function logout(): Promise<void> {
  const session = read()
  if (session?.cookie)
    await connect()
      .client.call('session.sign-out', {})
      .catch(() => tell('The server did not answer; the sign-in is forgotten here.'))
  rmSync(file(), { force: true })
  say('Signed out.')
}

export async function whoami(): Promise<void> {
  const { me, address } = connect()
  const { person, account } = await me()
  say(
    `${person.name} <${person.email}>, ${account.name || account.code} (${account.kind}), roles ${person.roles.join(', ')}, at ${address}`,
  )
}
