import { resolveLocal } from '../../calendar/local-time.ts'
import { addDays } from '../../calendar/terms.ts'
import { workingDayAfter } from '../../calendar/working-days.ts'
import { newId } from '../../db/ids.ts'
import { audit, setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { normalSerial } from '../../installed-base/device.ts'
import { findDevices } from '../../installed-base/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, notPermitted } from '../../lib/problem.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { type DutyEvent, keptTimer, type TestedProduct } from '../event.ts'
import { findFile } from '../files/store.ts'
import { type DutyItem, holdsUp, isKeptThroughout } from '../items.ts'
import { flagsOf } from '../papers.ts'
import { rulesOf } from '../rules.ts'
import { type AttendanceOf, type By, type ContractDuties, dutiesOf, type EngagementDuties, historyOf } from '../service.ts'
import { findEvent, holdBook, insertEvent, listEngagements } from '../store.ts'
import { tellCustomer, tellStaff } from '../telling/service.ts'
import { askedProducts, faultyProducts, productWords, saidOf } from '../tested.ts'

/** The morning of the day on which an answer is due, and the one after; its subject is the question. */
export const answerTimer = 'duty-answer-due'
const morning = '09:00'

/** Which duty of which contract, for the contract itself or for a piece of work under it. */
export type Target = { readonly contractId: string; readonly engagementId: string | null; readonly duty: string }

type Found = ContractDuties & {
  readonly item: DutyItem
  readonly own: EngagementDuties | null
  readonly title: string
  readonly leadId: string | null
}

/** Why a duty is not found: nobody owes it, or it is owed for a piece of work, or it is owed once for the contract. */
function noSuchDuty({ contract, offering }: ContractDuties, { duty, engagementId }: Target) {
  const known = offering.duties.find(({ code }) => code === duty)
  if (known === undefined)
    return notFound('duty', { found: duty, expected: `one of ${offering.duties.map(({ code }) => code).join(', ')}` })
  const what = `${duty}: ${known.title} (${known.clauses.join(', ')})`
  return engagementId === null
    ? notFound('duty of the contract itself', {
        found: `${what}, which is owed for each piece of work`,
        expected: 'the engagement too',
        toDo: `Name the engagement; the list of duties of ${contract.number} names those that are open.`,
      })
    : notFound('duty of this piece of work', {
        found: `${what}, which is owed once for ${contract.number}`,
        toDo: 'Leave the engagement out.',
      })
}

async function itemNow(tx: Tx, account: AccountRef, by: By, { contractId, engagementId, duty }: Target): Promise<DutyItem> {
  const { items, own } = await dutiesOf(tx, account, { contractId, engagementId: engagementId ?? undefined }, by.now)
  const item = (own?.items ?? items).find(({ code }) => code === duty)
  if (!item) throw notFound('duty')
  return item
}

/** The duty as it stands, while nobody else writes about the duties of its contract. */
async function hold(tx: Tx, account: AccountRef, by: By, target: Target, attendanceOf?: AttendanceOf): Promise<Found> {
  await holdBook(tx, account.id, target.contractId)
  const which = { contractId: target.contractId, engagementId: target.engagementId ?? undefined, attendanceOf }
  const found = await dutiesOf(tx, account, which, by.now)
  const item = (found.own?.items ?? found.items).find(({ code }) => code === target.duty)
  if (!item) throw noSuchDuty(found, target)
  if (item.sum) throw conflict('This duty says that all the others are kept', { toDo: 'Choose the duty that it is about.' })
  return {
    ...found,
    item,
    title: found.own ? `${item.title} (${found.own.engagement.title})` : item.title,
    leadId: found.own?.engagement.leadId ?? null,
  }
}

async function write(
  tx: Tx,
  account: AccountRef,
  by: By,
  target: Target,
  { contract, item }: Found,
  given: Pick<DutyEvent, 'kind' | 'on'> &
    Partial<Pick<DutyEvent, 'part' | 'text' | 'nothing' | 'until' | 'refersTo' | 'paper' | 'products' | 'source'>> & {
      readonly fileId?: string | null
    },
): Promise<string> {
  const id = newId(by.now)
  await insertEvent(tx, account.id, {
    id,
    ...target,
    part: given.part ?? null,
    kind: given.kind,
    at: by.now,
    on: given.on,
    actor: by.actor,
    side: by.side,
    // what opens a door is not kept in words that both sides read
    text: given.text ?? '',
    nothing: given.nothing ?? false,
    fileId: given.fileId ?? null,
    until: given.until ?? null,
    refersTo: given.refersTo ?? null,
    ...(given.paper ? { paper: given.paper } : {}),
    ...(given.products && given.products.length > 0 ? { products: given.products } : {}),
    ...(given.source ? { source: given.source } : {}),
  })
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: `duty.${given.kind}`,
    subject: contract.number,
    detail: { duty: item.code, clauses: item.clauses, engagement: target.engagementId, on: given.on, until: given.until ?? null },
  })
  if (isKeptThroughout(item) && holdsUp(item) !== holdsUp(await itemNow(tx, account, by, target)))
    for (const { id: subjectId, contractId, endedOn } of await listEngagements(tx, account.id))
      if (contractId === target.contractId && endedOn === null)
        await setTimer(tx, { accountId: account.id, now: by.now, kind: keptTimer, subjectId, dueAt: by.now })
  return id
}

