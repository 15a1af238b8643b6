import { z } from 'zod'
import { neverCached } from '../../documents/inert.ts'
import { type Operation, operation } from '../../http/operation.ts'
import { notFound } from '../../lib/problem.ts'
import { caseParams, reachable, staff } from '../routes.ts'
import { revealFields } from './reveal.ts'
import { allowReveal, type Confirm } from './service.ts'
import { findMasked } from './store.ts'

export const revealOperations = (confirm: Confirm): readonly Operation[] => [
  operation({
    id: 'case.reveal',
    method: 'POST',
    path: '/api/accounts/:account/cases/:case/reveal',
    summary: 'See what is masked in one event: with the password again and a reason, for the audit trail',
    permission: 'case.reveal',
    scope: 'account',
    params: caseParams,
    body: z.object({ ...revealFields, event: z.number().int().min(1) }),
    unkept: true,
    answers: { 200: z.object({ kinds: z.array(z.string()), raw: z.record(z.string(), z.unknown()) }) },
    handle: async (call, { params, body }) => {
      const found = await reachable(call, params.case)
      const masked = await findMasked(call.tx, found.accountId, found.id, body.event)
      if (!masked || (masked.visibility === 'internal' && !staff(call))) throw notFound('masked text of this case')
      await allowReveal(call, confirm, body, { subject: found.number, detail: { event: body.event, kinds: masked.kinds } })
      return { status: 200, body: { kinds: [...masked.kinds], raw: masked.raw }, headers: neverCached }
    },
  }),
]
