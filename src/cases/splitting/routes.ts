import { z } from 'zod'
import { priorities } from '../../catalog/offering.ts'
import { created, type Operation, operation } from '../../http/operation.ts'
import { notPermitted } from '../../lib/problem.ts'
import { decidedView, openedSchema, refusal, refusedCase } from '../opening/answer.ts'
import { caseParams, reachable, staff, text, wholeCase } from '../routes.ts'
import { requireCase } from '../service.ts'
import { splitCase } from './service.ts'

export const splitOperations: readonly Operation[] = [
  operation({
    id: 'case.split',
    method: 'POST',
    path: '/api/accounts/:account/cases/:case/splits',
    summary: 'Open a case of its own for another question that the customer asked on this one; its clock runs from when it was asked',
    permission: 'case.open',
    scope: 'account',
    params: caseParams,
    body: z.object({
      seq: z.number().int().min(1),
      summary: text(300),
      priority: z.enum(priorities),
      kind: z.enum(['tech', 'admin']).default('tech'),
      /** The device of this case unless another one is named. */
      device: z.string().trim().min(1).max(64).optional(),
      confirmations: z.array(z.string().max(60)).max(20).default([]),
      approval: text(500).optional(),
    }),
    answers: { 201: openedSchema, 403: refusedCase },
    handle: async (call, { params, body }) => {
      if (!staff(call)) throw notPermitted('Cases are split by staff', { toDo: 'Open a new case for the other question.' })
      const found = await reachable(call, params.case, true)
      const { device, approval, ...rest } = body
      const opened = await splitCase(call.tx, call.account, found, call.now, call.principal, {
        ...rest,
        serial: rest.kind === 'admin' ? null : (device ?? found.serial),
        approval: approval ?? null,
      })
      if (opened.number === null) return refusal(opened, call.now)
      const after = await requireCase(call.tx, call.account, opened.number)
      return created({ ...(await wholeCase(call, after)), decided: decidedView(opened, call.now) }, after.version)
    },
  }),
]
