import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { contractParams, created, instantText, type Operation, ok, operation } from '../../../http/operation.ts'
import { encodingOf } from '../../../installed-base/import/encoding.ts'
import { receiveList } from '../../../installed-base/lists/service.ts'
import { differenceFields } from '../../../installed-base/reconciliation/compare.ts'
import { actorOf } from '../../../lib/principal.ts'
import { fromIso, toIso } from '../../../lib/time.ts'
import { automatedContract } from '../service.ts'
import { comparison, listFeeds, mostFeedBytes, openRoundOfFeeds, takeFeed } from './service.ts'
import { feedSchema, feedView } from './view.ts'

const path = '/api/accounts/:account/contracts/:contract/automation'
const mostShown = 200

/** Inventory that comes by itself (SSM-3.2.p2). */
export const inventoryOperations: readonly Operation[] = [
  operation({
    id: 'automation.feed',
    method: 'POST',
    path: `${path}/feeds`,
    summary: 'Send an inventory as CSV or JSON, as a collector; the newest reading counts, and the same one sent again changes nothing',
    permission: 'automation.send',
    scope: 'account',
    params: contractParams,
    query: z.object({
      /** What read it, such as a script with its version. */
      source: z.string().trim().min(1).max(100),
      readAt: instantText,
    }),
    upload: 'form',
    unkept: true,
    answers: {
      200: feedSchema.extend({ same: z.boolean(), round: z.number().nullable() }),
      201: feedSchema.extend({ same: z.boolean(), round: z.number().nullable() }),
    },
    before: (call) => receiveList(call, mostFeedBytes),
    handle: async (call, { params: { contract }, query }, file) => {
      const bytes = await readFile(file.path)
      const text = new TextDecoder(encodingOf(bytes.subarray(0, 65_536)).label).decode(bytes)
      const given = { text, source: query.source, readAt: fromIso(query.readAt) }
      const { feed, same, round } = await takeFeed(call.tx, call.account, call.now, call.principal, contract, given)
      const body = { ...feedView(feed), same, round }
      return same ? ok(body) : created(body)
    },
  }),
  operation({
    id: 'automation.feeds',
    method: 'GET',
    path: `${path}/feeds`,
    summary: 'Inventories that came by automation, the last to arrive first',
    permission: 'onboarding.read',
    scope: 'account',
    params: contractParams,
    answers: { 200: z.object({ items: z.array(feedSchema) }) },
    handle: async ({ tx, account }, { params: { contract } }) => {
      const { of } = await automatedContract(tx, account, contract)
      return ok({ items: (await listFeeds(tx, of, mostShown)).map(feedView) })
    },
  }),
  operation({
    id: 'automation.comparison',
    method: 'GET',
    path: `${path}/comparison`,
    summary: 'How the inventory that came by automation compares with what the provider holds, by source and time',
    permission: 'onboarding.read',
    scope: 'account',
    params: contractParams,
    answers: {
      200: z.object({
        /** Null as long as no feed came. */
        readAt: instantText.nullable(),
        sources: z.array(feedSchema.pick({ collector: true, source: true, readAt: true, listed: true })),
        listed: z.number(),
        held: z.number(),
        same: z.number(),
        differences: z.array(z.object({ field: z.enum(differenceFields), count: z.number() })),
      }),
    },
    handle: async ({ tx, account, now }, { params: { contract } }) => {
      await automatedContract(tx, account, contract)
      const found = await comparison(tx, account, now)
      if (!found) return ok({ readAt: null, sources: [], listed: 0, held: 0, same: 0, differences: [] })
      const counts = Map.groupBy(found.differences, ({ field }) => field)
      return ok({
        readAt: toIso(found.readAt),
        sources: found.feeds.map(({ collector, source, readAt, listed }) => ({ collector, source, readAt: toIso(readAt), listed })),
        listed: found.listed,
        held: found.held,
        same: found.same,
        differences: [...counts].map(([field, rows]) => ({ field, count: rows.length })),
      })
    },
  }),
  operation({
    id: 'automation.open-round',
    method: 'POST',
    path: `${path}/rounds`,
    summary: 'Compare what came by automation with what the provider holds, for both sides to settle; newer feeds bring it up to date',
    permission: 'reconciliation.settle',
    scope: 'account',
    params: contractParams,
    answers: { 201: z.object({ round: z.number() }) },
    handle: async ({ tx, account, now, principal }, { params: { contract } }) => {
      await automatedContract(tx, account, contract)
      const side = principal.accountKind === 'provider' ? 'provider' : 'customer'
      return created({ round: await openRoundOfFeeds(tx, account, { now, actor: actorOf(principal), side }) })
    },
  }),
]
