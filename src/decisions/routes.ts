import { z } from 'zod'
import { clauseNamed } from '../catalog/clause-ids.ts'
import { readOfferings } from '../catalog/service.ts'
import type { Tx } from '../db/scope.ts'
import { accountParams, type Operation, ok, operation, pageOf, pageQuery, readCursor, writeCursor } from '../http/operation.ts'
import type { Principal } from '../lib/principal.ts'
import { notFound } from '../lib/problem.ts'
import { type Instant, toIso } from '../lib/time.ts'
import { decisionRowSchema, decisionSchema } from './schema.ts'
import * as store from './store.ts'
import { viewOf } from './view.ts'

const filter = pageQuery.extend({
  clause: z.string().max(40).optional(),
  verdict: z.enum(['granted', 'refused', 'needs approval']).optional(),
  account: z.string().max(12).optional(),
})

/** The accounts whose cases somebody may see: decisions about cases tell of them (policy B22). */
export type CasesOf = (principal: Principal, now: Instant) => Promise<'all' | readonly string[]>

/** As its service writes it, whatever the case it is typed in. */
const clauseOf = async (tx: Tx, typed: string): Promise<string> =>
  clauseNamed(
    typed,
    (await readOfferings(tx)).flatMap(({ clauses }) => Object.keys(clauses)),
  )

export const decisionOperations = (casesOf: CasesOf): readonly Operation[] => [
  operation({
    id: 'decision.by-clause',
    method: 'GET',
    path: '/api/decisions/by-clause',
    summary: 'How often each clause spoke in the decisions I may see, and in how many refusals',
    permission: 'decision.read',
    scope: 'reach',
    answers: { 200: z.object({ items: z.array(z.object({ clause: z.string(), spoke: z.number(), refused: z.number() })) }) },
    handle: async ({ tx, principal, now }) => ok({ items: await store.countByClause(tx, await casesOf(principal, now)) }),
  }),
  operation({
    id: 'decision.list',
    method: 'GET',
    path: '/api/decisions',
    summary: 'Decisions I may see, newest first; by clause, verdict or account',
    permission: 'decision.read',
    scope: 'reach',
    query: filter,
    answers: { 200: pageOf(decisionRowSchema) },
    handle: async ({ tx, principal, now }, { query }) => {
      const key = readCursor(query.cursor)
      const before = typeof key?.[0] === 'number' && typeof key[1] === 'string' ? ([key[0], key[1]] as const) : undefined
      const rows = await store.listDecisions(tx, {
        casesOf: await casesOf(principal, now),
        limit: query.limit + 1,
        ...(query.clause ? { clause: await clauseOf(tx, query.clause) } : {}),
        ...(query.verdict ? { verdict: query.verdict } : {}),
        ...(query.account ? { accountCode: query.account.toUpperCase() } : {}),
        ...(before ? { before } : {}),
      })
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      return ok({
        items: items.map((row) => ({
          id: row.id,
          account: row.accountCode,
          at: toIso(row.at),
          actor: row.actor,
          act: row.act,
          verdict: row.verdict,
          offering: row.offering,
          subject: row.subject,
          decidedBy: [...row.decidedBy],
        })),
        next: rows.length > query.limit && last ? writeCursor([last.at, last.id]) : null,
      })
    },
  }),
  operation({
    id: 'decision.read',
    method: 'GET',
    path: '/api/accounts/:account/decisions/:decision',
    summary: 'One decision with its reasons',
    permission: 'decision.read',
    scope: 'account',
    params: accountParams.extend({ decision: z.uuid() }),
    answers: { 200: decisionSchema },
    handle: async ({ tx, account, principal, now }, { params }) => {
      const found = await store.findDecision(tx, account.id, params.decision)
      const seen = await casesOf(principal, now)
      if (!found || (seen !== 'all' && found.act.startsWith('case.') && !seen.includes(account.id))) throw notFound('decision')
      return ok(viewOf(found.answer, found.at, found.id))
    },
  }),
]
