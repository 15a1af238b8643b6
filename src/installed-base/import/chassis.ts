import type { ChassisDevice, ChassisHardware, ChassisModule } from '../../junos/show/chassis-hardware/hardware.ts'
import { normalSerial } from '../device.ts'
import { type CellProblem, readSerial } from './cells.ts'
import { fateOf, type KnownBase, type RowFate, type Said } from './fate.ts'

const problem = (column: string, found: string, expected: string, toDo: string, refuses: boolean): CellProblem => ({
  column,
  found,
  expected,
  toDo,
  refuses,
})

/** Parts with a serial of their own, outermost first, with the slot they sit in such as "FPC 0 / PIC 1". */
function* partsOf(
  modules: readonly ChassisModule[],
  parent: string,
  path: string,
): Generator<{ readonly part: ChassisModule; readonly slot: string; readonly parent: string }, void, undefined> {
  for (const part of modules) {
    const slot = path === '' ? part.name : `${path} / ${part.name}`
    if (part.serial !== undefined) yield { part, slot, parent }
    yield* partsOf(part.children, part.serial === undefined ? parent : normalSerial(part.serial), slot)
  }
}

/**
 * The same fates from what a device says of itself. A device that answers is the truth about its product and where
 * its parts sit; who bought it, and whether it counts as in use, a reply cannot say, so that is left as it is.
 * `line` counts devices and parts from 1. With `parts`, every part that has a serial is a device below its chassis.
 */
export const chassisFates = (
  hardware: ChassisHardware,
  known: KnownBase,
  { parts = false, siteId }: { readonly parts?: boolean; readonly siteId?: string } = {},
): readonly RowFate[] => {
  const fates: RowFate[] = []
  const seen = new Set<string>()
  const judge = (raw: string | undefined, what: string, said: Omit<Said, 'serial'>): string | undefined => {
    const line = fates.length + 1
    if (raw === undefined) {
      const missing = problem('Serial', 'nothing', `the serial of ${what}`, 'Enter the device by hand.', true)
      fates.push({ line, fate: 'refused', problems: [missing] })
      return undefined
    }
    const { value: serial, problem: bad } = readSerial('serial', raw)
    if (serial === undefined) {
      fates.push({ line, fate: 'refused', problems: bad ? [bad] : [] })
      return undefined
    }
    // An engine may carry the serial of its chassis, and two engines answer for one.
    if (seen.has(serial)) return undefined
    seen.add(serial)
    const present = known.device(serial)
    const problems: CellProblem[] = []
    if (present && present.status !== 'in-use')
      problems.push(problem('Status', `${present.status}, yet the device answers`, 'in-use', 'Check the status of this device.', false))
    const spoken = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined && value !== ''))
    // Where a known device stands is the customer's word, not the reply's.
    if (present?.siteId) delete spoken.siteId
    fates.push(fateOf(line, { ...spoken, serial } as Said, present, problems))
    return serial
  }
  // The chassis first: a part that repeats a chassis serial is not a device of its own.
  const chassis = hardware.devices.map((device: ChassisDevice) => ({
    device,
    serial: judge(device.serial, device.member ? `member ${device.member}` : 'the chassis', {
      product: device.model,
      description: device.description,
      kind: device.serialFrom === 'member' ? 'member' : 'chassis',
      slot: device.member,
      siteId,
    }),
  }))
  if (parts)
    for (const { device, serial } of chassis) {
      if (serial === undefined) continue
      for (const { part, slot, parent } of partsOf(device.modules, serial, ''))
        judge(part.serial, slot, {
          product: part.model ?? part.description ?? part.partNumber,
          description: part.description,
          kind: 'module',
          slot,
          siteId,
          // A part within one whose serial is none sits in the chassis as far as serials go.
          parentSerial: seen.has(parent) ? parent : serial,
        })
    }
  return fates
}
