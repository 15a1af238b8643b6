import { createHash } from 'node:crypto'
import { newId } from '../../db/ids.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { maskAnswers } from '../../junos/show/mask.ts'
import { readShow } from '../../junos/show/read.ts'
import type { ShowReply } from '../../junos/show/reply.ts'
import { type CapturedAnswers, countAnswers } from '../../junos/sort-capture.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import { normalSerial } from '../device.ts'
import { takeParts } from '../import/service.ts'
import { changeDevice, dayOf } from '../service.ts'
import { announceData, findDevices, nameHost, touchFacts, updateDevice } from '../store.ts'
import type { Owner } from '../taking/device-of.ts'
import { answeredOf, type HeldPart, partsOf, releaseOf, type StatedFacts } from './facts.ts'
import * as store from './store.ts'

export { listReadDevices, listReadings, newestInventories } from './store.ts'

export type ReadingFate = {
  readonly fate: 'new' | 'same'
  /** Commands that were answered and understood. */
  readonly answers: number
  /** Answers that were refused, empty or not understood. */
  readonly lost: number
  /** What it tells of the device that was not known. */
  readonly changes: readonly string[]
}

const mostText = 16 * 1024 ** 2

type Given = {
  readonly answers: CapturedAnswers
  readonly facts: StatedFacts
  readonly owner: Extract<Owner, { kind: 'device' }>
  /** The name of the file. */
  readonly name: string
  /** Files with the same batch were brought in together. */
  readonly batch: string | undefined
}

/**
 * Takes what one device answered. Files that come together are one reading until a command is answered again. The release that runs and the
 * parts that are in it become facts of the device when nothing newer is known.
 */
export async function takeReading(
  tx: Tx,
  account: AccountRef,
  by: { readonly now: Instant; readonly actor: string },
  { answers, facts, owner, name, batch }: Given,
  { dryRun }: { readonly dryRun: boolean },
): Promise<ReadingFate> {
  const text = maskAnswers(answers.text.length > mostText ? answers.text.slice(0, mostText) : answers.text)
  const digest = createHash('sha256').update(text).digest('hex')
  const told = countAnswers(answers)
  const chassisIds = [owner.device, ...owner.beside].map(({ id }) => id)
  const readAt = facts.answeredAt !== null && facts.answeredAt <= by.now ? facts.answeredAt : by.now
  const clock = readAt === by.now ? ('taken' as const) : ('device' as const)
  const [newest] = await store.listReadings(tx, account.id, owner.device.id, 1)
  // a device may answer the same tomorrow; it is the same answer when nothing says that it was given anew
  const known = (await store.readingsWith(tx, account.id, owner.device.id, digest)).some(
    (each) =>
      (batch !== undefined && each.batch === batch) ||
      (clock === 'device' && each.clock === clock && each.readAt === readAt) ||
      (each.id === newest?.id && each.files === 1 && clock === 'taken'),
  )
  if (known) return { fate: 'same', changes: [], ...told }
  const changes =
    newest && newest.readAt > readAt ? [] : await learn(tx, account, { ...by, today: dayOf(account, readAt) }, facts, owner, dryRun)
  if (dryRun) return { fate: 'new', changes, ...told }
  const answered = answeredOf(answers.replies)
  const inventories = inventoriesOf(facts, owner)
  const open = await openReading(tx, account, owner.device.id, batch, answered)
  const readingId = open?.id ?? newId(by.now)
  if (open)
    await store.widenReading(tx, account.id, open.id, {
      answered: [...open.answered, ...answered],
      chassisIds: [...new Set([...open.chassisIds, ...chassisIds])],
      inventories: { ...open.inventories, ...inventories },
      host: open.host || facts.host,
      ...(clock === 'device' ? { readAt, clock } : { readAt: open.readAt, clock: open.clock }),
    })
  else
    await store.insertReading(tx, account.id, {
      id: readingId,
      deviceId: owner.device.id,
      chassisIds,
      batch: batch ?? null,
      readAt,
      clock,
      takenAt: by.now,
      takenBy: by.actor,
      host: facts.host,
      answered,
      inventories,
    })
  if (facts.host !== '' && !(newest && newest.readAt > readAt)) await nameHost(tx, account.id, owner.device.id, facts.host)
  for (const id of Object.keys(inventories)) await touchFacts(tx, account.id, id, by.now)
  await announceData(tx, account.id, owner.device.id, by.now)
  await store.insertCapture(tx, account.id, readingId, {
    id: newId(by.now),
    name: name.slice(-300),
    command: answers.command,
    text,
    lines: text.split('\n').length,
    digest,
  })
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'reading.take',
    subject: owner.device.serial,
    detail: { file: name.slice(-300), host: facts.host, ...told, changes },
  })
  return { fate: 'new', changes, ...told }
}

/** What each known chassis lists as being in it, by its id. */
function inventoriesOf({ chassis }: StatedFacts, owner: Given['owner']): Readonly<Record<string, readonly HeldPart[]>> {
  const known = new Map([owner.device, ...owner.beside].map(({ serial, id }) => [serial, id]))
  return Object.fromEntries(
    chassis.flatMap((each) => {
      const id = each.serial === undefined ? undefined : known.get(normalSerial(each.serial))
      return id === undefined ? [] : [[id, partsOf(each)] as const]
    }),
  )
}

