import { z } from 'zod'
import { audit } from '../../db/records.ts'
import { type Call, created, type Operation, ok, operation } from '../../http/operation.ts'
import { actorOf } from '../../lib/principal.ts'
import { notFound } from '../../lib/problem.ts'
import { toIso } from '../../lib/time.ts'
import { lookUp, undefinedWords } from '../glossary.ts'
import type { Offering } from '../offering.ts'
import { offeringOn, readOfferings } from '../service.ts'
import { keepAgreementWord, listAgreementWords } from './store.ts'

/** Agreements that give words a meaning; a service description has its own, and an addendum is signed for one contract. */
const explaining = ['MPLA', 'EUSA', 'EULA', 'script-licence', 'user-guide'] as const
const version = z.string().trim().min(1).max(60)
const service = z.string().trim().min(1).max(20)

async function serviceOf({ tx, now }: Pick<Call, 'tx' | 'now'>, code: string): Promise<Offering> {
  const found = offeringOn(await readOfferings(tx), code.toUpperCase(), toIso(now).slice(0, 10))
  if (!found) throw notFound('service')
  return found
}

/** What words mean, and whose words those are (ACP-1.p4, CSS-1.p7, ISS-1.p8, MSP-1.p12, SSM-1.p8). */
export const wordOperations: readonly Operation[] = [
  operation({
    id: 'term.read',
    method: 'GET',
    path: '/api/terms/:word',
    summary:
      'What a word means under a service: its own meaning first, then that of its agreement, with the version; our glossary helps beside them',
    permission: 'clause.read',
    scope: 'reach',
    params: z.object({ word: z.string().trim().min(1).max(100) }),
    query: z.object({ service: service.optional(), version: version.optional() }),
    answers: {
      200: z.object({
        term: z.string(),
        /** Null where neither the service nor its agreement nor our glossary explains the word. */
        meaning: z.string().nullable(),
        source: z.enum(['service-description', 'agreement', 'holdfast', 'undefined']),
        clauses: z.array(z.string()),
        /** The agreement whose meaning, if it has one, ranks before ours. */
        agreement: z.string().nullable(),
        /** The version of the agreement that gives this meaning. */
        version: z.string().nullable(),
        note: z.string().nullable(),
        didYouMean: z.string().nullable(),
      }),
    },
    handle: async (call, { params, query }) => {
      const offering = query.service === undefined ? undefined : await serviceOf(call, query.service)
      const found = lookUp(params.word, offering, { words: await listAgreementWords(call.tx), version: query.version })
      const known = found.kind === 'meaning' ? found : undefined
      return ok({
        term: found.term,
        meaning: known?.meaning ?? null,
        source: known?.source ?? 'undefined',
        clauses: [...(known?.clauses ?? [])],
        agreement: found.agreement ?? null,
        version: known?.version ?? null,
        note: known?.note ?? null,
        didYouMean: (found.kind === 'undefined' && found.didYouMean) || null,
      })
    },
  }),
  operation({
    id: 'agreement-word.list',
    method: 'GET',
    path: '/api/agreement-words',
    summary: 'Words that agreements explain, by version, and those of a service that nothing explains yet',
    permission: 'clause.read',
    scope: 'reach',
    query: z.object({ service: service.optional() }),
    answers: {
      200: z.object({
        items: z.array(
          z.object({
            agreement: z.enum(explaining),
            version: z.string(),
            term: z.string(),
            meaning: z.string(),
            enteredBy: z.string(),
            enteredAt: z.string(),
          }),
        ),
        /** Words of the service that neither its description nor its agreement explains. */
        undefined: z.array(z.string()),
        /** The agreement that the service names. */
        agreement: z.string().nullable(),
      }),
    },
    handle: async (call, { query }) => {
      const offering = query.service === undefined ? undefined : await serviceOf(call, query.service)
      const agreement = offering?.purchase.agreement.posted ?? null
      const words = await listAgreementWords(call.tx)
      return ok({
        items: words
          .filter((each) => agreement === null || each.agreement === agreement)
          .map(({ enteredAt, ...each }) => ({ ...each, enteredAt: toIso(enteredAt) })) as never,
        undefined: offering ? [...undefinedWords(offering, words)] : [],
        agreement,
      })
    },
  }),
  operation({
    id: 'agreement-word.enter',
    method: 'POST',
    path: '/api/agreement-words',
    summary: 'Enter what a version of an agreement says that a word means; entered anew it is corrected',
    permission: 'policy.edit',
    scope: 'provider',
    body: z.object({
      agreement: z.enum(explaining),
      version,
      term: z.string().trim().min(1).max(100),
      meaning: z.string().trim().min(1).max(2000),
    }),
    answers: { 201: z.object({ term: z.string() }) },
    handle: async ({ tx, now, account, principal }, { body }) => {
      await keepAgreementWord(tx, body, principal.name, now)
      await audit(tx, {
        accountId: account.id,
        now,
        actor: actorOf(principal),
        action: 'agreement-word.enter',
        subject: body.term,
        detail: body,
      })
      return created({ term: body.term })
    },
  }),
]
