import { z } from 'zod'
import type { Operation } from '../../http/operation.ts'
import { act, text } from '../routes.ts'
import { rmaSchema } from '../schema.ts'
import { moveRma, openRma } from './service.ts'

export const returnOperations: readonly Operation[] = [
  act({
    id: 'rma.open',
    path: 'rmas',
    summary: 'Open a return',
    permission: 'rma.edit',
    body: z.object({ device: text(64), reason: text(500), shipTo: z.string().max(500).default('') }),
    run: async (call, found, body) => {
      await openRma(call.tx, call.account, found, call.now, call.principal, {
        serial: body.device,
        reason: body.reason,
        shipTo: body.shipTo,
      })
    },
  }),
  act({
    id: 'rma.move',
    path: 'rmas/moves',
    summary: 'Move a return on; a replacement takes over the cover',
    permission: 'rma.edit',
    body: z.object({
      number: text(40),
      state: rmaSchema.shape.state,
      replacement: z.string().trim().min(1).max(64).nullable().default(null),
    }),
    run: (call, found, body) => moveRma(call.tx, call.account, found, call.now, call.principal, body.number, body.state, body.replacement),
  }),
]
