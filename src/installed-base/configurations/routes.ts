import { z } from 'zod'
import { accountParams, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { notFound } from '../../lib/problem.ts'
import { toIso } from '../../lib/time.ts'
import { requireDevice } from '../service.ts'
import { changesBetween } from './service.ts'
import * as store from './store.ts'

const skippedLine = z.object({ line: z.number(), what: z.string() })
const briefSchema = z.object({
  id: z.string(),
  takenAt: instantText,
  takenBy: z.string(),
  name: z.string(),
  host: z.string(),
  release: z.string(),
  form: z.enum(['brace', 'set', 'xml', 'json']),
  lines: z.number(),
  masked: z.number(),
  skipped: z.array(skippedLine),
})
const serial = z.string().trim().min(1).max(64)

/** Configurations of devices: read back masked, compared. */
export const configurationOperations: readonly Operation[] = [
  operation({
    id: 'configuration.list',
    method: 'GET',
    path: '/api/accounts/:account/devices/:serial/configurations',
    summary: 'Configurations of a device, newest first, without their text',
    permission: 'device-data.read',
    scope: 'account',
    params: accountParams.extend({ serial }),
    answers: { 200: z.object({ items: z.array(briefSchema) }) },
    handle: async ({ tx, account }, { params }) => {
      const device = await requireDevice(tx, account, params.serial)
      const items = await store.listConfigurations(tx, account.id, device.id)
      return ok({ items: items.map((item) => ({ ...item, takenAt: toIso(item.takenAt) })) })
    },
  }),
  operation({
    id: 'configuration.read',
    method: 'GET',
    path: '/api/accounts/:account/devices/:serial/configurations/:configuration',
    summary: 'A configuration of a device, every secret masked; `newest` for the newest',
    permission: 'device-data.read',
    scope: 'account',
    params: accountParams.extend({ serial, configuration: z.union([z.literal('newest'), z.uuid()]) }),
    answers: { 200: briefSchema.extend({ text: z.string() }) },
    handle: async ({ tx, account }, { params }) => {
      const device = await requireDevice(tx, account, params.serial)
      const wanted = params.configuration === 'newest' ? undefined : params.configuration
      const found = await store.findConfiguration(tx, account.id, device.id, wanted)
      if (!found) throw notFound('configuration')
      return ok({ ...found, takenAt: toIso(found.takenAt) })
    },
  }),
  operation({
    id: 'configuration.compare',
    method: 'GET',
    path: '/api/accounts/:account/devices/:serial/configurations/:configuration/changes',
    summary: 'What changed from an earlier configuration of a device to this one',
    permission: 'device-data.read',
    scope: 'account',
    params: accountParams.extend({ serial, configuration: z.uuid() }),
    query: z.object({ from: z.uuid() }),
    answers: { 200: z.object({ changes: z.array(z.string()) }) },
    handle: async ({ tx, account }, { params, query }) => {
      const device = await requireDevice(tx, account, params.serial)
      const [before, after] = [
        await store.findConfiguration(tx, account.id, device.id, query.from),
        await store.findConfiguration(tx, account.id, device.id, params.configuration),
      ]
      if (!before || !after) throw notFound('configuration')
      return ok({ changes: changesBetween(before.text, after.text) })
    },
  }),
]
