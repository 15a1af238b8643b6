import { z } from 'zod'
import { type Operation, ok, operation, type Ready } from '../../http/operation.ts'
import { actorOf } from '../../lib/principal.ts'
import { badRequest } from '../../lib/problem.ts'
import { fateSchema } from '../register/routes.ts'
import { type GivenRecord, takeRecords } from '../register/service.ts'
import { type FetchText, fetchEach, mostFeedBytes, type Unfetched, wholeAddresses } from './gateway.ts'
import { readFeed } from './listed.ts'

type Fetched = Ready & {
  readonly given: readonly GivenRecord[]
  readonly listed: number
  readonly next: number | null
  readonly failed: readonly Unfetched[]
}

/** Records that are fetched one by one for one request; a longer list goes on where it ended. */
const mostFetched = 200

/** Records from an address: a record, a list of records, or a list of addresses. */
export const recordFeedOperations = (fetchText: FetchText): readonly Operation[] => [
  operation({
    id: 'advisory.fetch',
    method: 'POST',
    path: '/api/advisories/fetch',
    summary: 'Take records from an address: a record, a list of them, or the list of a CSAF provider',
    permission: 'advisory.edit',
    scope: 'provider',
    body: z.object({
      url: z.url().max(2000),
      dryRun: z.boolean().default(false),
      draft: z.boolean().default(false),
      /** Of a list of addresses: how many to pass over. */
      from: z.number().int().min(0).default(0),
    }),
    answers: { 200: z.object({ fates: z.array(fateSchema), listed: z.number(), next: z.number().nullable() }) },
    before: async (_, { body }): Promise<Fetched> => {
      const text = await fetched(fetchText, body.url, mostFeedBytes)
      const feed = readFeed(text)
      if (feed.kind === 'records')
        return {
          given: feed.texts.map((each, at) => ({ name: feed.texts.length === 1 ? body.url : `${body.url} #${at + 1}`, text: each })),
          listed: feed.texts.length,
          next: null,
          failed: [],
        }
      const whole = wholeAddresses(
        feed.addresses.map(({ address }) => address),
        body.url,
      )
      const addresses = whole.slice(body.from, body.from + mostFetched)
      const { given, failed } = await fetchEach(fetchText, addresses)
      const end = body.from + addresses.length
      return { given, listed: whole.length, next: end < whole.length ? end : null, failed }
    },
    handle: async (call, { body }, { given, listed, next, failed }) => {
      const by = { now: call.now, actor: actorOf(call.principal), accountId: call.principal.accountId }
      const fates = await takeRecords(
        call.tx,
        by,
        given.map(({ name, text }) => ({ name: name.slice(0, 300), text })),
        { dryRun: body.dryRun, state: body.draft ? 'draft' : 'published' },
      )
      const lost = failed.map(({ name, why }) => ({
        name,
        fate: 'no record' as const,
        key: null,
        number: null,
        title: 'not fetched',
        notes: [why],
        changes: [],
      }))
      return ok({ fates: [...fates, ...lost], listed, next })
    },
  }),
]

async function fetched(fetchText: FetchText, url: string, mostBytes: number): Promise<string> {
  try {
    return await fetchText(url, mostBytes)
  } catch (error) {
    throw badRequest('Nothing could be fetched from the address', {
      found: (error as Error).message,
      expected: 'a record, a list of records, or the index of a CSAF provider, at a public address by https',
      toDo: 'Check the address. Networks of your own are named in WEBHOOK_ALLOW.',
    })
  }
}