const notAhead = (on: LocalDate, today: LocalDate) => {
  if (on > today) throw badRequest('The day lies ahead', { found: on, expected: `${today} or earlier` })
}

const knownPart = ({ parts }: DutyItem, part: string | null) => {
  if (part === null || parts.some(({ code }) => code === part)) return
  throw badRequest('The duty has no such part', { found: part, expected: parts.map(({ code }) => code).join(', ') || 'no part' })
}

export type Evidence = {
  readonly part: string | null
  readonly text: string
  readonly nothing: boolean
  readonly fileId: string | null
  /** The day it is of; today where it is left out. */
  readonly on: LocalDate | undefined
  /** The question it answers; every open one where none is named. */
  readonly ask: string | null
  /** Language of the file as two small letters, and the day it shows; asked for where papers have to be current and in English (MSP-5.g2). */
  readonly paper?: { readonly language: string | undefined; readonly asOf: LocalDate | undefined }
  /** Products under test, for a duty that asks for them (MSP-5.j). */
  readonly products?: readonly TestedProduct[]
}

/** Evidence that a duty is met: a statement, a file, or the words that there is none. */
export async function meetDuty(
  tx: Tx,
  account: AccountRef,
  by: By,
  target: Target,
  given: Evidence,
  attendanceOf?: AttendanceOf,
): Promise<{ readonly id: string; readonly flags: readonly string[] }> {
  const found = await hold(tx, account, by, target, attendanceOf)
  const { item, today, offering } = found
  if (item.fact)
    throw conflict('This duty is decided by what the system knows', {
      found: item.fact.found,
      expected: item.fact.expected,
      toDo: item.fact.cure,
    })
  if (item.party === 'provider' && by.side === 'customer')
    throw notPermitted('This duty is the provider’s', { toDo: 'The provider says what meets it.' })
  if (isKeptThroughout(item) && item.lapse?.side === 'provider' && by.side === 'customer')
    throw notPermitted(`The provider said that this is not kept, and says when it is again (${item.clauses.join(', ')})`, {
      found: item.lapse.text,
      toDo: `Settle it with ${item.lapse.actor}.`,
    })
  if (by.side !== item.party && offering.duties.find(({ code }) => code === item.code)?.byOwner)
    throw notPermitted(`This is the ${item.party}’s own to secure (${item.clauses.join(', ')})`, {
      found: `the ${by.side}`,
      expected: `the ${item.party}`,
      toDo: 'Ask for it; whoever owes it answers.',
    })
  knownPart(item, given.part)
  if (given.nothing && !item.forms.includes('none'))
    throw badRequest('This duty is not met by saying that there is none', { expected: item.forms.join(' or ') })
  if (!given.nothing && given.fileId === null && !item.forms.includes('statement'))
    throw badRequest('A file is expected', { found: 'a statement alone', expected: 'a file', toDo: 'Add the file.' })
  const products = await knownProducts(tx, account, found, given.products ?? [])
  if (!given.nothing && given.fileId === null && given.text === '' && products.length === 0)
    throw badRequest('Evidence is expected', { found: 'neither words nor a file', expected: item.forms.join(' or ') })
  if (given.fileId !== null && !(await findFile(tx, account.id, given.fileId))) throw notFound('file')
  const on = given.on ?? today
  notAhead(on, today)
  if (given.ask !== null) {
    const ask = item.asks.find(({ id }) => id === given.ask)
    if (!ask) throw notFound('question')
    if (ask.answer) throw conflict('It was answered already', { found: `on ${ask.answer.on}`, toDo: 'Nothing is left to do.' })
  }
  const paper = paperOf(found, given)
  if (paper) notAhead(paper.asOf, today)
  const faulty = faultyProducts([...saidOf(await historyOf(tx, account, target)), products])
  if (faulty.length > 0) {
    const text = [given.text, `${productWords(faulty)}.`].filter((each) => each !== '').join(' ')
    const broken = await writeLapse(tx, account, by, target, found, { part: given.part, fileId: given.fileId, text, products, on })
    return { id: broken, flags: faulty.map(({ serial }) => `${serial} does not work: the duty is not met (${item.clauses.join(', ')})`) }
  }
  const { paper: _, ...rest } = given
  const said = { ...rest, products, text: given.text || productWords(products) }
  const id = await write(tx, account, by, target, found, { ...said, ...(paper ? { paper } : {}), kind: 'met', on, refersTo: given.ask })
  const events = await historyOf(tx, account, target)
  const written = events.find((event) => event.id === id)
  return {
    id,
    flags: written ? flagsOf(written, events, found.own?.engagement ?? null).map((flag) => `${flag} (${citedPapers(found)})`) : [],
  }
}

