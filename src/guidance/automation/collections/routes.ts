import { readFile as readBytes } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { z } from 'zod'
import {
  contractParams,
  created,
  instantText,
  type Operation,
  ok,
  operation,
  pageOf,
  pageQuery,
  readCursor,
  writeCursor,
} from '../../../http/operation.ts'
import { receiveFile } from '../../../http/slow.ts'
import type { Inspect } from '../../../installed-base/configurations/service.ts'
import { normalSerial } from '../../../installed-base/device.ts'
import { encodingOf } from '../../../installed-base/import/encoding.ts'
import { unpacked } from '../../../junos/packed/service.ts'
import type { SortedCapture } from '../../../junos/sort-capture.ts'
import { fromIso, toIso } from '../../../lib/time.ts'
import { automatedContract } from '../service.ts'
import { listFiles, mostFileBytes, readFile, takeFile } from './service.ts'
import type { CollectedFile } from './store.ts'

const path = '/api/accounts/:account/contracts/:contract/automation/files'
const word = z.string().trim().min(1)
const fileSchema = z.object({
  file: z.string(),
  collector: z.string(),
  serial: z.string(),
  script: z.string(),
  version: z.string(),
  collectedAt: instantText,
  receivedAt: instantText,
  name: z.string(),
  lines: z.number(),
  /** Something newer of the device was collected before it came: it is kept and read no more. */
  late: z.boolean(),
  /** What became of it, as of files by hand. */
  fates: z.array(z.object({ what: z.string(), fate: z.string(), why: z.string(), masked: z.number(), changes: z.array(z.string()) })),
})

const viewOf = ({ id, collectorId: _, scriptVersion, collectedAt, receivedAt, ...file }: CollectedFile) => ({
  ...file,
  file: id,
  version: scriptVersion,
  collectedAt: toIso(collectedAt),
  receivedAt: toIso(receivedAt),
  fates: file.fates.map((each) => ({ ...each, changes: [...each.changes] })),
})
const shown = (file: CollectedFile) => fileSchema.parse(viewOf(file))

type Ports = {
  readonly inspect: Inspect
  /** Sorts what a file holds, as of files by hand. */
  readonly sortFile: (file: { readonly text: string; readonly name: string }) => Promise<SortedCapture>
}

/** Data of devices that comes by itself (SSM-3.2.p3). */
export const collectionOperations = ({ inspect, sortFile }: Ports): readonly Operation[] => [
  operation({
    id: 'automation.collect',
    method: 'POST',
    path,
    summary: 'Send a file that a script collected of a device, as a collector; secrets are masked before anything is kept',
    permission: 'automation.send',
    scope: 'account',
    params: contractParams,
    query: z.object({
      device: word.max(64),
      name: word.max(200),
      script: word.max(100),
      version: word.max(60),
      collectedAt: instantText,
      /** The same for files of one run: they are one reading of the device. */
      batch: word.max(50).optional(),
    }),
    upload: 'form',
    unkept: true,
    answers: { 200: fileSchema.extend({ same: z.boolean() }), 201: fileSchema.extend({ same: z.boolean() }) },
    before: async (call, { query: { name } }) => {
      const { path: place, after } = await receiveFile(call, mostFileBytes)
      try {
        const bytes = await unpacked(await readBytes(place), mostFileBytes)
        const text = new TextDecoder(encodingOf(bytes).label).decode(bytes).replaceAll('\u0000', '')
        return { after, text, sorted: await sortFile({ name, text }) }
      } catch (error) {
        await after()
        throw error
      }
    },
    handle: async (call, { params: { contract }, query }, { text, sorted }) => {
      const { version, collectedAt, batch, ...rest } = query
      const given = { ...rest, scriptVersion: version, collectedAt: fromIso(collectedAt), batch, text, sorted }
      const { file, same } = await takeFile(call.tx, call.account, call.now, call.principal, contract, given, inspect)
      return same ? ok({ ...shown(file), same }) : created({ ...shown(file), same })
    },
  }),
  operation({
    id: 'automation.files',
    method: 'GET',
    path,
    summary: 'What was collected of the devices, when and by which script, the last first',
    permission: 'onboarding.read',
    scope: 'account',
    params: contractParams,
    query: pageQuery.extend({ device: word.max(64).optional() }),
    answers: { 200: pageOf(fileSchema) },
    handle: async ({ tx, account }, { params: { contract }, query }) => {
      const { of } = await automatedContract(tx, account, contract)
      const key = readCursor(query.cursor)
      const before = typeof key?.[0] === 'number' && z.uuid().safeParse(key[1]).success ? ([key[0], String(key[1])] as const) : undefined
      const serial = query.device === undefined ? undefined : normalSerial(query.device)
      const rows = await listFiles(tx, of, { serial, before, limit: query.limit + 1 })
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      return ok({ items: items.map(shown), next: rows.length > query.limit && last ? writeCursor([last.collectedAt, last.id]) : null })
    },
  }),
  operation({
    id: 'automation.file',
    method: 'GET',
    path: `${path}/:file`,
    summary: 'One collected file, with its secrets masked',
    permission: 'device-data.read',
    scope: 'account',
    params: contractParams.extend({ file: z.uuid() }),
    download: true,
    answers: {},
    handle: async ({ tx, account }, { params: { contract, file } }) => {
      const { name, text } = await readFile(tx, account, contract, file)
      return {
        status: 200,
        stream: Readable.from([text]),
        headers: {
          'content-type': 'text/plain; charset=utf-8',
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name.split('/').at(-1) ?? 'file')}`,
        },
      }
    },
  }),
]
