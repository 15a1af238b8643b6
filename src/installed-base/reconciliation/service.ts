import { newId } from '../../db/ids.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, notPermitted } from '../../lib/problem.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { listSites, type Site } from '../../parties/service.ts'
import type { Device } from '../device.ts'
import { encodingOf } from '../import/encoding.ts'
import { addDevice, changeDevice, dayOf, findDevice, listDevices } from '../service.ts'
import {
  choicesOf,
  compareLists,
  decisionWords,
  fieldWords,
  type HeldRow,
  outcomeWords,
  ownerOf,
  reconciliationClause,
  type SettleDecision,
  type Side,
} from './compare.ts'
import { mostListed, readTheirList, type TheirList } from './list.ts'
import * as store from './store.ts'

export type By = { readonly now: Instant; readonly actor: string; readonly side: Side }

/** What each device is under, asked of whoever keeps contracts. */
export type LevelsOf = (
  tx: Tx,
  account: AccountRef,
  day: LocalDate,
) => Promise<ReadonlyMap<string, { readonly base: readonly string[]; readonly services: readonly string[] }>>

export const mostListBytes = 32 * 1024 * 1024

const note = (tx: Tx, account: AccountRef, { now, actor }: By, action: string, number: number, detail: object) =>
  audit(tx, { accountId: account.id, now, actor, action, subject: `round ${number}`, detail: { clause: reconciliationClause, ...detail } })

const sideWords = { customer: 'customer', provider: 'provider' } as const

/** Opens a round with the customer's list: what differs from what is held is written down, and nothing is changed (SSM-3.1.b2). */
export async function openRound(
  tx: Tx,
  account: AccountRef,
  by: By,
  given: { readonly bytes: Uint8Array; readonly name: string; readonly levelsOf: LevelsOf },
): Promise<number> {
  const { bytes } = given
  const list = readTheirList(new TextDecoder(encodingOf(bytes.subarray(0, 65_536)).label).decode(bytes))
  if (list.kind === 'list-refused')
    throw badRequest('The list cannot be read', { found: list.found, expected: list.expected, toDo: list.toDo })
  if (list.rows.length === 0)
    throw badRequest('The list names no device', {
      found: `${list.unread.length} rows without a serial that can be read`,
      toDo: 'Correct it.',
    })
  return startRound(tx, account, by, { list, name: given.name, source: 'list', readAt: null, levelsOf: given.levelsOf })
}

/** The customer's side of a comparison, wherever it comes from. */
export type TheirSide = {
  readonly list: Pick<TheirList, 'rows' | 'speaks' | 'unread'>
  readonly name: string
  readonly readAt: Instant | null
  readonly levelsOf: LevelsOf
}

/** That side against what is held now. */
export async function compareNow(tx: Tx, account: AccountRef, now: Instant, { list, name, readAt, levelsOf }: TheirSide) {
  const levels = await levelsOf(tx, account, dayOf(account, now))
  const sites = new Map((await listSites(tx, account.id)).map((site) => [site.id, site]))
  const devices = await listDevices(tx, account.id, { limit: mostListed })
  const held = devices.map((device) => heldRow(device, sites, levels))
  const { same, differences } = compareLists(list.rows, held, list.speaks)
  return {
    differences,
    round: {
      listName: name,
      readAt,
      compared: list.speaks,
      listed: list.rows.length,
      held: held.filter(({ inUse, part }) => inUse && !part).length,
      same,
      unread: list.unread.slice(0, 200),
    },
  }
}

/** Opens a round: what differs is written down. */
export async function startRound(
  tx: Tx,
  account: AccountRef,
  by: By,
  side: TheirSide & { readonly source: store.Round['source'] },
): Promise<number> {
  const compared = await compareNow(tx, account, by.now, side)
  const { differences } = compared
  const round = { ...compared.round, id: newId(by.now), openedAt: by.now, openedBy: by.actor, source: side.source }
  const { same } = round
  const number = await store.insertRound(tx, account.id, round)
  if (number === undefined)
    throw conflict('A round is open already', { toDo: 'Settle what differs and sign it, or withdraw it, before another list is compared.' })
  await store.insertDifferences(
    tx,
    account.id,
    round.id,
    by.now,
    differences.map((each) => ({ ...each, owner: ownerOf[each.field] })),
  )
  const text = `${round.listed} listed, ${round.held} held, ${same} the same, ${differences.length} differences`
  await store.insertEvent(tx, account.id, round.id, { at: by.now, actor: by.actor, kind: 'opened', text })
  await note(tx, account, by, 'reconciliation.open', number, {
    listed: round.listed,
    held: round.held,
    same,
    differences: differences.length,
  })
  return number
}