/** Products under test are named where a duty asks for them, and each is a device of the account (MSP-5.j). */
async function knownProducts(tx: Tx, account: AccountRef, { item }: Found, given: readonly TestedProduct[]) {
  const products = askedProducts(
    item,
    given.map((each) => ({ ...each, serial: normalSerial(each.serial) })),
  )
  const known = new Set(
    (
      await findDevices(
        tx,
        account.id,
        products.map(({ serial }) => serial),
      )
    ).map(({ serial }) => serial),
  )
  const unknown = products.filter(({ serial }) => !known.has(serial)).map(({ serial }) => serial)
  if (unknown.length > 0)
    throw badRequest(`No such device in this account (${item.clauses.join(', ')})`, {
      found: unknown.join(', '),
      expected: `devices of ${account.code}`,
      toDo: 'Correct the serials, or add the devices first.',
    })
  return products
}

const papersDuty = ({ offering }: Pick<ContractDuties, 'offering'>) => offering.duties.find(({ fact }) => fact === 'papers-in-order')
const citedPapers = (found: Pick<ContractDuties, 'offering'>) => papersDuty(found)?.clauses.join(', ') ?? found.offering.code

/** What is said of a file: its language and the day it shows, where the service asks for current papers in English (MSP-5.g2). */
function paperOf(found: Found, { fileId, paper }: Evidence): DutyEvent['paper'] {
  if (fileId === null || (papersDuty(found) === undefined && !(paper?.language && paper.asOf))) return undefined
  const { language, asOf } = paper ?? {}
  if (language !== undefined && asOf !== undefined) return { language, asOf }
  throw badRequest(`Say in which language the file is, and of which day (${citedPapers(found)})`, {
    found: language === undefined ? 'no language' : 'no day',
    expected: 'a language as two small letters, and the day that the file shows',
    toDo: 'Give both. A file in another language is kept and flagged.',
  })
}

/** A duty is not met any more, whoever noticed. */
export async function lapseDuty(
  tx: Tx,
  account: AccountRef,
  by: By,
  target: Target,
  given: { readonly part: string | null; readonly text: string; readonly on: LocalDate | undefined },
  attendanceOf?: AttendanceOf,
): Promise<string> {
  const found = await hold(tx, account, by, target, attendanceOf)
  const { item, today } = found
  if (item.fact) throw conflict('This duty is decided by what the system knows', { found: item.fact.found })
  knownPart(item, given.part)
  if (item.state === 'broken') throw conflict('That was said already', { found: `not met since ${item.since}` })
  const on = given.on ?? today
  notAhead(on, today)
  return writeLapse(tx, account, by, target, found, { ...given, on })
}

type Lapse = Pick<DutyEvent, 'part' | 'text' | 'on' | 'products'> & { readonly fileId?: string | null }

