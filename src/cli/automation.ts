import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Answer, AnswerError } from '../client/client.ts'
import { readKey } from '../guidance/automation/collectors/collector.ts'
import { type ListedEvent, listedEvents } from '../guidance/automation/events/listed.ts'
import { fieldWords } from '../installed-base/reconciliation/compare.ts'
import { accountOf, type Connected, connect } from './login.ts'
import { columns, say, tell } from './say.ts'

/**
 * Both sides of service automation: what a collector sends by its key, and what was sent. Everything that is sent may be sent again: the server
 * knows it again. Ends with 0 when all of it was taken, with 2 when a part of it was not, with 1 when nothing was.
 */

type Where = { readonly account?: string; readonly contract?: string; readonly json?: boolean }

const inPart = 2
const mostTries = 4

/** Account and contract: said, or those of the key. */
async function placeOf(connected: Connected, { account, contract }: Where): Promise<{ account: string; contract: string }> {
  const own = readKey(connected.headers['x-api-key'] ?? '')
  const number = contract?.toUpperCase() ?? own?.contract
  if (!number) throw new Error('Say under which contract: --contract NUMBER')
  return { account: account?.toUpperCase() ?? own?.account ?? (await accountOf(connected, undefined)), contract: number }
}

/** Sends until the server has answered for good: a line that breaks, or a server that is busy, is tried again. */
async function send<T>(connected: Connected, path: string, init: () => RequestInit): Promise<T> {
  for (let tries = 1; ; tries++) {
    let answer: Response | undefined
    try {
      answer = await fetch(connected.address + path, { ...init(), method: 'POST' })
    } catch (error) {
      if (tries >= mostTries) throw error
    }
    if (answer) {
      const again = answer.status >= 500 || answer.status === 429
      const body: unknown = await answer.json().catch(() => ({ title: `The server answered ${answer.status}` }))
      if (answer.ok) return body as T
      if (!again || tries >= mostTries) throw new AnswerError(body as never)
    }
    const wait = Number(answer?.headers.get('retry-after')) || 2 ** tries / 4
    tell(`Not taken yet; tried again in ${wait} s.`)
    await pause(Math.min(wait, 60) * 1000)
  }
}

const bytesOf = (file: string): Buffer => readFileSync(file === '-' ? 0 : file)
const whenOf = (file: string, given: string | undefined): string =>
  given ?? (file === '-' ? new Date() : statSync(file).mtime).toISOString()

const formOf = (bytes: Buffer, name: string) => (headers: Connected['headers']) => () => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), name)
  return { headers, body: form }
}
const pathOf = ({ account, contract }: { account: string; contract: string }, rest: string) =>
  `/api/accounts/${account}/contracts/${contract}/automation/${rest}`

/** Sends an inventory. */
export async function feed(file: string, options: Where & { readonly source: string; readonly readAt?: string }): Promise<void> {
  const connected = connect()
  const place = await placeOf(connected, options)
  const query = new URLSearchParams({ source: options.source, readAt: whenOf(file, options.readAt) })
  const sent = await send<Answer<'automation.feed'>>(
    connected,
    pathOf(place, `feeds?${query}`),
    formOf(bytesOf(file), basename(file))(connected.headers),
  )
  if (sent.unreadLines > 0) process.exitCode = inPart
  if (options.json) return say(JSON.stringify(sent, null, 2))
  say(
    `${sent.listed} devices, read ${sent.readAt}${sent.same ? '; it was sent before' : ''}${sent.late ? '; a newer reading is known, which counts' : ''}.`,
  )
  if (sent.round !== null) say(`Round ${sent.round} is up to date with it.`)
  for (const { line, found, toDo } of sent.unread) tell(`line ${line}: found ${found}. ${toDo}`)
  if (sent.unreadLines > sent.unread.length) tell(`and ${sent.unreadLines - sent.unread.length} lines more`)
}

type CollectOptions = Where & {
  readonly script: string
  readonly scriptVersion: string
  readonly collectedAt?: string
  readonly batch?: string
}

/** Sends the files that a script collected of a device. */
export async function collect(device: string, files: readonly string[], options: CollectOptions): Promise<void> {
  const connected = connect()
  const place = await placeOf(connected, options)
  const all: Answer<'automation.collect'>[] = []
  for (const file of files) {
    const collectedAt = whenOf(file, options.collectedAt)
    const query = new URLSearchParams({
      device,
      name: file === '-' ? `${device}.txt` : basename(file),
      script: options.script,
      version: options.scriptVersion,
      collectedAt,
      batch: options.batch ?? `${options.script} ${collectedAt}`.slice(-50),
    })
    const sent = await send<Answer<'automation.collect'>>(
      connected,
      pathOf(place, `files?${query}`),
      formOf(bytesOf(file), basename(file))(connected.headers),
    )
    all.push(sent)
    if (options.json) continue
    const fates = sent.same
      ? 'sent before'
      : sent.late
        ? 'kept; something newer is known'
        : sent.fates.map(({ what, fate }) => (fate === 'not recognised' ? 'kept, not recognised' : `${what}: ${fate}`)).join(', ')
    say(`${sent.serial}  ${sent.name}  ${fates}`)
  }
  if (options.json) say(JSON.stringify(all, null, 2))
}

type EventOptions = Where & {
  readonly severity?: string
  readonly at?: string
  readonly text?: string
  readonly id?: string
  readonly from?: string
}

