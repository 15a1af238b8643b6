import { z } from 'zod'
import { accountParams, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { notFound } from '../../lib/problem.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import { toIso } from '../../lib/time.ts'
import { requireDevice } from '../service.ts'
import { findReading } from './service.ts'
import { listReadings, type TakenReading } from './store.ts'

const serial = z.string().trim().min(1).max(64)
const briefSchema = z.object({
  id: z.string(),
  readAt: instantText,
  /** Whether the device's own clock said when, or it is when the files came. */
  clock: z.enum(['device', 'taken']),
  takenAt: instantText,
  takenBy: z.string(),
  host: z.string(),
  /** Commands that were answered. */
  commands: z.array(z.string()),
})

const briefView = ({ id, readAt, clock, takenAt, takenBy, host, answered }: TakenReading) => ({
  id,
  readAt: toIso(readAt),
  clock,
  takenAt: toIso(takenAt),
  takenBy,
  host,
  commands: [...new Set(answered.map((each) => each.split('|')[0] ?? ''))],
})

/** Readings of devices: what they answered to show commands, read back masked. */
export const readingOperations: readonly Operation[] = [
  operation({
    id: 'reading.list',
    method: 'GET',
    path: '/api/accounts/:account/devices/:serial/readings',
    summary: 'Readings in which a device answered, newest first, without their text',
    permission: 'device-data.read',
    scope: 'account',
    params: accountParams.extend({ serial }),
    answers: { 200: z.object({ items: z.array(briefSchema) }) },
    handle: async ({ tx, account }, { params }) => {
      const device = await requireDevice(tx, account, params.serial)
      return ok({ items: (await listReadings(tx, account.id, device.id)).map(briefView) })
    },
  }),
  operation({
    id: 'reading.read',
    method: 'GET',
    path: '/api/accounts/:account/devices/:serial/readings/:reading',
    summary: 'What a device answered, every secret masked, with what became of each answer; `newest` for the newest',
    permission: 'device-data.read',
    scope: 'account',
    params: accountParams.extend({ serial, reading: z.union([z.literal('newest'), z.uuid()]) }),
    answers: {
      200: briefSchema.extend({
        text: z.string(),
        files: z.array(z.object({ name: z.string(), line: z.number(), lines: z.number() })),
        answers: z.array(
          z.object({
            kind: z.string(),
            command: z.string().nullable(),
            engine: z.string().nullable(),
            line: z.number(),
            outcome: z.enum(['read', 'empty', 'refused', 'not-running', 'unread']),
            message: z.string().nullable(),
            warnings: z.array(z.object({ line: z.number(), message: z.string() })),
          }),
        ),
      }),
    },
    handle: async ({ tx, account }, { params }) => {
      const device = await requireDevice(tx, account, params.serial)
      const found = await findReading(tx, account, device.id, params.reading === 'newest' ? undefined : params.reading)
      if (!found) throw notFound('reading')
      const { text, files, replies } = found
      const answers = replies.slice(0, mostAnswers).map((reply) => ({
        kind: reply.kind,
        command: reply.command ?? null,
        engine: reply.engine ?? null,
        line: reply.line,
        outcome: reply.outcome,
        message: 'message' in reply ? maskText(reply.message) : null,
        warnings: reply.warnings.slice(0, mostWarnings).map(({ line, message }) => ({ line, message: maskText(message) })),
      }))
      return ok({ ...briefView(found), text, files: [...files], answers })
    },
  }),
]

const mostAnswers = 1000
const mostWarnings = 50
