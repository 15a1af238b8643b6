import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { accountParams, type Operation, ok, operation } from '../../http/operation.ts'
import { receiveFile } from '../../http/slow.ts'
import { unpacked } from '../../junos/packed/service.ts'
import { actorOf } from '../../lib/principal.ts'
import type { Inspect } from '../configurations/service.ts'
import { encodingOf } from '../import/encoding.ts'
import { requireDevice } from '../service.ts'
import { sortFile } from './gateway.ts'
import { takeDeviceData } from './service.ts'

/** The largest text: what the readers take. */
const mostBytes = 64 * 1024 ** 2

/** The text of a file, packed or not, in whatever encoding it came. */
async function textOf(path: string): Promise<string> {
  const bytes = await unpacked(await readFile(path), mostBytes)
  return new TextDecoder(encodingOf(bytes).label).decode(bytes)
}

/** Data of devices comes in by files. */
export const takingOperations = (inspect: Inspect): readonly Operation[] => [
  operation({
    id: 'device-data.take',
    method: 'POST',
    path: '/api/accounts/:account/device-data',
    summary: 'Take the configurations and answers to show commands of a file; secrets are masked before anything is kept',
    permission: 'device-data.take',
    scope: 'account',
    params: accountParams,
    query: z.object({
      /** Of the file, with its folders where it came with some. */
      name: z.string().trim().min(1).max(300),
      device: z.string().trim().min(1).max(64).optional(),
      /** The same for files that are brought in together: they are one reading of a device. */
      batch: z.string().trim().min(1).max(64).optional(),
      dryRun: z.stringbool().default(false),
    }),
    upload: 'form',
    unkept: true,
    answers: {
      200: z.object({
        fates: z.array(
          z.object({
            what: z.enum(['configuration', 'answers', 'nothing']),
            fate: z.enum(['new', 'changed', 'same', 'part', 'no device', 'not recognised']),
            serial: z.string().nullable(),
            host: z.string(),
            why: z.string(),
            lines: z.number(),
            masked: z.number(),
            skipped: z.array(z.object({ line: z.number(), what: z.string() })),
            changes: z.array(z.string()),
            answers: z.number(),
            lost: z.number(),
          }),
        ),
      }),
    },
    before: async (call, { query: { name } }) => {
      const { path, after } = await receiveFile(call, mostBytes)
      try {
        return { after, sorted: await sortFile({ name, text: await textOf(path) }) }
      } catch (error) {
        await after()
        throw error
      }
    },
    handle: async (call, { query }, { sorted }) => {
      const device = query.device === undefined ? undefined : await requireDevice(call.tx, call.account, query.device)
      const fates = await takeDeviceData(
        call.tx,
        call.account,
        { now: call.now, actor: actorOf(call.principal) },
        { name: query.name, sorted },
        { device, dryRun: query.dryRun, batch: query.batch, inspect },
      )
      return ok({ fates })
    },
  }),
]
