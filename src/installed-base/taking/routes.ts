import { createReadStream } from 'node:fs'
import { z } from 'zod'
import { accountParams, type Operation, ok, operation } from '../../http/operation.ts'
import { spool } from '../../http/slow.ts'
import { actorOf } from '../../lib/principal.ts'
import { badRequest } from '../../lib/problem.ts'
import type { Inspect } from '../configurations/service.ts'
import { encodingOf } from '../import/encoding.ts'
import { requireDevice } from '../service.ts'
import { takeDeviceData } from './service.ts'

/** The largest text: what the readers take. */
const mostBytes = 64 * 1024 ** 2

/** A text in whatever encoding it came. */
const decoded = (bytes: Uint8Array): string => new TextDecoder(encodingOf(bytes).label).decode(bytes)

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
    before: async (call) => {
      const file = await call.file()
      if (!file) throw badRequest('A file is expected', { expected: 'one file in the form' })
      return spool(file.stream)
    },
    handle: async (call, { query }, { path }) => {
      const device = query.device === undefined ? undefined : await requireDevice(call.tx, call.account, query.device)
      const pieces: Buffer[] = []
      let length = 0
      for await (const piece of createReadStream(path)) {
        length += (piece as Buffer).length
        if (length > mostBytes) throw badRequest('The file is too large', { expected: `a text of ${mostBytes} bytes at most` })
        pieces.push(piece as Buffer)
      }
      const fates = await takeDeviceData(
        call.tx,
        call.account,
        { now: call.now, actor: actorOf(call.principal) },
        { name: query.name, text: decoded(Buffer.concat(pieces)) },
        { device, dryRun: query.dryRun, batch: query.batch, inspect },
      )
      return ok({ fates })
    },
  }),
]
