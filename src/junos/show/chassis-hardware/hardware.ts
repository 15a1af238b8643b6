import type { ReaderWarning } from '../../warning.ts'

/** What `show chassis hardware` says: one device for each chassis, node or member of a virtual chassis. */
export type ChassisHardware = {
  readonly kind: 'chassis-hardware'
  readonly devices: readonly ChassisDevice[]
  readonly warnings: readonly ReaderWarning[]
}

export type ChassisDevice = {
  /** Which part of a virtual chassis or cluster, as it names itself: `0`, `node1`, `member0`. */
  readonly member?: string
  /** Absent when the chassis names none: then the device is not known by serial. */
  readonly serial?: string
  /** Where the serial was read: some carry it on the backplane only, a member of a virtual chassis on its slot. */
  readonly serialFrom?: 'chassis' | 'backplane' | 'member'
  readonly model?: string
  readonly description?: string
  readonly modules: readonly ChassisModule[]
}

export type ChassisModule = {
  readonly name: string
  /** Absent for a part without one of its own. */
  readonly serial?: string
  /** A part soldered in: its serial says BUILTIN, which is none. */
  readonly builtIn?: true
  readonly partNumber?: string
  readonly version?: string
  readonly model?: string
  readonly description?: string
  /** Whatever else the device said of the part, by its own names. */
  readonly other?: readonly { readonly name: string; readonly text: string }[]
  readonly children: readonly ChassisModule[]
}

/** What was read of one part before it is judged. */
export type PartRead = {
  readonly name: string
  readonly line: number
  readonly serial?: string
  readonly partNumber?: string
  readonly version?: string
  readonly model?: string
  readonly description?: string
  readonly other?: readonly { readonly name: string; readonly text: string }[]
  readonly children: readonly PartRead[]
}

const builtIn = (text: string | undefined): boolean => text?.toUpperCase() === 'BUILTIN'

/** Absent values are left out, so that expected values in samples stay short. */
const present = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Value

const moduleOf = (part: PartRead): ChassisModule =>
  present({
    name: part.name,
    serial: builtIn(part.serial) ? undefined : part.serial,
    builtIn: builtIn(part.serial) ? (true as const) : undefined,
    partNumber: builtIn(part.partNumber) ? undefined : part.partNumber,
    version: part.version,
    model: part.model,
    description: part.description,
    other: part.other?.length ? part.other : undefined,
    children: part.children.map(moduleOf),
  })

const virtualChassis = /^virtual chassis$/i
const slot = /^FPC (\d+)$/i

type Warn = (line: number, message: string) => void

/**
 * The devices of one chassis as read. In a virtual chassis each member is an FPC with the serial of its own chassis;
 * its line cards cannot be told apart from it there, so they stay its children.
 */
export const devicesOf = (chassis: PartRead, member: string | undefined, warn: Warn): readonly ChassisDevice[] => {
  if (virtualChassis.test(chassis.description ?? '')) {
    const members = chassis.children.filter((part) => slot.test(part.name))
    const known = members.filter((part) => part.serial && !builtIn(part.serial))
    if (known.length > 0) {
      for (const part of members) if (!known.includes(part)) warn(part.line, `Member ${part.name} of the virtual chassis names no serial.`)
      const shared = chassis.children.filter((part) => !members.includes(part) && part.serial && !builtIn(part.serial))
      for (const part of shared)
        if (!known.some(({ serial }) => serial === part.serial))
          warn(part.line, `${part.name} (${part.serial}) belongs to no member of the virtual chassis and is left out.`)
      return members.map((part) =>
        present({
          member: slot.exec(part.name)![1],
          serial: builtIn(part.serial) ? undefined : part.serial,
          serialFrom: part.serial && !builtIn(part.serial) ? ('member' as const) : undefined,
          model: part.model ?? part.description,
          description: part.description,
          modules: part.children.map(moduleOf),
        }),
      )
    }
    warn(chassis.line, 'Found a virtual chassis without a member that names its serial.')
  }
  const backplane = chassis.children.find((part) => /^backplane$/i.test(part.name))?.serial
  const own = builtIn(chassis.serial) ? undefined : chassis.serial
  const serial = own ?? (builtIn(backplane) ? undefined : backplane)
  if (serial === undefined) {
    const midplane = chassis.children.find((part) => /^midplane/i.test(part.name) && part.serial)?.serial
    const hint = midplane ? ` (its midplane, a part that may be replaced, has ${midplane})` : ''
    warn(chassis.line, `Found a chassis without a serial${hint}: enter its serial by hand.`)
  }
  return [
    present({
      member,
      serial,
      serialFrom: serial === undefined ? undefined : own ? ('chassis' as const) : ('backplane' as const),
      model: chassis.model ?? chassis.description,
      description: chassis.description,
      modules: chassis.children.map(moduleOf),
    }),
  ]
}

/** Both routing engines of one chassis answer for it: the same serial twice is one device. */
export const eachOnce = (devices: readonly ChassisDevice[]): readonly ChassisDevice[] => {
  const seen = new Set<string>()
  return devices.filter(({ serial }) => {
    if (serial === undefined) return true
    if (seen.has(serial)) return false
    seen.add(serial)
    return true
  })
}