function heldRow(device: Device, sites: ReadonlyMap<string, Site>, levels: Awaited<ReturnType<LevelsOf>>): HeldRow {
  const site = device.siteId === null ? undefined : sites.get(device.siteId)
  const level = levels.get(device.serial)
  return {
    serial: device.serial,
    product: device.product,
    site: site ? { name: site.name, address: site.address } : null,
    base: level?.base ?? [],
    services: level?.services ?? [],
    inUse: device.status !== 'decommissioned',
    part: device.parentId !== null,
  }
}

export async function requireRound(tx: Tx, accountId: string, number: number, hold = false): Promise<store.Round> {
  const [round] = await store.listRounds(tx, accountId, { number, hold })
  if (!round) throw notFound('round')
  return round
}

async function openOne(tx: Tx, account: AccountRef, number: number): Promise<store.Round> {
  const round = await requireRound(tx, account.id, number, true)
  if (round.state !== 'open') throw conflict(`The round is ${round.state}`, { found: `round ${number}`, toDo: 'Open another one.' })
  return round
}

export type Settling = { readonly ids: readonly string[]; readonly decision: SettleDecision; readonly reason: string }

/** Settles differences of one's own side, and corrects the record where the customer's list is right. All of them, or none. */
export async function settle(tx: Tx, account: AccountRef, by: By, number: number, { ids, decision, reason }: Settling): Promise<void> {
  const round = await openOne(tx, account, number)
  const rows = await store.listDifferences(tx, account.id, round.id, { ids, limit: ids.length })
  if (rows.length < new Set(ids).size) throw notFound('difference')
  const sites = await listSites(tx, account.id)
  for (const row of rows) {
    const about = `${row.serial}, ${fieldWords[row.field].toLowerCase()}`
    if (row.decision !== null)
      throw conflict('It is settled already', {
        found: `${about}: ${outcomeWords[row.decision]}`,
        toDo: 'Reload. It can be opened again.',
      })
    if (row.owner !== by.side)
      throw notPermitted(`The ${sideWords[row.owner]} settles this`, { found: about, expected: `somebody of the ${sideWords[row.owner]}` })
    if (!choicesOf[row.field].includes(decision))
      throw badRequest('This cannot be decided so', {
        found: `${about}: ${decisionWords[decision]}`,
        expected: choicesOf[row.field].map((each) => decisionWords[each]).join(', or '),
      })
    const done = await correct(tx, account, by, row, decision, sites)
    await store.settleDifference(tx, account.id, row.id, { decision, reason, done, by: by.actor, at: by.now })
    const text = `${about}: ${decisionWords[decision]}.${done ? ` ${done}.` : ''}${reason ? ` ${reason}` : ''}`
    await store.insertEvent(tx, account.id, round.id, { at: by.now, actor: by.actor, kind: 'settled', text })
  }
  await note(tx, account, by, 'reconciliation.settle', number, { decision, reason, serials: rows.map(({ serial }) => serial) })
}

