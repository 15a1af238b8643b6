import { z } from 'zod'
import { type Call, contractParams, created, instantText, type Operation, ok, operation } from '../../../http/operation.ts'
import { byOf } from '../../../lib/principal.ts'
import { maskText } from '../../../lib/secrets/mask.ts'
import { type Instant, toIso } from '../../../lib/time.ts'

import { listFeeds } from '../feeds/service.ts'
import { feedSchema, feedView } from '../feeds/view.ts'
import { automatedContract } from '../service.ts'
import { findPlan } from '../store.ts'
import { isSilent, quietSince } from './collector.ts'
import { addCollector, listCollectors, longestQuiet, revokeCollector } from './service.ts'

const instant = instantText.nullable()
const collectorSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** How its key begins, after account and contract. */
  keyStart: z.string(),
  /** For whom it opens cases. */
  contact: z.string(),
  madeBy: z.string(),
  madeAt: instantText,
  revokedBy: z.string().nullable(),
  revokedAt: instant,
  lastUsedAt: instant,
  /** Its last feed to arrive. */
  feed: feedSchema.nullable(),
  quietSince: instantText,
  /** No feed for longer than policy H16 allows. */
  silent: z.boolean(),
})

const path = '/api/accounts/:account/contracts/:contract/automation/collectors'
const iso = (at: Instant | null) => (at === null ? null : toIso(at))

/** Feeds that are looked through for the last of each collector. */
const mostFeeds = 1000

async function listed({ tx, account, now }: Call, number: string) {
  const { of } = await automatedContract(tx, account, number)
  const longest = await longestQuiet(tx, account, now)
  const enabledAt = (await findPlan(tx, of))?.enabledAt ?? null
  const feeds = await listFeeds(tx, of, mostFeeds)
  const items = (await listCollectors(tx, of)).map((each) => {
    const feed = feeds.find(({ collectorId }) => collectorId === each.id)
    const { id, name, keyStart, contact, madeBy, revokedBy } = each
    return {
      ...{ id, name, keyStart, contact, madeBy, revokedBy },
      madeAt: toIso(each.madeAt),
      revokedAt: iso(each.revokedAt),
      lastUsedAt: iso(each.lastUsedAt),
      feed: feed ? feedView(feed) : null,
      quietSince: toIso(quietSince(each, enabledAt ?? each.madeAt)),
      silent: isSilent(each, enabledAt, longest, now),
    }
  })
  return { quietHours: longest / 3_600_000, items }
}

/** Machines that send for a roll-out, and their keys. */
export const collectorOperations: readonly Operation[] = [
  operation({
    id: 'collector.list',
    method: 'GET',
    path,
    summary: 'Collectors of a roll-out: whose key, last used, the last feed, and whether they are silent',
    permission: 'onboarding.read',
    scope: 'account',
    params: contractParams,
    answers: { 200: z.object({ quietHours: z.number(), items: z.array(collectorSchema) }) },
    handle: async (call, { params: { contract } }) => ok(await listed(call, contract)),
  }),
  operation({
    id: 'collector.add',
    method: 'POST',
    path,
    summary: 'Make a collector with a key of its own, which is shown this once',
    permission: 'collector.edit',
    scope: 'account',
    params: contractParams,
    unkept: true,
    body: z.object({
      name: z.string().trim().min(1).max(100),
      /** For whom it opens cases: an e-mail address of somebody of the account. */
      contact: z.email().max(200),
    }),
    answers: { 201: z.object({ collector: z.string(), name: z.string(), key: z.string() }) },
    handle: async (call, { params: { contract }, body }) => {
      const name = maskText(body.name)
      const { id, key } = await addCollector(call.tx, call.account, byOf(call), contract, { name, contact: body.contact.toLowerCase() })
      return created({ collector: id, name, key })
    },
  }),
  operation({
    id: 'collector.revoke',
    method: 'POST',
    path: `${path}/:collector/revocation`,
    summary: 'Revoke the key of a collector for good; what it said of the devices counts no more',
    permission: 'collector.edit',
    scope: 'account',
    params: contractParams.extend({ collector: z.uuid() }),
    answers: { 200: z.object({ items: z.array(collectorSchema) }) },
    handle: async (call, { params: { contract, collector } }) => {
      await revokeCollector(call.tx, call.account, byOf(call), contract, collector)
      return ok({ items: (await listed(call, contract)).items })
    },
  }),
]
