import { createReadStream } from 'node:fs'
import { z } from 'zod'
import { accountParams, type Operation, ok, operation } from '../../http/operation.ts'
import { actorOf } from '../../lib/principal.ts'
import { receiveList } from '../lists/service.ts'
import { importDevices, mostBytes } from './service.ts'

const rowSchema = z.object({
  line: z.number(),
  fate: z.enum(['add', 'change', 'same', 'refused']),
  serial: z.string().nullable(),
  product: z.string(),
  changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
  problems: z.array(z.object({ column: z.string(), found: z.string(), expected: z.string(), toDo: z.string(), refuses: z.boolean() })),
})

export const importOperations: readonly Operation[] = [
  operation({
    id: 'device.import',
    method: 'POST',
    path: '/api/accounts/:account/devices/import',
    summary: 'Import devices from a list (CSV or an Excel workbook) or a chassis hardware reply; a dry run shows each row’s fate',
    permission: 'device.register',
    scope: 'account',
    params: accountParams,
    query: z.object({ dryRun: z.stringbool().default(true), site: z.string().max(200).optional(), parts: z.stringbool().default(false) }),
    upload: 'form',
    answers: {
      200: z.object({
        applied: z.boolean(),
        counts: z.object({ add: z.number(), change: z.number(), same: z.number(), refused: z.number() }),
        rows: z.array(rowSchema),
        notes: z.array(z.string()),
        more: z.number(),
      }),
    },
    before: (call) => receiveList(call, mostBytes),
    handle: async (call, { query }, { path, notes }) => {
      const outcome = await importDevices(
        call.tx,
        call.account,
        { now: call.now, actor: actorOf(call.principal) },
        createReadStream(path),
        { dryRun: query.dryRun, siteName: query.site, parts: query.parts, mayMark: call.principal.accountKind === 'provider' },
      )
      return ok({
        ...outcome,
        notes: [...notes, ...outcome.notes],
        rows: outcome.rows.map(({ line, fate, serial, device, changes, problems }) => ({
          line,
          fate,
          serial: serial ?? null,
          product: device?.product ?? '',
          changes: changes ?? [],
          problems,
        })),
      })
    },
  }),
]
