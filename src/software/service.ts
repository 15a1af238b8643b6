import type { Offering } from '../catalog/offering.ts'
import { readOfferings } from '../catalog/service.ts'
import { soldWith } from '../catalog/sold.ts'
import { dayOf, listContracts, listLines } from '../contracts/service.ts'
import { audit, send } from '../db/records.ts'
import type { Tx } from '../db/scope.ts'
import type { Device } from '../installed-base/device.ts'
import { findDevice, requireDevice } from '../installed-base/service.ts'
import type { AccountRef } from '../lib/principal.ts'
import { conflict, notFound, unprocessable } from '../lib/problem.ts'
import type { Instant, LocalDate } from '../lib/time.ts'
import { playsFor, playsOn } from '../parties/contacts.ts'
import { type teams as allTeams, teams } from '../parties/permissions.ts'
import { listContacts, listPeople } from '../parties/service.ts'
import type { SoftwareCover } from './delivering/judge-delivery.ts'
import { appendEvent, holdDevice } from './store.ts'

export { listEvents } from './store.ts'

export type By = {
  readonly now: Instant
  readonly today: LocalDate
  readonly actor: string
  readonly name: string
  readonly side: 'provider' | 'customer'
  readonly personId: string | null
}

/** What happens by itself. */
export const byItself = (account: AccountRef, now: Instant): By => ({
  now,
  today: dayOf(account.zone, now),
  actor: 'clock',
  name: 'Clock',
  side: 'provider',
  personId: null,
})

/** A piece of software of an account; what is no software answers as if it were not there. */
export async function requireSoftware(tx: Tx, account: AccountRef, serial: string): Promise<Device> {
  const device = await requireDevice(tx, account, serial)
  if (device.kind !== 'software') throw notFound('software')
  return device
}

/** The same, held until this transaction ends. */
export async function holdSoftware(tx: Tx, account: AccountRef, serial: string): Promise<Device> {
  const { id } = await requireSoftware(tx, account, serial)
  await holdDevice(tx, account.id, id)
  return (await findDevice(tx, account.id, { id })) as Device
}

/** The newest service of custom software that lists the item, the running one first; with the service as data. */
export async function coverOf(
  tx: Tx,
  account: AccountRef,
  device: Device,
  today: LocalDate,
): Promise<{ readonly cover: SoftwareCover | null; readonly offering: Offering; readonly contractId: string | null }> {
  const offerings = await readOfferings(tx)
  const lines = await listLines(tx, account.id, { deviceIds: [device.id] })
  const covers = (await listContracts(tx, account.id))
    .flatMap((contract) => {
      const offering = soldWith(offerings, contract)
      const line = lines.find(({ contractId }) => contractId === contract.id)
      return contract.kind === 'service' && offering?.cover.covers === 'custom-software' && line ? [{ contract, offering, line }] : []
    })
    .toSorted((left, right) => (left.contract.startsOn < right.contract.startsOn ? 1 : -1))
  const runs = ({ contract, line }: (typeof covers)[number]) =>
    contract.state === 'active' && contract.startsOn <= today && line.startsOn <= today && today <= line.endsOn && today <= contract.endsOn
  const best = covers.find(runs) ?? covers[0]
  const offering = best?.offering ?? offerings.find(({ cover }) => cover.covers === 'custom-software')
  if (!offering) throw conflict('No service covers custom software', { toDo: 'Add such a service to the catalogue first.' })
  if (!best) return { cover: null, offering, contractId: null }
  const { contract, line } = best
  const [, startsOn = contract.startsOn] = [contract.startsOn, line.startsOn].toSorted()
  const [endsOn = contract.endsOn] = [contract.endsOn, line.endsOn].toSorted()
  return {
    offering,
    contractId: contract.id,
    cover: {
      contract: contract.number,
      offering: offering.code,
      offeringVersion: offering.version,
      state: contract.state,
      startsOn,
      endsOn,
      suspendedOn: line.suspendedOn,
    },
  }
}

/**
 * Refuses the pages of custom software to a customer on the days on which no contract covers it (CSS-5.p1); the list says of each when it is. Staff are
 * not bound by it, nor is software that no contract ever listed, which other rules speak about.
 */
export async function portalOpen(tx: Tx, account: AccountRef, { side, today }: By, device: Device): Promise<void> {
  if (side === 'provider') return
  const { cover, offering } = await coverOf(tx, account, device, today)
  if (!cover || (cover.startsOn <= today && today <= cover.endsOn)) return
  const clauses = offering.deliverables.find(({ code }) => code === 'portal')?.clauses ?? []
  throw unprocessable(
    `${cover.offering} ${today < cover.startsOn ? `begins on ${cover.startsOn}` : `ended on ${cover.endsOn}`} (${clauses[0] ?? cover.contract})`,
    {
      found: today,
      expected: `${cover.startsOn} to ${cover.endsOn}, the days of ${cover.contract}`,
      toDo: today < cover.startsOn ? 'Wait for its first day.' : `Renew ${cover.contract}.`,
    },
  )
}

/** Writes what happened to a piece of software, for people and for the audit trail. */
export async function happened(
  tx: Tx,
  account: AccountRef,
  by: By,
  device: Pick<Device, 'id' | 'serial'>,
  kind: string,
  body: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await appendEvent(tx, account.id, device.id, { at: by.now, actor: by.actor, actorName: by.name, kind, body })
  await audit(tx, { accountId: account.id, now: by.now, actor: by.actor, action: `software.${kind}`, subject: device.serial, detail: body })
}

type Letter = { readonly to: 'customer' | 'provider'; readonly subject: string; readonly text: readonly string[] }
type Reader = { readonly personId: string; readonly name: string } | { readonly team: keyof typeof allTeams; readonly name: string }

/** The contacts of the customer for custom software; where none are named, whoever looks after its contracts. */
async function customerReaders(tx: Tx, account: AccountRef, today: LocalDate, offering: string): Promise<readonly Reader[]> {
  const contacts = (await listContacts(tx, account.id)).filter(
    (each) => playsOn(each, today) && playsFor(each, offering) && ['technical', 'lead', 'named'].includes(each.role),
  )
  if (contacts.length > 0) return [...new Map(contacts.map(({ personId, name }) => [personId, { personId, name }])).values()]
  return (await listPeople(tx, account.id))
    .filter(({ status, roles }) => status === 'active' && roles.some((role) => role === 'LC' || role === 'NC'))
    .map(({ id, name }) => ({ personId: id, name }))
}

/** Sends a letter about a piece of software to one side, and says who got it. */
export async function tell(
  tx: Tx,
  account: AccountRef,
  by: By,
  device: Device,
  offering: string,
  { to, subject, text }: Letter,
): Promise<readonly string[]> {
  const readers =
    to === 'customer'
      ? await customerReaders(tx, account, by.today, offering)
      : ([{ team: 'engineers', name: teams.engineers }] satisfies readonly Reader[])
  if (readers.length === 0) return []
  await send(tx, {
    accountId: account.id,
    now: by.now,
    kind: 'software-notice',
    subject: device.serial,
    payload: { to: readers, subject: `[${device.serial}] ${subject}`, text: text.join('\n\n') },
  })
  return readers.map(({ name }) => name)
}
