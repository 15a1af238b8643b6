import { wordsForDate } from '../../calendar/local-time.ts'
import { readContactData, testAccess } from '../../contacts/service.ts'
import { dayOf } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import { listRounds } from '../../installed-base/reconciliation/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import { topicsOf } from '../../meetings/kinds.ts'
import { meetingsOf } from '../../meetings/overview/service.ts'
import type { Shown } from '../../onboarding/items.ts'
import { publishedVersions } from '../../parties/matrix/service.ts'

type Show = (tx: Tx, account: AccountRef, now: Instant, contracts: ReadonlySet<string>) => Promise<Omit<Shown, 'item'> | undefined>

/** The first meeting of a kind that was held for the contract, else the first that is planned. */
const firstMeeting = async (
  tx: Tx,
  account: AccountRef,
  contracts: ReadonlySet<string>,
  kind: 'onboarding' | 'training',
  topic?: string,
) => {
  const own = (await meetingsOf(tx, account.id, kind)).filter(
    ({ contractId, topics }) => contractId !== null && contracts.has(contractId) && (topic === undefined || topics.includes(topic)),
  )
  return own.find(({ state }) => state === 'held') ?? own.find(({ state }) => state === 'planned')
}

const heldMeeting =
  (kind: 'onboarding' | 'training', topic?: string): Show =>
  async (tx, account, _, contracts) => {
    const found = await firstMeeting(tx, account, contracts, kind, topic)
    if (found?.state !== 'held') return undefined
    return { on: dayOf(account.zone, found.startsAt), text: `${found.title} was held.`, meeting: found.number, page: 'meetings' }
  }

/** What the records show of each item, and the page on which it stands. What is not here is ticked by hand. */
const shows: Readonly<Record<string, Show>> = {
  // offered on the day on which it was booked, whenever it takes place (policy B40)
  'ACP-5.p2': async (tx, account, _, contracts) => {
    const found = await firstMeeting(tx, account, contracts, 'onboarding')
    if (!found) return undefined
    const day = dayOf(account.zone, found.startsAt)
    const text =
      found.state === 'held'
        ? `${found.title} was held on ${wordsForDate(day, true)}.`
        : `${found.title} is planned for ${wordsForDate(day, true)}.`
    return { on: dayOf(account.zone, found.madeAt), text, meeting: found.number, page: 'meetings' }
  },
  // it is not held with a topic open
  'ACP-5.p3': heldMeeting('onboarding'),
  ...Object.fromEntries(Object.entries(topicsOf.training ?? {}).map(([topic, { clause }]) => [clause, heldMeeting('training', topic)])),
  'SSM-3.1.a5': async (tx, account) => {
    const [published] = await publishedVersions(tx, account.id, 1)
    if (!published) return undefined
    const on = dayOf(account.zone, published.publishedAt)
    return { on, text: `Contact matrix ${published.number} is published.`, meeting: null, page: 'contact-matrix' }
  },
  'SSM-3.1.b1': async (tx, account, now) => {
    const { contacts } = await readContactData(tx, account, now)
    const fields = contacts.flatMap((each) => each.fields)
    if (fields.length === 0 || fields.some(({ state }) => state !== 'right')) return undefined
    const on = dayOf(account.zone, Math.max(...fields.map(({ at }) => at ?? 0)))
    return { on, text: `What is held of ${contacts.length} contacts is confirmed.`, meeting: null, page: 'contact-data' }
  },
  'SSM-3.1.b3': async (tx, account, now) => {
    const tests = await testAccess(tx, account, now)
    if (tests.length === 0 || tests.some(({ opens }) => !opens)) return undefined
    const text = `Each of ${tests.length} contacts could open a case.`
    return { on: dayOf(account.zone, now), text, meeting: null, page: 'contact-data' }
  },
  'SSM-3.1.b2': async (tx, account) => {
    const agreed = (await listRounds(tx, account.id)).find(({ state }) => state === 'agreed')
    if (!agreed || agreed.closedAt === null) return undefined
    const on = dayOf(account.zone, agreed.closedAt)
    return { on, text: `Both sides signed comparison ${agreed.number} of the devices.`, meeting: null, page: 'reconciliations' }
  },
}

/** What the records show of the items of a contract and of those that it renews (ACP-5.p2, ACP-5.p3, SSM-3.1.a5, SSM-3.1.b1 to SSM-3.1.b3). */
export async function whatRecordsShow(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  { contractIds, items }: { readonly contractIds: readonly string[]; readonly items: readonly string[] },
): Promise<readonly Shown[]> {
  const contracts = new Set(contractIds)
  const found: Shown[] = []
  for (const item of items) {
    const shown = await shows[item]?.(tx, account, now, contracts)
    if (shown) found.push({ item, ...shown })
  }
  return found
}
