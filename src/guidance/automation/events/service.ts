import { formatLocal } from '../../../calendar/local-time.ts'
import { mergedInto } from '../../../cases/merging/rule.ts'
import { openCase } from '../../../cases/opening/service.ts'
import { append, type Case, findCase, listEvents as listCaseEvents, lockCase } from '../../../cases/service.ts'
import { caseStates } from '../../../cases/states.ts'
import { tellPublic } from '../../../cases/watching/service.ts'
import { policyBook } from '../../../catalog/policy-book.ts'
import { readOverrides } from '../../../catalog/service.ts'
import { dayOf } from '../../../contracts/service.ts'
import { newId } from '../../../db/ids.ts'
import { audit } from '../../../db/records.ts'
import type { Tx } from '../../../db/scope.ts'
import { coverOfDevices } from '../../../entitlement/service.ts'
import { type Device, normalSerial } from '../../../installed-base/device.ts'
import { findDevice } from '../../../installed-base/service.ts'
import type { AccountRef, Principal } from '../../../lib/principal.ts'
import { badRequest } from '../../../lib/problem.ts'
import { maskText } from '../../../lib/secrets/mask.ts'
import { type Instant, toIso } from '../../../lib/time.ts'
import { findPerson } from '../../../parties/service.ts'
import { findCollector, type Sending, sending } from '../collectors/service.ts'
import { notAhead } from '../feeds/service.ts'
import { stateOf } from '../plan.ts'
import { type Fate, judgeEvent, kindOf, kindWords, priorityOf, type Severity, severityWords, worsened } from './judge-event.ts'
import * as store from './store.ts'

export { listEvents, listOfCase } from './store.ts'

export type EventInput = {
  readonly serial: string
  readonly kind: string
  readonly severity: Severity
  readonly at: Instant
  readonly text: string
  /** The collector's own number of it: sent again, it is the same event. */
  readonly sentAs: string | null
}

export type Detected = { readonly event: store.DetectedEvent; readonly same: boolean }

/**
 * Takes a detected event. Live, it opens a case, or is added to the open case of the same device and kind; however many come at once, one row
 * orders them, so that a second case never opens. What opens nothing is kept with what refused it (SSM-3.2.p4).
 */
export async function takeEvent(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  who: Principal,
  number: string,
  given: EventInput,
): Promise<Detected> {
  const held = await sending(tx, account, now, who, number)
  notAhead('The event', given.at, now)
  const kind = kindOf(given.kind)
  if (kind === '') throw badRequest('The kind of event has no name', { found: given.kind, expected: 'a name such as fan-alarm' })
  const sent = given.sentAs === null ? undefined : await store.findSent(tx, account.id, held.collectorId, given.sentAs)
  if (sent) return { event: sent, same: true }
  const input = { ...given, kind, serial: normalSerial(given.serial), text: maskText(given.text) }
  const device = await findDevice(tx, account.id, { serial: input.serial })
  const last = device ? await lastCase(tx, account, device, kind) : undefined
  const judged = judgeEvent({
    at: given.at,
    serial: input.serial,
    state: stateOf(held.plan),
    known: device !== undefined,
    last: last ? { number: last.number, open: caseStates[last.state].open, closedAt: last.closedAt } : null,
    cover: device ? await coverBy(tx, account, now, device, held.contract.number) : null,
    contract: held.contract.number,
  })
  let outcome: Outcome = {
    fate: judged.fate === 'test' ? 'test' : 'refused',
    found: null,
    decisionId: null,
    clauses: judged.clauses,
    why: judged.why,
  }
  if (judged.fate === 'add' && last) {
    await append(tx, last, now, who, { at: given.at, body: bodyOf(held, input) })
    if (caseStates[last.state].open) await tellWorse(tx, account, now, who, last, input)
    outcome = { ...outcome, fate: 'added', found: last }
  } else if (judged.fate === 'open' && device) outcome = await open(tx, account, now, who, held, device, input)
  const { found, ...kept } = outcome
  const row = { ...input, ...kept, id: newId(now), collectorId: held.collectorId, receivedAt: now }
  await store.insertEvent(tx, held.of, { ...row, deviceId: device?.id ?? null, caseId: found?.id ?? null })
  const detail = {
    kind,
    severity: given.severity,
    at: toIso(given.at),
    fate: kept.fate,
    case: found?.number ?? null,
    clauses: kept.clauses,
  }
  await audit(tx, { accountId: account.id, now, actor: held.actor, action: 'automation.event', subject: input.serial, detail })
  return { event: { ...row, collector: held.collector, caseNumber: found?.number ?? null }, same: false }
}

