import { localDate, resolveLocal } from '../../calendar/local-time.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOfferings, readOverrides } from '../../catalog/service.ts'
import { type Contract, listContracts, listLines } from '../../contracts/service.ts'
import { newId } from '../../db/ids.ts'
import { send, setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { sidesOf } from '../../installed-base/lifecycle/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { type Instant, type LocalDate, minutesMs, toIso } from '../../lib/time.ts'
import { findAccount, listPeople } from '../../parties/service.ts'
import { listStaff } from '../../parties/staff/service.ts'
import { decideEnds } from './decide.ts'
import * as store from './store.ts'
import { endLetter, gatherEnds } from './word.ts'

/** An end comes as near as a threshold, or a contract that brings word of it begins. */
export const endsTimer = 'end-comes-near'
const rank = 8
/** When word of an end that has come near leaves, on the clock of the account. */
const morning = '08:00'

/**
 * Looks at the ends of what is covered by a service that promises early word of them, writes one letter about all that is new
 * (SSM-3.2.p5), and sets the timer for the next. Looking twice says nothing twice.
 */
export async function tellEnds(tx: Tx, accountId: string, now: Instant): Promise<void> {
  const account = await findAccount(tx, { id: accountId })
  if (!account || account.kind === 'provider') return
  const today = dayOf(account, now)
  const promised = await contractsWithWord(tx, accountId)
  const running = promised.filter(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn)
  await store.holdEnds(tx, accountId)
  const told = await store.listTold(tx, accountId)
  if (promised.length === 0 && told.length === 0) return
  const sides = await sidesOf(tx, accountId, await coveredBy(tx, accountId, running, today))
  const thresholds = policyBook(today, await readOverrides(tx)).get('lifecycle.word')
  const { said, forgotten, next } = decideEnds(sides, told, today, thresholds)
  await store.forgetTold(tx, accountId, [...forgotten, ...said.filter(({ fate }) => fate === 'withdrawn')])
  await store.writeTold(
    tx,
    accountId,
    said.filter(({ fate }) => fate !== 'withdrawn'),
    now,
  )
  if (said.length > 0) await writeLetter(tx, account, gatherEnds(said), now)
  const starts = promised.map(({ startsOn }) => startsOn).filter((day) => day > today)
  await lookAgain(tx, account, [...starts, ...(next === null ? [] : [next])], now)
}

/** Devices that change often are looked at together, so often at most. */
const soonMs = 10 * minutesMs

/** Has the ends of an account looked at shortly, where a service promises word of them: something of its devices is otherwise now. */
export async function lookSoon(tx: Tx, accountId: string, now: Instant): Promise<void> {
  if ((await contractsWithWord(tx, accountId)).length === 0) return
  const dueAt = (Math.floor(now / soonMs) + 1) * soonMs
  await setTimer(tx, { accountId, now, kind: endsTimer, subjectId: accountId, dueAt, rank })
}

const dayOf = ({ zone }: Pick<AccountRef, 'zone'>, now: Instant): LocalDate => {
  const day = localDate(zone, now)
  return typeof day === 'string' ? day : toIso(now).slice(0, 10)
}

/** Contracts of services whose description promises early word of ends. */
async function contractsWithWord(tx: Tx, accountId: string): Promise<readonly Contract[]> {
  const contracts = (await listContracts(tx, accountId)).filter(({ kind, state }) => kind === 'service' && state === 'active')
  if (contracts.length === 0) return []
  const promising = (await readOfferings(tx)).filter((offering) => offering.deliverables.some(({ code }) => code === 'lifecycle-notices'))
  return contracts.filter(({ service, offeringVersion }) =>
    promising.some(({ code, version }) => code === service && version === offeringVersion),
  )
}

async function coveredBy(tx: Tx, accountId: string, contracts: readonly Contract[], today: LocalDate): Promise<readonly string[]> {
  const ids = new Set<string>()
  for (const { id } of contracts)
    for (const { deviceId, startsOn, endsOn, suspendedOn } of await listLines(tx, accountId, { contractId: id }))
      if (startsOn <= today && today <= endsOn && (suspendedOn === null || suspendedOn > today)) ids.add(deviceId)
  return [...ids]
}

/** One letter to the contacts of the account, and the same to the service managers of the provider. */
async function writeLetter(tx: Tx, account: AccountRef, ends: ReturnType<typeof gatherEnds>, now: Instant): Promise<void> {
  const contacts = (await listPeople(tx, account.id)).filter(
    ({ status, roles }) => status === 'active' && roles.some((role) => role === 'LC' || role === 'NC'),
  )
  const managers = await serviceManagers(tx)
  const about = ends.length === 1 ? (ends[0]?.subject ?? '') : `${ends.length} ends`
  for (const [people, whose] of [
    [contacts, 'yours'],
    [managers, account.name],
  ] as const) {
    if (people.length === 0) continue
    const to = people.map(({ id, name }) => ({ personId: id, name }))
    await send(tx, { accountId: account.id, now, kind: 'lifecycle-notice', subject: about, payload: { to, ...endLetter(ends, whose) } })
  }
  await store.insertLetter(tx, account.id, {
    id: newId(now),
    at: now,
    subject: endLetter(ends, 'yours').subject,
    items: ends,
    recipients: contacts.map(({ name }) => name),
  })
}

/** The provider's service managers. */
const serviceManagers = async (tx: Tx) =>
  (await listStaff(tx)).filter(({ status, teams }) => status === 'active' && teams.includes('service-managers'))

async function lookAgain(tx: Tx, account: AccountRef, days: readonly LocalDate[], now: Instant): Promise<void> {
  const [day] = days.toSorted()
  if (day === undefined) return
  const dueAt = resolveLocal(account.zone, `${day}T${morning}`)
  await setTimer(tx, {
    accountId: account.id,
    now,
    kind: endsTimer,
    subjectId: account.id,
    dueAt: typeof dueAt === 'number' ? dueAt : Date.parse(day),
    rank,
  })
}
