import type { ChassisDevice, ChassisModule } from '../../junos/show/chassis-hardware/hardware.ts'
import { deviceName } from '../../junos/show/devices.ts'
import type { ShowReply } from '../../junos/show/reply.ts'
import type { Instant } from '../../lib/time.ts'
import { normalSerial } from '../device.ts'

/** What the answers of a device say of itself. */
export type StatedFacts = {
  /** Its host name; empty where nothing says it. */
  readonly host: string
  /** The chassis that answer: one, or the members of a virtual chassis or cluster. */
  readonly chassis: readonly ChassisDevice[]
  /** What runs on each routing engine, node or member; `engine` is empty where only one answered. */
  readonly software: readonly { readonly engine: string; readonly model: string; readonly release: string }[]
  /** When it answered, by its own clock; null where that is not told, or not in a zone that is certain. */
  readonly answeredAt: Instant | null
}

/** @param name the host name of the prompt */
export function factsOf(name: string | null, replies: readonly ShowReply[]): StatedFacts {
  const read = <Kind extends ShowReply['kind']>(kind: Kind) =>
    replies.filter((reply): reply is Extract<ShowReply, { kind: Kind; outcome: 'read' }> => reply.kind === kind && reply.outcome === 'read')
  const versions = read('version')
  const said = versions.flatMap(({ value }) => value.hostName ?? []).map(deviceName)
  return {
    host: name ?? (new Set(said).size === 1 ? said[0]! : ''),
    chassis: read('chassis-hardware').flatMap(({ value }) => value.devices),
    software: versions.map(({ engine = '', value }) => ({ engine, model: value.model ?? '', release: value.release ?? '' })),
    answeredAt: read('uptime').flatMap(({ value: { current } }) => clockOf(current) ?? [])[0] ?? null,
  }
}

type Moment = { readonly time?: string | undefined; readonly epochSeconds?: number | undefined }

/** Abbreviations of zones mean several places; only those of universal time are certain. */
function clockOf(moment: Moment | undefined): Instant | undefined {
  if (moment?.epochSeconds !== undefined) return moment.epochSeconds * 1000
  const [, day, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) (?:UTC|GMT|Z)$/.exec(moment?.time ?? '') ?? []
  const at = day === undefined ? Number.NaN : Date.parse(`${day}T${time}Z`)
  return Number.isNaN(at) ? undefined : at
}

/** The serials of the chassis that say one, as they are compared. */
export const serialsOf = ({ chassis }: StatedFacts): readonly string[] =>
  chassis.flatMap(({ serial }) => (serial === undefined ? [] : [normalSerial(serial)]))

/**
 * The release that runs on a chassis: what its own engine says, and where none is its own what all engines agree in. Two routing engines
 * with two releases give none: which of them leads is not known here.
 * @param serial undefined where no inventory was answered
 */
export function releaseOf({ chassis, software }: StatedFacts, serial: string | undefined): string | null {
  const own = chassis.find((each) => each.serial !== undefined && normalSerial(each.serial) === serial)
  const place = /\d+$/.exec(own?.member ?? '')?.[0]
  const its = place === undefined ? [] : software.filter(({ engine }) => /^(?:fpc|member|node)(\d+)$/.exec(engine)?.[1] === place)
  const releases = new Set((its.length > 0 ? its : software).map(({ release }) => release).filter((release) => release !== ''))
  return releases.size === 1 ? [...releases][0]! : null
}

/** Which command was answered by which engine: a capture that answers one of these again is another reading. */
export const answeredOf = (replies: readonly ShowReply[]): readonly string[] => [
  ...new Set(
    replies
      .filter(({ kind, outcome }) => kind !== 'unknown' && outcome !== 'unread')
      .map(({ kind, engine, command }) => [kind, engine ?? '', (command ?? '').replace(/\s*\|.*$/, '').trim()].join('|')),
  ),
]

/** A part as an inventory names it. */
export type HeldPart = { readonly model: string; readonly description: string; readonly builtIn: boolean }

/** What is in a chassis by its own newest inventory. */
export type Inventory = { readonly takenAt: Instant; readonly parts: readonly HeldPart[] }

/** Everything that a chassis lists as being in it. */
export function partsOf({ modules }: ChassisDevice): readonly HeldPart[] {
  const all = (list: readonly ChassisModule[]): readonly HeldPart[] =>
    list.flatMap(({ model = '', description = '', builtIn = false, children }) => [{ model, description, builtIn }, ...all(children)])
  return all(modules)
}
