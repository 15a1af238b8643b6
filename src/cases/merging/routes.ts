import { z } from 'zod'
import { requireVersion } from '../../http/app.ts'
import { type Operation, ok, operation } from '../../http/operation.ts'
import { notPermitted } from '../../lib/problem.ts'
import type { CaseFollowers } from '../moving/service.ts'
import { caseParams, staff, text, wholeCase } from '../routes.ts'
import { caseSchema } from '../schema.ts'
import { requireCase } from '../service.ts'
import { holdBoth, mergeCase } from './service.ts'

export const mergeOperations = (followers: CaseFollowers): readonly Operation[] => [
  operation({
    id: 'case.merge',
    method: 'POST',
    path: '/api/accounts/:account/cases/:case/merge',
    summary: 'Close the case as part of another open case of the account',
    permission: 'case.work',
    scope: 'account',
    params: caseParams,
    body: z.object({ other: text(40), reason: z.string().trim().max(500).default('') }),
    answers: { 200: caseSchema },
    handle: async (call, { params, body }) => {
      if (!staff(call)) throw notPermitted('Cases are merged by staff')
      const { tx, account, now, principal } = call
      const [found, into] = await holdBoth(tx, account, params.case, body.other)
      if (call.ifMatch !== undefined) requireVersion(call, found.version)
      await mergeCase(tx, found, into, now, principal, body.reason, followers)
      const after = await requireCase(tx, account, found.number)
      return ok(await wholeCase(call, after), after.version)
    },
  }),
]
