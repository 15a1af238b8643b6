import { setImmediate as breathe } from 'node:timers/promises'
import { newId } from '../../db/ids.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { ChassisDevice, ChassisModule } from '../../junos/show/chassis-hardware/hardware.ts'
import { readChassisHardware } from '../../junos/show/chassis-hardware/read.ts'
import { csvReader, separatorOf } from '../../lib/csv.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, tooLarge } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { listSites } from '../../parties/service.ts'
import { type Device, normalSerial } from '../device.ts'
import * as store from '../store.ts'
import { chassisFates } from './chassis.ts'
import { encodingOf } from './encoding.ts'
import type { KnownBase, ListedDevice, RowFate } from './fate.ts'
import { deviceList, mostRows } from './list.ts'

/** What an import did or would do. Rows that need a look come first; the others are counted. */
export type ImportOutcome = {
  readonly applied: boolean
  readonly counts: { readonly add: number; readonly change: number; readonly same: number; readonly refused: number }
  readonly rows: readonly RowFate[]
  readonly notes: readonly string[]
  /** Rows that are not listed. */
  readonly more: number
}

type By = { readonly now: Instant; readonly actor: string }
type Options = {
  readonly dryRun: boolean
  readonly siteName: string | undefined
  readonly parts: boolean
  /** Whether the list may say marks and End of Support. */
  readonly mayMark: boolean
}

/** Of a list. */
export const mostBytes = 256 * 1024 * 1024
const mostReplyBytes = 20 * 1024 * 1024
const shownRows = 500
const batchRows = 1000

/**
 * Imports devices from a list (CSV in any common encoding) or from a `show chassis hardware` reply (XML, JSON or text).
 * The trial run and the run are the same reading; everything is written in the caller's transaction, so nothing is half-written.
 */
export async function importDevices(
  tx: Tx,
  account: AccountRef,
  by: By,
  stream: AsyncIterable<Buffer>,
  options: Options,
): Promise<ImportOutcome> {
  const sites = await listSites(tx, account.id)
  const siteId = siteOf(sites, options.siteName)
  const held = new Map((await store.listDevices(tx, account.id, { limit: mostRows + 1 })).map((device) => [device.serial, device]))
  const serialOf = new Map([...held.values()].map((device) => [device.id, device.serial]))
  const known: KnownBase = {
    device: (serial) => {
      const device = held.get(serial)
      return device && listed(device, serialOf)
    },
    site: (text) => sites.find((site) => site.name.toLowerCase() === text.trim().toLowerCase())?.id,
  }
  const writer = createWriter(tx, account, by, held, options.dryRun)
  const bytes = stream[Symbol.asyncIterator]()
  const first = await firstPiece(bytes)
  const notes: string[] = []
  if (looksLikeReply(first)) await readReply(first, bytes, known, { parts: options.parts, siteId }, writer, notes)
  else await readList(first, bytes, known, options.mayMark, writer, notes)
  await writer.flush()
  const { counts } = writer
  if (!options.dryRun)
    await audit(tx, { accountId: account.id, now: by.now, actor: by.actor, action: 'device.import', subject: account.code, detail: counts })
  const total = counts.add + counts.change + counts.same + counts.refused
  return { applied: !options.dryRun, counts: { ...counts }, rows: writer.shown, notes, more: total - writer.shown.length }
}

function siteOf(sites: readonly { readonly id: string; readonly name: string }[], name: string | undefined): string | undefined {
  if (name === undefined) return undefined
  const site = sites.find((each) => each.name.toLowerCase() === name.toLowerCase())
  if (!site) throw badRequest('No such site', { found: name, expected: 'the name of a site of this account', toDo: 'Add the site first.' })
  return site.id
}

const listed = (device: Device, serialOf: ReadonlyMap<string, string>): ListedDevice => ({
  ...device,
  parentSerial: device.parentId === null ? null : (serialOf.get(device.parentId) ?? null),
})

type Bytes = AsyncIterator<Buffer>

/** Enough of the beginning to tell the encoding and the kind. */
async function firstPiece(bytes: Bytes): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  while (size < 65_536) {
    const { value, done } = await bytes.next()
    if (done) break
    pieces.push(value)
    size += value.length
  }
  return Buffer.concat(pieces)
}