type Outcome = {
  readonly fate: Fate
  readonly found: Pick<Case, 'id' | 'number'> | null
  readonly decisionId: string | null
  readonly clauses: readonly string[]
  readonly why: string
}

const mostMerges = 20

/** The last case of a device and kind, held until the transaction ends; one that was merged into another goes on there. */
async function lastCase(tx: Tx, account: AccountRef, device: Device, kind: string): Promise<Case | undefined> {
  const id = await store.holdFault(tx, account.id, device.id, kind)
  let found = id === null ? undefined : await findCase(tx, account.id, { id })
  for (let hop = 0; found && hop < mostMerges; hop++) {
    const into = await intoOf(tx, account, found)
    if (into === undefined) {
      await lockCase(tx, account.id, { id: found.id })
      found = (await findCase(tx, account.id, { id: found.id })) ?? found
      // merged between the look and the lock: the other one is meant
      if ((await intoOf(tx, account, found)) === undefined) return found
    } else found = await findCase(tx, account.id, { number: into })
  }
  return found
}

const intoOf = async (tx: Tx, account: AccountRef, found: Case): Promise<string | undefined> =>
  caseStates[found.state].open ? undefined : mergedInto(await listCaseEvents(tx, account.id, found.id, false))

/** A case that became worse than its priority says is told to those who work on it and who asked; they raise it, or say why not. */
async function tellWorse(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  who: Principal,
  found: Case,
  input: Pick<EventInput, 'kind' | 'severity' | 'text'>,
): Promise<void> {
  const book = policyBook(dayOf(account.zone, now), await readOverrides(tx))
  const before = (await store.listOfCase(tx, account.id, found.id)).map(({ severity }) => severity)
  const wanted = worsened(input.severity, before, found.priority, book.get('automation.priority'))
  if (wanted === undefined) return
  const text = [
    `${kindWords(input.kind)} is ${severityWords[input.severity].toLowerCase()} now. ${found.number} is ${found.priority}; opened now it would be ${wanted} (policy H15). Raise its priority, or say why it stays.`,
    input.text,
  ]
  await tellPublic(tx, found, now, who, { event: 'state', text: text.filter(Boolean).join('\n\n') }, [found.requesterId, found.ownerId])
}

const coverBy = async (tx: Tx, account: AccountRef, now: Instant, device: Device, contract: string) => {
  const [covers] = await coverOfDevices(tx, account, [device], dayOf(account.zone, now))
  return covers?.covers.find((each) => each.contract === contract) ?? null
}

const bodyOf = ({ collector }: Sending, { kind, severity, text }: Pick<EventInput, 'kind' | 'severity' | 'text'>) => ({
  kind: 'detected' as const,
  what: kindWords(kind),
  severity,
  collector,
  text,
})

/** On the clock of the account, to the second. */
function clockWords({ zone }: AccountRef, at: Instant): string {
  const words = formatLocal(zone, at)
  return typeof words === 'string' ? `${words} (${zone})` : toIso(at)
}

/** Asks for a case as anybody would; refused, the decision is kept with the event. */
async function open(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  who: Principal,
  held: Sending,
  device: Device,
  input: EventInput,
): Promise<Outcome> {
  const book = policyBook(dayOf(account.zone, now), await readOverrides(tx))
  const collector = await findCollector(tx, account.id, held.collectorId)
  const contact = collector && (await findPerson(tx, account.id, { id: collector.contactId }))
  const opened = await openCase(tx, account, now, who, {
    kind: 'tech',
    summary: `${kindWords(input.kind)} on ${device.serial}`,
    description: [`Detected by ${held.collector} at ${clockWords(account, input.at)}.`, input.text].filter(Boolean).join('\n\n'),
    serial: device.serial,
    priority: priorityOf(input.severity, book.get('automation.priority')),
    channel: 'automation',
    customerReference: '',
    release: '',
    confirmations: [],
    reportedAt: now,
    // whoever left is asked nothing any more, and keeps no case from being opened
    requesterId: contact?.status === 'active' ? contact.id : null,
    approval: null,
  })
  const { decisionId, decision } = opened
  if (!opened.opened)
    return {
      fate: 'refused',
      found: null,
      decisionId,
      clauses: decision.decidedBy,
      why: decision.cures.join(' ') || 'no case may be opened',
    }
  const found = opened.opened.case
  await store.nameCase(tx, account.id, device.id, input.kind, found.id)
  return { fate: 'opened', found, decisionId, clauses: ['SSM-3.2.p4'], why: `${found.number} was opened` }
}