/** Writes that a duty is not met, and tells the other side. */
async function writeLapse(tx: Tx, account: AccountRef, by: By, target: Target, found: Found, given: Lapse): Promise<string> {
  const { item } = found
  const { on } = given
  const id = await write(tx, account, by, target, found, { ...given, kind: 'lapsed' })
  const letter = {
    about: found.contract.number,
    subject: `Not met since ${on}: ${found.title}`,
    text: `${given.text}\n\n${by.actor} says so of contract ${found.contract.number} (${item.clauses.join(', ')}). ${waits(item)}`,
  }
  if (by.side === 'provider') await tellCustomer(tx, account, by.now, letter)
  else await tellStaff(tx, account, by.now, found.leadId, letter)
  return id
}

const waits = ({ needed, effect }: DutyItem) =>
  effect === 'blocks-deliverable' || effect === 'blocks-activation'
    ? `What waits for it: ${needed === null ? 'everything that is delivered under the contract' : needed.join(', ')}. Cases are taken in as always.`
    : 'Cases are taken in as always.'

/** The provider does without a duty of the customer up to a day; then it counts again by itself (policy B21). */
export async function waiveDuty(
  tx: Tx,
  account: AccountRef,
  by: By,
  target: Target,
  given: { readonly reason: string; readonly until: LocalDate },
): Promise<string> {
  const found = await hold(tx, account, by, target)
  const { item, today } = found
  if (item.party === 'provider') throw conflict('The provider does not waive a duty of its own', { toDo: 'Say what meets it.' })
  if (given.until < today) throw badRequest('The waiver would have ended already', { found: given.until, expected: `${today} or later` })
  const id = await write(tx, account, by, target, found, { kind: 'waived', on: today, text: given.reason, until: given.until })
  await tellCustomer(tx, account, by.now, {
    about: found.contract.number,
    subject: `Waived up to ${given.until}: ${found.title}`,
    text: `${given.reason}\n\nUp to and with ${given.until} nothing waits for this duty of contract ${found.contract.number} (${item.clauses.join(', ')}). After that day it counts again.`,
  })
  return id
}

/** The customer's own word that it cannot meet a duty: kept as it is, and the provider hears of it at once (MSP-5.m1, ISS-4.j, ACP-16.p12, policy B16). */
export async function notifyMiss(
  tx: Tx,
  account: AccountRef,
  by: By,
  target: Target,
  given: { readonly reason: string; readonly from: LocalDate | undefined },
): Promise<string> {
  const found = await hold(tx, account, by, target)
  const { item, today } = found
  if (item.party === 'provider') throw conflict('This duty is the provider’s', { toDo: 'Choose a duty of your own.' })
  const on = given.from ?? today
  const id = await write(tx, account, by, target, found, { kind: 'cannot', on, text: given.reason })
  await tellStaff(tx, account, by.now, found.leadId, {
    about: found.contract.number,
    subject: `${account.code} cannot meet a duty ${on > today ? `from ${on}` : `since ${on}`}: ${found.title}`,
    text: [
      given.reason,
      `${by.actor} gave this notice for contract ${found.contract.number} (${item.clauses.join(', ')}).`,
      waits(item),
    ].join('\n\n'),
  })
  return id
}

/** A notice is taken back; it stays in the history. */
export async function withdrawNotice(
  tx: Tx,
  account: AccountRef,
  by: By,
  target: Target,
  given: { readonly notice: string; readonly text: string },
): Promise<string> {
  const found = await hold(tx, account, by, target)
  const history = await historyOf(tx, account, target)
  const notice = history.find(({ id, kind }) => kind === 'cannot' && id === given.notice)
  if (!notice || history.some(({ refersTo }) => refersTo === notice.id)) throw notFound('notice that stands')
  const id = await write(tx, account, by, target, found, { kind: 'withdrawn', on: found.today, text: given.text, refersTo: notice.id })
  await tellStaff(tx, account, by.now, found.leadId, {
    about: found.contract.number,
    subject: `${account.code} withdraws its notice: ${found.title}`,
    text: `${given.text}\n\n${by.actor} withdrew the notice of ${notice.on}.`,
  })
  return id
}

