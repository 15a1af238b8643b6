import { addDays } from '../../calendar/terms.ts'
import type { Offering } from '../../catalog/offering.ts'
import { type PolicyBook, policyBook } from '../../catalog/policy-book.ts'
import { readOfferings, readOverrides } from '../../catalog/service.ts'
import { soldWith } from '../../catalog/sold.ts'
import { send, setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { accountsIn, listPeople } from '../../parties/service.ts'
import { listStaff } from '../../parties/staff/service.ts'
import { countriesOf, judgeCountry, type Place } from '../device-rules.ts'
import { listedTimer } from '../facts.ts'
import { placesOfContracts } from '../places/service.ts'
import { dayOf } from '../service.ts'
import { listContracts } from '../store.ts'
import * as store from './store.ts'

/** Accounts in listed countries look again once a list is approved: their customers are told, and what was arranged is called off (policy B11). */
export async function followLists(tx: Tx, now: Instant, key: string): Promise<void> {
  if (key !== 'export.lists') return
  const countries = new Set(
    (await readOverrides(tx)).flatMap(({ key: of, value }) => {
      if (of !== 'export.lists') return []
      const { embargo, prohibited } = value as Record<'embargo' | 'prohibited', readonly { country: string }[]>
      return [...embargo, ...prohibited].map(({ country }) => country)
    }),
  )
  for (const accountId of await accountsIn(tx, [...countries]))
    await setTimer(tx, { accountId, now, kind: listedTimer, subjectId: accountId, dueAt: now, again: true })
}

type ListedValue = Record<'embargo' | 'prohibited', readonly { readonly from: LocalDate | null; readonly to: LocalDate | null }[]>

/** The days, after one, on which something of the lists begins or ends. */
function daysOfChange(overrides: Awaited<ReturnType<typeof readOverrides>>, after: LocalDate): readonly LocalDate[] {
  const days = overrides.flatMap(({ key, value, effectiveFrom }) => {
    if (key !== 'export.lists') return []
    const { embargo, prohibited } = value as ListedValue
    return [effectiveFrom, ...[...embargo, ...prohibited].flatMap(({ from, to }) => [from ?? [], to === null ? [] : addDays(to, 1)].flat())]
  })
  return [after, ...new Set(days.filter((day) => day > after))].sort()
}

type Listed = { readonly from: LocalDate; readonly clauses: readonly string[]; readonly found: string }

/** Since when, or from when on, a country is listed, of the days on which the lists change; undefined where it is not, or is not any more. */
function listedFrom(offering: Offering, place: Place, books: ReadonlyMap<LocalDate, PolicyBook>, today: LocalDate): Listed | undefined {
  let listed: Listed | undefined
  for (const [day, book] of books) {
    const reason = judgeCountry(offering, place, day, book, []).find(({ holds }) => !holds)
    if (reason) listed ??= { from: day, clauses: reason.clauses, found: String(reason.found) }
    else if (day <= today) listed = undefined
  }
  return listed
}

/**
 * Tells a customer, and contracts staff, from which day on a country of a contract is not served (ACP-17.p2, CSS-9.p2, SSM-5.b2), also where the list is
 * approved after that day. What they were told of a contract, a country and a day is on record, and is not told again.
 */
export async function tellListed(tx: Tx, account: AccountRef, now: Instant): Promise<void> {
  const today = dayOf(account.zone, now)
  const [overrides, offerings] = [await readOverrides(tx), await readOfferings(tx)]
  const lines: string[] = []
  const running = (await listContracts(tx, account.id)).filter(
    ({ kind, state, endsOn }) => kind === 'service' && state !== 'cancelled' && endsOn >= today,
  )
  const places = await placesOfContracts(
    tx,
    account,
    running.map(({ id }) => id),
  )
  for (const contract of running) {
    const offering = soldWith(offerings, contract)
    const served = places.get(contract.id)
    if (!offering || !served) continue
    const books = new Map(daysOfChange(overrides, contract.startsOn).map((day) => [day, policyBook(day, overrides)]))
    const { end, there } = countriesOf(served)
    for (const place of [end, ...there]) {
      const listed = listedFrom(offering, place, books, today)
      if (!listed || !(await store.keepListing(tx, account.id, contract.id, { ...place, from: listed.from }, now))) continue
      const { from, found, clauses } = listed
      lines.push(`${contract.number} (${contract.service}), ${place.source}: not served from ${from} on; ${found} (${clauses.join(', ')}).`)
    }
  }
  if (lines.length === 0) return
  const theirs = (await listPeople(tx, account.id)).filter(({ status, roles }) => status === 'active' && roles.includes('LC'))
  const ours = (await listStaff(tx)).filter(({ status, roles }) => status === 'active' && roles.includes('CE'))
  await send(tx, {
    accountId: account.id,
    now,
    kind: 'lifecycle-notice',
    subject: account.code,
    payload: {
      to: [...theirs, ...ours].map(({ id, name }) => ({ personId: id, name })),
      subject: `${account.code}: a country is not served any more`,
      text: `${lines.join('\n')}\n\nEverything else goes on. Ask export compliance what may be done there.`,
    },
  })
}
