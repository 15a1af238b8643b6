import { addDays } from '../../calendar/terms.ts'
import { dayOf } from '../../contracts/service.ts'
import { acrossAccounts, type Tx } from '../../db/scope.ts'
import { findDevices } from '../../installed-base/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { notFound } from '../../lib/problem.ts'
import { daysMs, type Instant, type LocalDate } from '../../lib/time.ts'
import { busyTimes, listBlackouts } from '../booking/service.ts'
import { listEngineers, termsOf } from '../service.ts'
import { findSlots, type SlotSearch } from '../slots.ts'
import { findChange } from '../store.ts'

/** Free times for a change that is there: with its length, its site and its notice. */
export async function slotsFor(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  number: string,
  {
    from,
    days,
    minutes,
    most,
  }: { readonly from?: LocalDate | undefined; readonly days: number; readonly minutes?: number | undefined; readonly most: number },
): Promise<SlotSearch> {
  const change = await findChange(tx, account.id, { number })
  if (!change) throw notFound('change')
  const { rules, calendar, request } = await termsOf(tx, account, change, now)
  const first = from ?? addDays(dayOf(change.zone, now), 1)
  const to = Date.parse(first) + (days + 2) * daysMs
  const sites = (await findDevices(tx, account.id, change.serials)).flatMap(({ registeredSiteId }) =>
    registeredSiteId ? [registeredSiteId] : [],
  )
  const blackouts = (await listBlackouts(tx, account.id, now)).filter(({ siteId }) => siteId === null || sites.includes(siteId))
  const { people, busy } = await acrossAccounts(tx, async (wide) => ({
    people: await listEngineers(wide),
    busy: await busyTimes(wide, { from: now, to, but: change.id }),
  }))
  const of = Map.groupBy(busy, ({ engineerId }) => engineerId)
  return findSlots({
    rules,
    calendar,
    now,
    noticedAt: request.askedAt,
    minutes: minutes ?? Math.round((change.endsAt - change.startsAt) / 60_000),
    from: first,
    days,
    most,
    blackouts,
    engineers: people.map((person) => ({ ...person, busy: of.get(person.id) ?? [] })),
  })
}