/** The provider asks for what a duty owes; the clock of the answer begins (MSP-5.n, policy B56). */
export async function askFor(
  tx: Tx,
  account: AccountRef,
  by: By,
  target: Target,
  given: {
    readonly text: string
    readonly part: string | null
    readonly dueOn: LocalDate | undefined
    readonly source?: DutyEvent['source'] | undefined
  },
): Promise<{ readonly id: string; readonly dueOn: LocalDate | null }> {
  const found = await hold(tx, account, by, target)
  const { item, today, offering } = found
  if (item.party === 'provider') throw conflict('The provider asks the customer, not itself', { toDo: 'Choose a duty of the customer.' })
  knownPart(item, given.part)
  if (given.dueOn !== undefined && given.dueOn < today)
    throw badRequest('The day lies behind', { found: given.dueOn, expected: `${today} or later` })
  const dueOn =
    promisedDay(
      found,
      offering.duties.find(({ code }) => code === item.code),
    ) ??
    given.dueOn ??
    null
  const id = await write(tx, account, by, target, found, {
    kind: 'asked',
    on: today,
    text: given.text,
    part: given.part,
    until: dueOn,
    ...(given.source ? { source: given.source } : {}),
  })
  await tellCustomer(tx, account, by.now, {
    about: found.contract.number,
    subject: `You are asked${dueOn === null ? '' : ` by ${dueOn}`}: ${found.title}`,
    text: `${given.text}\n\nContract ${found.contract.number} (${item.clauses.join(', ')}). Answer on the page Duties. ${meanwhile(item, dueOn)}; cases are taken in as always.`,
  })
  if (dueOn !== null)
    for (const day of [dueOn, addDays(dueOn, 1)]) {
      const dueAt = at(account.zone, day, morning)
      if (dueAt > by.now) await setTimer(tx, { accountId: account.id, now: by.now, kind: answerTimer, subjectId: id, dueAt })
    }
  return { id, dueOn }
}

const meanwhile = (item: DutyItem, dueOn: LocalDate | null): string => {
  if (!isKeptThroughout(item)) return 'The work waits for it meanwhile'
  return dueOn === null ? 'The work goes on meanwhile' : `The work goes on meanwhile, and stands still after ${dueOn} without an answer`
}

/** So many working days of the primary workplace, the day after asking being the first; undefined where no number is promised. */
function promisedDay({ calendar, book, today }: Found, duty: Parameters<typeof rulesOf>[0] | undefined): LocalDate | undefined {
  const due = duty && rulesOf(duty).due
  if (due?.rule !== 'after-asking' || due.workingDays === undefined) return undefined
  const days = duty?.policy === 'signoff.rule' ? book.get('signoff.rule').workingDays : due.workingDays
  const day = workingDayAfter(calendar, today, days)
  if (typeof day === 'string') return day
  throw conflict('The day of the answer cannot be told', {
    found: day.message,
    toDo: 'Enter the holidays of that year under Calendars, then ask again.',
  })
}

const at = (zone: string, day: LocalDate, time: string): Instant => {
  const found = resolveLocal(zone, `${day}T${time}`)
  if (typeof found !== 'number') throw new Error(`account zone ${zone} is not known`)
  return found
}

/** A question is due today, or was yesterday: the customer is reminded, and afterwards both sides hear that it is overdue. */
export async function remindOfAnswer(tx: Tx, account: AccountRef, now: Instant, askId: string): Promise<void> {
  const known = await findEvent(tx, account.id, askId)
  if (!known) return
  const { items, engagements, contract, today } = await dutiesOf(tx, account, { contractId: known.contractId }, now)
  const groups = [{ items, engagement: null }, ...engagements]
  for (const { items: each, engagement } of groups)
    for (const item of each) {
      const ask = item.asks.find(({ id }) => id === askId)
      if (!ask || ask.answer || ask.dueOn === null) continue
      const what = engagement ? `${item.title} (${engagement.title})` : item.title
      const late = today > ask.dueOn
      const letter = {
        about: contract.number,
        subject: late ? `Overdue since ${addDays(ask.dueOn, 1)}: ${what}` : `An answer is due today: ${what}`,
        text: `${ask.text}\n\nAsked on ${ask.askedOn}, due on ${ask.dueOn} (${item.clauses.join(', ')}). Silence is no consent.`,
      }
      await tellCustomer(tx, account, now, letter)
      if (late) await tellStaff(tx, account, now, engagement?.leadId ?? null, letter)
    }
}
