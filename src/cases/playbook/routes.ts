import { z } from 'zod'
import { audit } from '../../db/records.ts'
import type { Operation } from '../../http/operation.ts'
import { actorOf } from '../../lib/principal.ts'
import { badRequest } from '../../lib/problem.ts'
import { act, staff, text } from '../routes.ts'
import { append, openCaseOnly } from '../service.ts'

export const playbookOperations: readonly Operation[] = [
  act({
    id: 'case.step',
    path: 'steps',
    summary: 'A step of the playbook is done, or not needed for a reason, or open again; among staff',
    permission: 'case.note',
    body: z.object({
      step: text(60),
      as: z.enum(['done', 'skipped', 'open']).default('done'),
      text: z.string().trim().max(1000).default(''),
    }),
    run: async (call, found, body) => {
      if (!staff(call)) throw badRequest('Steps are taken by staff')
      openCaseOnly(found)
      const steps = found.terms.playbook ?? []
      const step = steps.find(({ code }) => code === body.step)
      if (!step)
        throw badRequest('There is no such step', {
          found: body.step,
          expected: steps.map(({ code }) => code).join(', ') || 'no step: the service of this case has no playbook',
        })
      if (body.as === 'skipped' && body.text === '') throw badRequest('A step is left out for a reason', { found: 'no reason' })
      await append(call.tx, found, call.now, call.principal, {
        body: { kind: 'step', code: step.code, title: step.title, as: body.as, text: body.text },
        visibility: 'internal',
      })
      await audit(call.tx, {
        accountId: found.accountId,
        now: call.now,
        actor: actorOf(call.principal),
        action: 'case.step',
        subject: found.number,
        detail: { step: step.code, as: body.as, text: body.text },
      })
    },
  }),
]
