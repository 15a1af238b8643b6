import { z } from 'zod'
import type { Operation } from '../../http/operation.ts'
import { act, type FindEngineer, text } from '../routes.ts'
import { colleagues } from '../watching/service.ts'
import { nameSpecialist, releaseSpecialist } from './service.ts'

export const specialistOperations = (engineer: FindEngineer): readonly Operation[] => [
  act({
    id: 'case.name-specialist',
    path: 'specialist',
    summary: 'Name the specialist who owns this one case for its customer',
    permission: 'case.assign',
    edits: true,
    body: z.object({ to: text(200), reason: z.string().trim().max(500).default('') }),
    run: async ({ tx, now, principal }, found, body) => {
      const [person] = await colleagues(engineer, [body.to === 'me' ? principal.personId : body.to])
      if (person) await nameSpecialist(tx, found, now, principal, person, body.reason)
    },
  }),
  act({
    id: 'case.release-specialist',
    path: 'specialist-end',
    summary: 'End the part of the specialist: with the case resolved, or with the written word of the customer',
    permission: 'case.assign',
    edits: true,
    body: z.object({ reason: text(500), withdrawnBy: z.string().trim().max(200).default('') }),
    run: ({ tx, now, principal }, found, body) => releaseSpecialist(tx, found, now, principal, body),
  }),
]