/** The reading of the same batch that a further file belongs to: one that has no answer to any of its commands yet. */
async function openReading(
  tx: Tx,
  account: AccountRef,
  deviceId: string,
  batch: string | undefined,
  answered: readonly string[],
): Promise<store.TakenReading | undefined> {
  if (batch === undefined) return undefined
  const readings = await store.listReadings(tx, account.id, deviceId, 20)
  return readings.find((each) => each.deviceId === deviceId && each.batch === batch && !answered.some((one) => each.answered.includes(one)))
}

type LearnBy = { readonly now: Instant; readonly actor: string; readonly today: string }

/** What the answers tell of the chassis that is otherwise than known: written, and in words. */
async function learn(
  tx: Tx,
  account: AccountRef,
  by: LearnBy,
  facts: StatedFacts,
  owner: Given['owner'],
  dryRun: boolean,
): Promise<readonly string[]> {
  const changes: string[] = []
  const stated = facts.chassis.length > 0
  for (const device of await findDevices(
    tx,
    account.id,
    [owner.device, ...owner.beside].map(({ serial }) => serial),
  )) {
    const release = releaseOf(facts, stated ? device.serial : undefined)
    const model = facts.chassis.find(({ serial }) => serial !== undefined && normalSerial(serial) === device.serial)?.model
    const change = {
      ...(release !== null && release !== device.release ? { release, releaseSeenOn: by.today } : {}),
      ...(device.product === '' && model !== undefined ? { product: model } : {}),
    }
    if ('release' in change) changes.push(`${device.serial} runs ${release}${device.release === '' ? '' : `, not ${device.release}`}`)
    if ('product' in change) changes.push(`${device.serial} says it is ${change.product}`)
    if (model !== undefined && device.product !== '' && model.toUpperCase() !== device.product.toUpperCase())
      changes.push(`${device.serial} says it is ${model}; it is registered as ${device.product}, which stays`)
    if (dryRun) continue
    if (Object.keys(change).length > 0) await changeDevice(tx, account, by, device, change)
    // seen again is no change that its history has to tell
    else if (release !== null && device.releaseSeenOn !== by.today)
      await updateDevice(tx, account.id, device.id, { releaseSeenOn: by.today }, by.now)
  }
  if (stated) {
    const parts = await takeParts(tx, account, by, facts.chassis, { dryRun })
    if (parts.add > 0) changes.push(`${parts.add} parts are new`)
    if (parts.change > 0) changes.push(`${parts.change} parts are otherwise than known`)
    if (parts.refused > 0) changes.push(`${parts.refused} parts have no serial that can be read, and are left out`)
  }
  return changes
}

/** A reading with its files one below the other, and its answers with their lines in that text. */
export type WholeReading = store.TakenReading & {
  readonly text: string
  readonly replies: readonly ShowReply[]
  readonly files: readonly { readonly name: string; readonly line: number; readonly lines: number }[]
}

/** The readings of a device, newest first; by its id the one that is meant. */
export async function findReading(
  tx: Tx,
  account: Pick<AccountRef, 'id'>,
  deviceId: string,
  id?: string,
): Promise<WholeReading | undefined> {
  const readings = await store.listReadings(tx, account.id, deviceId, id === undefined ? 1 : 1000)
  const found = id === undefined ? readings[0] : readings.find((each) => each.id === id)
  return found && wholeReading(tx, account, found)
}

export async function wholeReading(tx: Tx, account: Pick<AccountRef, 'id'>, reading: store.TakenReading): Promise<WholeReading> {
  const replies: ShowReply[] = []
  const files: { name: string; line: number; lines: number }[] = []
  const texts: string[] = []
  let line = 1
  for (const capture of await store.listCaptures(tx, account.id, reading.id)) {
    const { name, text, lines } = capture
    files.push({ name, line, lines })
    texts.push(text)
    replies.push(...repliesIn(capture).map((reply) => moved(reply, line - 1)))
    line += lines
  }
  return { ...reading, text: texts.join('\n'), replies, files }
}

/** Answers that were read last, by the text that they stand in: a page asks for the same ones several times. */
const held = new Map<string, { readonly replies: readonly ShowReply[]; readonly characters: number }>()
const mostHeld = 16 * 1024 ** 2

function repliesIn({ digest, command, text }: store.Capture): readonly ShowReply[] {
  const key = `${digest} ${command ?? ''}`
  const replies = held.get(key)?.replies ?? readShow(text, command === null ? {} : { command }).replies
  held.delete(key)
  held.set(key, { replies, characters: text.length })
  let characters = [...held.values()].reduce((sum, each) => sum + each.characters, 0)
  for (const [oldest, each] of held) {
    if (characters <= mostHeld) break
    held.delete(oldest)
    characters -= each.characters
  }
  return replies
}

/** The same answer some lines further down. */
const moved = (reply: ShowReply, by: number): ShowReply => ({
  ...reply,
  line: reply.line + by,
  warnings: reply.warnings.map((warning) => (warning.line > 0 ? { ...warning, line: warning.line + by } : warning)),
})