/** Changes the record as a decision says; @returns what was done, in words. */
async function correct(
  tx: Tx,
  account: AccountRef,
  { now, actor }: By,
  row: store.DifferenceRow,
  decision: SettleDecision,
  sites: readonly Site[],
): Promise<string> {
  const by = { now, actor, today: dayOf(account, now) }
  const device = await findDevice(tx, account.id, { serial: row.serial })
  if (decision === 'keep-ours') return ''
  if (decision === 'not-a-device') {
    if (!device || device.status === 'decommissioned') return ''
    await changeDevice(tx, account, by, device, { status: 'decommissioned' })
    return 'The device is marked as out of use'
  }
  const siteOf = (text: string) => {
    const wanted = text.trim().toLowerCase()
    const site = sites.find(({ name, address }) => name.toLowerCase() === wanted || address.toLowerCase() === wanted)
    if (!site)
      throw badRequest('No such site', {
        found: text,
        expected: 'a site of this account',
        toDo: 'Add the site first, then settle this again.',
      })
    return site
  }
  if (row.field === 'not-held') {
    if (device) {
      await changeDevice(tx, account, by, device, { status: 'in-use' })
      return 'The device is in use again'
    }
    // the list named the product first and the site after it
    const [product = '', ...rest] = row.theirs.split(', ')
    const place = rest.join(', ')
    if (product === '' || product === 'listed')
      throw badRequest('The list does not say what the device is', { found: row.serial, toDo: 'Add the device by hand, then settle this.' })
    await addDevice(tx, account, by, { serial: row.serial, product, ...(place ? { siteId: siteOf(place).id } : {}) })
    return 'The device was added'
  }
  if (row.field === 'contract-level') return 'An order has to amend the contract; nothing was changed here'
  if (!device) throw conflict('The device is not held any more', { found: row.serial, toDo: 'Settle it as no such device any more.' })
  if (row.field === 'site') {
    const site = siteOf(row.theirs)
    await changeDevice(tx, account, by, device, { siteId: site.id, registeredOn: by.today })
    return `The device is registered at ${site.name}`
  }
  await changeDevice(tx, account, by, device, { product: row.theirs })
  return `The product is ${row.theirs}`
}

/** Opens a difference again, with a reason; what was signed is signed anew. What was changed in the record stays changed. */
export async function reopen(tx: Tx, account: AccountRef, by: By, number: number, id: string, reason: string): Promise<void> {
  const round = await openOne(tx, account, number)
  const [row] = await store.listDifferences(tx, account.id, round.id, { ids: [id], limit: 1 })
  if (!row) throw notFound('difference')
  if (row.decision === null) throw conflict('It is open', { found: row.serial, toDo: 'Nothing is to do.' })
  await store.settleDifference(tx, account.id, id, null)
  await store.updateRound(tx, account.id, round.id, { signed: { provider: null, customer: null } })
  const text = `${row.serial}, ${fieldWords[row.field].toLowerCase()}: ${reason}`
  await store.insertEvent(tx, account.id, round.id, { at: by.now, actor: by.actor, kind: 'reopened', text })
  await note(tx, account, by, 'reconciliation.reopen', number, { serial: row.serial, field: row.field, reason })
}

/** Signs for one side that both lists agree; with the second signature the round is over. */
export async function sign(tx: Tx, account: AccountRef, by: By, number: number): Promise<void> {
  const round = await openOne(tx, account, number)
  const open = (await store.countDifferences(tx, account.id, round.id)).reduce((sum, each) => sum + each.open, 0)
  if (open > 0)
    throw conflict(`${open} ${open === 1 ? 'difference is' : 'differences are'} open (${reconciliationClause})`, {
      found: `round ${number}`,
      expected: 'every difference settled',
      toDo: 'Settle what is open first.',
    })
  if (round.signed[by.side]) throw conflict(`The ${sideWords[by.side]} has signed already`, { toDo: 'Wait for the other side.' })
  const agreed = round.signed[by.side === 'customer' ? 'provider' : 'customer'] !== null
  await store.updateRound(tx, account.id, round.id, {
    signed: { [by.side]: { by: by.actor, at: by.now } },
    ...(agreed ? { state: 'agreed', closedAt: by.now } : {}),
  })
  const text = `for the ${sideWords[by.side]}`
  await store.insertEvent(tx, account.id, round.id, { at: by.now, actor: by.actor, kind: 'signed', text })
  if (agreed) await store.insertEvent(tx, account.id, round.id, { at: by.now, actor: by.actor, kind: 'agreed', text: 'Both lists agree' })
  await note(tx, account, by, 'reconciliation.sign', number, { side: by.side, agreed })
}

/** Gives a round up, such as one with the wrong list; what was settled in it stays written. */
export async function withdraw(tx: Tx, account: AccountRef, by: By, number: number, reason: string): Promise<void> {
  const round = await openOne(tx, account, number)
  await store.updateRound(tx, account.id, round.id, { state: 'withdrawn', closedAt: by.now })
  await store.insertEvent(tx, account.id, round.id, { at: by.now, actor: by.actor, kind: 'withdrawn', text: reason })
  await note(tx, account, by, 'reconciliation.withdraw', number, { reason })
}

export const { listRounds, listDifferences, countDifferences, listEvents } = store
