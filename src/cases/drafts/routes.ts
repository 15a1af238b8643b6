import { z } from 'zod'
import { type Call, type Operation, ok, operation } from '../../http/operation.ts'
import { toIso } from '../../lib/time.ts'
import type { Case } from '../case.ts'
import { caseParams, reachable } from '../routes.ts'
import { draftKinds, dropDraft, keepDraft, listDrafts } from './store.ts'

const draftsSchema = z.object({ reply: z.string(), note: z.string(), savedAt: z.iso.datetime().nullable() })

/** What the caller began to write, and nobody else. */
async function mine({ tx, principal }: Call, found: Case) {
  const rows = await listDrafts(tx, found, principal.personId)
  const text = (kind: string) => rows.find((row) => row.kind === kind)?.text ?? ''
  const savedAt = rows.length === 0 ? null : toIso(Math.max(...rows.map((row) => row.saved_at)))
  return ok({ reply: text('reply'), note: text('note'), savedAt })
}

export const draftOperations: readonly Operation[] = [
  operation({
    id: 'draft.read',
    method: 'GET',
    path: '/api/accounts/:account/cases/:case/draft',
    summary: 'What I began to write on a case',
    permission: 'case.read',
    scope: 'account',
    params: caseParams,
    answers: { 200: draftsSchema },
    handle: async (call, { params }) => mine(call, await reachable(call, params.case)),
  }),
  operation({
    id: 'draft.keep',
    method: 'PUT',
    path: '/api/accounts/:account/cases/:case/draft',
    summary: 'Keep what I began to write; an empty text removes it, sending does too',
    permission: 'case.read',
    scope: 'account',
    params: caseParams,
    body: z.object({ kind: z.enum(draftKinds), text: z.string().max(50_000) }),
    answers: { 200: draftsSchema },
    handle: async (call, { params, body }) => {
      const found = await reachable(call, params.case)
      const { tx, principal, now } = call
      if (body.text.trim() === '') await dropDraft(tx, found, principal.personId, body.kind)
      else await keepDraft(tx, found, principal.personId, body.kind, body.text, now)
      return mine(call, found)
    },
  }),
]