/** The number of an event that names none: of what it says, so that the same run again counts once. */
const numberOf = ({ device, kind, at, severity, text, nth }: ListedEvent & { readonly nth: number }): string =>
  createHash('sha256').update([device, kind, at, severity, text, nth].join('\n')).digest('hex').slice(0, 40)

/** Sends one event, or those of a file. */
export async function event(device: string | undefined, kind: string | undefined, options: EventOptions): Promise<void> {
  const connected = connect()
  const place = await placeOf(connected, options)
  const listed =
    options.from !== undefined
      ? listedEvents(bytesOf(options.from).toString('utf8'))
      : device !== undefined && kind !== undefined
        ? {
            events: [
              {
                device,
                kind,
                severity: options.severity ?? 'major',
                at: options.at ?? new Date().toISOString(),
                text: options.text ?? '',
                id: options.id ?? '',
              },
            ],
            unread: [],
          }
        : undefined
  if (!listed) throw new Error('Say which device and which kind of event, or a file: --from FILE')
  for (const { line, found } of listed.unread) tell(`line ${line}: ${found}`)
  let lost = listed.unread.length
  const seen = new Map<string, number>()
  const all: Answer<'automation.event'>[] = []
  for (const each of listed.events) {
    const same = JSON.stringify(each)
    const nth = seen.get(same) ?? 0
    seen.set(same, nth + 1)
    const body = { ...each, id: each.id || numberOf({ ...each, nth }) }
    try {
      const sent = await send<Answer<'automation.event'>>(connected, pathOf(place, 'events'), () => ({
        headers: { ...connected.headers, 'content-type': 'application/json', 'idempotency-key': `event ${body.id}` },
        body: JSON.stringify(body),
      }))
      all.push(sent)
      if (sent.fate === 'refused') lost++
      if (!options.json) say(told(sent))
    } catch (error) {
      // one that the server cannot take loses no other
      if (!(error instanceof AnswerError) || listed.events.length === 1) throw error
      lost++
      tell(`${each.device} ${each.kind}: ${error.message}`)
    }
  }
  if (options.json) say(JSON.stringify(all, null, 2))
  if (lost > 0) process.exitCode = all.length === 0 ? 1 : inPart
}

const told = ({ serial, kind, at, fate, case: number, why, clauses }: Answer<'automation.event'>): string =>
  [
    `${at}  ${serial}  ${kind}`,
    fate === 'opened' ? `${number} is opened` : fate === 'added' ? `added to ${number}` : `${fate}: ${why} [${clauses.join(', ')}]`,
  ].join('  ')

/** Collectors of a roll-out, and how what they sent compares. */
export async function show(contract: string, options: Where): Promise<void> {
  const connected = connect()
  const params = await placeOf(connected, { ...options, contract })
  const [{ items, quietHours }, compared] = await Promise.all([
    connected.client.call('collector.list', { params }),
    connected.client.call('automation.comparison', { params }),
  ])
  if (options.json) return say(JSON.stringify({ quietHours, collectors: items, comparison: compared }, null, 2))
  if (items.length === 0) return say('No collector yet.')
  say(
    columns([
      ['collector', 'state', 'last feed', 'devices'],
      ...items.map(({ name, revokedAt, silent, quietSince, feed: last }) => [
        name,
        revokedAt ? `revoked ${revokedAt}` : silent ? `silent since ${quietSince}` : 'sends',
        last?.readAt ?? 'none',
        String(last?.listed ?? ''),
      ]),
    ]),
  )
  if (compared.readAt === null) return
  say(`Comparison as of ${compared.readAt}: ${compared.listed} listed, ${compared.held} held, ${compared.same} the same.`)
  for (const { field, count } of compared.differences) say(`  ${fieldWords[field]}: ${count}`)
}

/** Inventories that came. */
export async function feeds(contract: string, options: Where): Promise<void> {
  const connected = connect()
  const { items } = await connected.client.call('automation.feeds', { params: await placeOf(connected, { ...options, contract }) })
  if (options.json) return say(JSON.stringify(items, null, 2))
  if (items.length === 0) return say('No inventory came yet.')
  say(
    columns([
      ['read', 'collector', 'source', 'devices', ''],
      ...items.map(({ readAt, collector, source, listed, late, unreadLines }) => [
        readAt,
        collector,
        source,
        String(listed),
        [late ? 'late' : '', unreadLines ? `${unreadLines} lines not read` : ''].filter(Boolean).join(', '),
      ]),
    ]),
  )
}

/** What was collected of the devices. */
export async function files(contract: string, options: Where & { readonly device?: string }): Promise<void> {
  const connected = connect()
  const query = { limit: 200, ...(options.device ? { device: options.device } : {}) }
  const { items } = await connected.client.call('automation.files', { params: await placeOf(connected, { ...options, contract }), query })
  if (options.json) return say(JSON.stringify(items, null, 2))
  if (items.length === 0) return say('Nothing was collected yet.')
  say(columns(items.map(({ collectedAt, serial, name, script, version }) => [collectedAt, serial, name, `${script} ${version}`])))
}

/** Detected events with what became of them. */
export async function events(contract: string, options: Where & { readonly fate?: string }): Promise<void> {
  const connected = connect()
  const query = { limit: 200, ...(options.fate ? { fate: options.fate as never } : {}) }
  const { items } = await connected.client.call('automation.events', { params: await placeOf(connected, { ...options, contract }), query })
  if (options.json) return say(JSON.stringify(items, null, 2))
  if (items.length === 0) return say('No event came yet.')
  for (const each of items) say(told({ ...each, same: false }))
}
