import { z } from 'zod'
import { contractParams, dateText, type Operation, ok, operation } from '../../http/operation.ts'
import { type MeetingsOf, readParts } from './service.ts'

/** The parts of a support manager's service, and when the provider was not obliged (SSM-3.p1, SSM-4.a). */
export const componentOperations = (meetingsOf: MeetingsOf): readonly Operation[] => [
  operation({
    id: 'component.list',
    method: 'GET',
    path: '/api/accounts/:account/contracts/:contract/components',
    summary: 'The parts of a support manager’s service, and when the provider was not obliged to give them',
    permission: 'onboarding.read',
    scope: 'account',
    params: contractParams,
    answers: {
      200: z.object({
        contract: z.string(),
        /** What stands beside a part that is only named. */
        mark: z.string(),
        components: z.array(
          z.object({
            title: z.string(),
            described: z.boolean(),
            deliverables: z.array(z.object({ code: z.string(), title: z.string(), cadence: z.string(), clauses: z.array(z.string()) })),
          }),
        ),
        notObliged: z.array(z.object({ clause: z.string(), why: z.string(), from: dateText, to: dateText.nullable() })),
        meetings: z.array(
          z.object({ number: z.string(), title: z.string(), on: dateText, state: z.string(), freedBy: z.array(z.string()) }),
        ),
      }),
    },
    handle: async ({ tx, account, now }, { params }) => {
      const { contract, ...parts } = await readParts(tx, account, now, meetingsOf, params.contract)
      return ok({ contract: contract.number, ...parts })
    },
  }),
]
