import { type Answer, AnswerError, type Input } from '../client/client.ts'
import { printDecision } from './entitle.ts'
import { accountOf, connect } from './login.ts'
import { columns, say } from './say.ts'

type Row = Answer<'case.list'>['items'][number]
type Whole = Answer<'case.read'>

const clockText = ({ response, dueAt, respondedAt }: Row): string =>
  response === 'none' ? 'no target' : respondedAt ? `${response}, answered ${respondedAt}` : `${response}, due ${dueAt}`
/** The account stands at the front of a number. */
export const accountIn = (number: string): string => number.split('-')[0]?.toUpperCase() ?? ''

export async function list(options: { query?: string; all?: boolean; queue?: boolean; mine?: boolean; json?: boolean }): Promise<void> {
  const { client } = connect()
  const query = { ...(options.query ? { query: options.query } : {}), ...(options.mine ? { mine: 'true' as never } : {}) }
  const { items } = options.queue
    ? await client.call('queue.list', { query: { limit: 100, ...query } })
    : await client.call('case.list', { query: { limit: 100, ...query, ...(options.all ? {} : { open: 'true' as never }) } })
  if (options.json) return say(JSON.stringify(items, null, 2))
  if (items.length === 0) return say('No cases.')
  say(columns(items.map((row) => [row.number, row.priority, row.state, clockText(row), row.serial ?? '', row.summary])))
}

export async function show(number: string, { json }: { json?: boolean }): Promise<void> {
  const { client } = connect()
  const found = await client.call('case.read', { params: { account: accountIn(number), case: number } })
  if (json) return say(JSON.stringify(found, null, 2))
  printCase(found)
}

function printCase(found: Whole) {
  say(`${found.number}  ${found.priority}  ${found.state}  ${found.summary}`)
  say(
    `${found.accountName}, ${found.requester ?? 'no requester'}, ${found.serial ?? 'no device'} ${found.product ?? ''}, owner ${found.owner ?? 'nobody'}, queue ${found.queue}`,
  )
  say(
    `clock: ${found.clock.state}${found.clock.dueText ? `, due ${found.clock.dueText}` : ''}${found.clock.byText ? `, ${found.clock.byText}` : ''}`,
  )
  for (const line of found.clock.why) say(`  ${line}`)
  for (const event of found.timeline)
    say(`${event.at}  ${event.visibility === 'internal' ? '(internal) ' : ''}${event.actor}: ${eventText(event)}`)
  if (found.moves.length > 0) say(`moves: ${found.moves.map((each) => each.move).join(', ')}`)
}

function eventText({ kind, body }: Whole['timeline'][number]): string {
  const text = body.text ?? body.description ?? body.reason
  return [kind, body.medium, body.from && body.to ? `${body.from} to ${body.to}` : '', body.name, text]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ')
}

type OpenOptions = {
  priority: 'P1' | 'P2' | 'P3' | 'P4'
  description: string
  account?: string
  requester?: string
  reference: string
  confirm?: string[]
}

export async function open(serial: string, summary: string, options: OpenOptions): Promise<void> {
  const connected = connect()
  const account = await accountOf(connected, options.account)
  try {
    const opened = await connected.client.call('case.open', {
      params: { account },
      body: {
        kind: 'tech',
        device: serial,
        summary,
        description: options.description,
        priority: options.priority,
        customerReference: options.reference,
        release: '',
        confirmations: options.confirm ?? [],
        ...(options.requester ? { requester: options.requester } : {}),
      },
    })
    say(`${opened.number} is open; first response ${opened.clock.dueText ? `due ${opened.clock.dueText}` : 'without a target'}.`)
    printDecision(opened.decided)
  } catch (error) {
    if (!(error instanceof AnswerError) || typeof error.problem.decision !== 'object') throw error
    say(error.problem.title)
    printDecision(error.problem.decision as Answer<'decision.preview'>)
    process.exitCode = 2
  }
}

type ActId =
  | 'case.name-specialist'
  | 'case.release-specialist'
  | 'case.step'
  | 'case.watch'
  | 'case.merge'
  | 'case.link'
  | 'case.message'
  | 'case.note'
  | 'case.respond'
  | 'case.assign'
  | 'case.priority'
  | 'case.move'

/** Does something to a case and prints where it stands then. */
export async function act(number: string, id: ActId, body: Readonly<Record<string, unknown>>): Promise<void> {
  const { client } = connect()
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
  const found = await client.call(id, { params: { account: accountIn(number), case: number }, body: given } as unknown as Input<ActId>)
  say(`${found.number}: ${found.state}, ${found.priority}, owner ${found.owner ?? 'nobody'}, clock ${found.clock.state}`)
}

/** Hears of a case no more. */
export async function unwatch(number: string): Promise<void> {
  const { client } = connect()
  const found = await client.call('case.unwatch', { params: { account: accountIn(number), case: number, watcher: 'me' } })
  say(`${found.number}: you hear of it no more`)
}

/** Opens a case of its own for a message of the customer. */
export async function split(
  number: string,
  entry: string,
  summary: string,
  { priority, device }: { readonly priority: 'P1' | 'P2' | 'P3' | 'P4'; readonly device?: string },
): Promise<void> {
  const { client } = connect()
  const opened = await client.call('case.split', {
    params: { account: accountIn(number), case: number },
    body: { seq: Number(entry), summary, priority, ...(device ? { device } : {}) },
  })
  say(`${opened.number} is open; first response ${opened.clock.dueText ? `due ${opened.clock.dueText}` : 'without a target'}.`)
}

/** The steps of the playbook beside a case. */
export async function steps(number: string): Promise<void> {
  const { client } = connect()
  const { playbook } = await client.call('case.read', { params: { account: accountIn(number), case: number } })
  if (playbook.length === 0) return say('No playbook.')
  say(columns(playbook.map((step) => [step.code, step.as, step.by ?? '', step.title, step.clauses.join(' ')])))
}