const looksLikeReply = (first: Buffer): boolean =>
  /^[\s\ufeff]*(<|\{|Hardware inventory:|.*show chassis hardware)/.test(first.subarray(0, 2000).toString('utf8'))

async function readReply(
  first: Buffer,
  bytes: Bytes,
  known: KnownBase,
  options: { parts: boolean; siteId: string | undefined },
  writer: Writer,
  notes: string[],
) {
  const pieces = [first]
  let size = first.length
  for (let next = await bytes.next(); !next.done; next = await bytes.next()) {
    size += next.value.length
    if (size > mostReplyBytes) throw tooLarge('The reply is larger than allowed', { expected: `at most ${mostReplyBytes} bytes` })
    pieces.push(next.value)
  }
  const hardware = readChassisHardware(Buffer.concat(pieces).toString('utf8'))
  notes.push(...hardware.warnings.map((warning) => `line ${warning.line}: ${warning.message}`))
  if (hardware.devices.length === 0) notes.push('No chassis was found in it.')
  for (const fate of chassisFates(hardware, known, { parts: options.parts, ...(options.siteId ? { siteId: options.siteId } : {}) }))
    await writer.take(fate)
}

async function readList(first: Buffer, bytes: Bytes, known: KnownBase, mayMark: boolean, writer: Writer, notes: string[]) {
  const encoding = encodingOf(first)
  if (encoding.note) notes.push(encoding.note)
  const decoder = new TextDecoder(encoding.label)
  let text = decoder.decode(first, { stream: true })
  const reader = csvReader(separatorOf(text.trimStart().split('\n', 1)[0] ?? ''))
  let list: ReturnType<typeof deviceList> | undefined
  let size = first.length
  const take = async (records: ReturnType<typeof reader.push>) => {
    for (const record of records) {
      if (list === undefined) {
        list = deviceList(record.cells, known, mayMark)
        if (list.kind === 'list-refused')
          throw badRequest('The list cannot be read', { found: list.found, expected: list.expected, toDo: list.toDo })
        notes.push(...unknownColumns(list.header))
      } else if (list.kind === 'device-list') await writer.take(list.row(record))
    }
  }
  for (;;) {
    await take(reader.push(text))
    await breathe()
    const next = await bytes.next()
    if (next.done) break
    size += next.value.length
    if (size > mostBytes) throw tooLarge('The list is larger than allowed', { expected: `at most ${mostBytes} bytes`, toDo: 'Split it.' })
    text = decoder.decode(next.value, { stream: true })
  }
  await take(reader.push(decoder.decode()))
  await take(reader.end())
  if (list === undefined) throw badRequest('The list is empty', { expected: 'a header row and a row for each device' })
}

/**
 * Takes the parts that chassis list, each below its own and at its site. Chassis that are not in the installed base are left out: a device is
 * added by a person or a list, never by what it answers.
 * @returns how many parts were added, changed or refused, or would be
 */
export async function takeParts(
  tx: Tx,
  account: AccountRef,
  by: By,
  chassis: readonly ChassisDevice[],
  { dryRun }: { readonly dryRun: boolean },
): Promise<{ readonly add: number; readonly change: number; readonly refused: number }> {
  const held = new Map((await store.findDevices(tx, account.id, serialsIn(chassis))).map((device) => [device.serial, device]))
  const serialOf = new Map([...held.values()].map((device) => [device.id, device.serial]))
  const known: KnownBase = {
    device: (serial) => {
      const device = held.get(serial)
      return device && listed(device, serialOf)
    },
    site: () => undefined,
  }
  const writer = createWriter(tx, account, by, held, dryRun)
  for (const device of chassis) {
    const own = device.serial === undefined ? undefined : held.get(normalSerial(device.serial))
    if (!own) continue
    const hardware = { kind: 'chassis-hardware' as const, devices: [device], warnings: [] }
    for (const fate of chassisFates(hardware, known, { parts: true, ...(own.siteId ? { siteId: own.siteId } : {}) }))
      if (fate.fate === 'refused' || fate.device?.kind === 'module') await writer.take(fate)
  }
  await writer.flush()
  return writer.counts
}

function serialsIn(chassis: readonly ChassisDevice[]): readonly string[] {
  const all = (modules: readonly ChassisModule[]): readonly (string | undefined)[] =>
    modules.flatMap(({ serial, children }) => [serial, ...all(children)])
  const serials = chassis.flatMap(({ serial, modules }) => [serial, ...all(modules)])
  return [...new Set(serials.flatMap((serial) => (serial === undefined ? [] : [normalSerial(serial)])))]
}

const unknownColumns = (header: { readonly unknown?: readonly string[] }): readonly string[] =>
  header.unknown && header.unknown.length > 0 ? [`Columns that are not known were left out: ${header.unknown.join(', ')}.`] : []

type Writer = {
  readonly take: (fate: RowFate) => Promise<void>
  readonly flush: () => Promise<void>
  readonly counts: { add: number; change: number; same: number; refused: number }
  readonly shown: RowFate[]
}

function createWriter(tx: Tx, account: AccountRef, by: By, held: Map<string, Device>, dryRun: boolean): Writer {
  const counts = { add: 0, change: 0, same: 0, refused: 0 }
  const shown: RowFate[] = []
  let adds: (Partial<Omit<Device, 'version'>> & { id: string; serial: string })[] = []
  const ids = new Map<string, string>()
  const parentId = (serial: string | null) => (serial === null ? null : (held.get(serial)?.id ?? ids.get(serial) ?? null))
  const flush = async () => {
    const rows = adds
    adds = []
    if (!dryRun && rows.length > 0) await store.insertDevices(tx, account.id, rows, by.now)
  }
  const take = async (fate: RowFate) => {
    counts[fate.fate]++
    if (shown.length < shownRows && (fate.fate !== 'same' || fate.problems.length > 0)) shown.push(fate)
    if (dryRun || !fate.device || (fate.fate !== 'add' && fate.fate !== 'change')) return
    const { parentSerial, ...device } = fate.device
    const row = { ...device, parentId: parentId(parentSerial), registeredSiteId: device.registeredOn === null ? null : device.siteId }
    const present = held.get(fate.device.serial)
    if (!present) {
      const id = newId(by.now)
      ids.set(device.serial, id)
      adds.push({ id, ...row })
      if (adds.length >= batchRows) await flush()
      return
    }
    await flush()
    const moved = row.siteId !== present.siteId
    const { serial: _, ...change } = row
    await store.updateDevice(
      tx,
      account.id,
      present.id,
      { ...change, ...(moved && device.registeredOn === present.registeredOn ? { registeredOn: null, registeredSiteId: null } : {}) },
      by.now,
    )
    await store.insertHistory(tx, account.id, newId(by.now), present.id, {
      at: by.now,
      actor: by.actor,
      kind: 'imported',
      changes: Object.fromEntries((fate.changes ?? []).map(({ field, from, to }) => [field, { from, to }])),
    })
  }
  return { take, flush, counts, shown }
}
