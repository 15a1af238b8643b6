import { readJunosJson } from '../../json.ts'
import { quoted, warningList } from '../../warning.ts'
import { childText, readXml, type XmlNode } from '../../xml.ts'
import { type ChassisDevice, type ChassisHardware, devicesOf, eachOnce, type PartRead } from './hardware.ts'
import { readChassisText } from './text.ts'

type Warn = (line: number, message: string) => void

/** Parts are nested by name: chassis-module, chassis-sub-module, chassis-sub-sub-module, chassis-re-disk-module. */
const partName = /^chassis-(?:[a-z0-9]+-)*module$/
const known = new Set(['name', 'serial-number', 'part-number', 'version', 'model-number', 'description'])
/** Said of a part, kept by its own name, and no reason for a warning. */
const keptWords = new Set([
  'clei-code',
  'model',
  'disk-size',
  'die-rev',
  'pcb-rev',
  'manufacturer',
  'usb-device-address',
  'usb-driver-name',
  'i2c-information',
])

const partOf = (node: XmlNode, warn: Warn): PartRead => {
  const other: { name: string; text: string }[] = []
  const children: PartRead[] = []
  for (const child of node.children) {
    if (partName.test(child.name)) children.push(partOf(child, warn))
    else if (!known.has(child.name)) {
      other.push({ name: child.name, text: child.text })
      if (!keptWords.has(child.name)) warn(child.line, `Not known of a part: <${child.name}> ${quoted(child.text)}.`)
    }
  }
  return {
    name: childText(node, 'name') ?? '',
    line: node.line,
    serial: childText(node, 'serial-number'),
    partNumber: childText(node, 'part-number'),
    version: childText(node, 'version'),
    model: childText(node, 'model-number'),
    description: childText(node, 'description'),
    other,
    children,
  }
}

/** Both engines of a chassis of a virtual chassis name themselves: `member1-re0` is member1. */
const memberOf = (name: string | undefined): string | undefined => name?.replace(/-re\d$/, '')

const errorText = (node: XmlNode): string => childText(node, 'error-message') ?? childText(node, 'message') ?? quoted(node.text)

const walk = (node: XmlNode, member: string | undefined, warn: Warn): readonly ChassisDevice[] => {
  const found: ChassisDevice[] = []
  for (const child of node.children) {
    const within = (): void => {
      found.push(...walk(child, member, warn))
    }
    switch (child.name) {
      case 'rpc-reply':
      case 'multi-routing-engine-results':
      case 'chassis-inventory':
        within()
        break
      case 'multi-routing-engine-item': {
        const name = childText(child, 're-name')
        const inside = walk(child, memberOf(name) ?? member, warn)
        if (inside.length === 0) warn(child.line, `${name ?? 'A routing engine'} answered without an inventory.`)
        found.push(...inside)
        break
      }
      case 'chassis':
        found.push(...devicesOf(partOf(child, warn), member, warn))
        break
      case 'rpc-error':
      case 'error':
      case 'warning':
        warn(child.line, `The device says: ${errorText(child)}.`)
        break
      case 'output':
        warn(child.line, `The device answered in plain text: ${quoted(child.text)}.`)
        break
      case 're-name':
      case 'cli':
      case 'ok':
        break
      default:
        warn(child.line, `Not part of a chassis inventory: <${child.name}>.`)
    }
  }
  return found
}

/** The devices of inventories that are read as trees already, each engine's in its `multi-routing-engine-item`. */
export const devicesIn = (roots: readonly XmlNode[], warn: Warn): readonly ChassisDevice[] =>
  eachOnce(walk({ name: '', attributes: {}, text: '', children: roots, line: 1 }, undefined, warn))

/**
 * Reads `show chassis hardware`, with or without `detail` or `extensive`, as XML (`| display xml` or NETCONF), JSON
 * or plain text. Never throws: a reply that holds no inventory has no devices and says why.
 */
export const readChassisHardware = (reply: string): ChassisHardware => {
  const warnings = warningList()
  const warn: Warn = (line, message) => warnings.add(line, message)
  const text = reply.replace(/^\uFEFF/, '')
  const trimmed = text.trimStart()
  const xml = trimmed.startsWith('<') || text.includes('<rpc-reply') || text.includes('<chassis-inventory')
  if (!xml && !(trimmed.startsWith('{') && text.includes('"'))) {
    const read = readChassisText(text, warn)
    const devices = read.flatMap(({ chassis, member }) => devicesOf(chassis, memberOf(member), warn))
    if (devices.length === 0) warn(1, 'Found no chassis, expected the output of "show chassis hardware".')
    return { kind: 'chassis-hardware', devices: eachOnce(devices), warnings: warnings.all() }
  }
  const read = xml ? readXml(text) : readJunosJson(text)
  for (const each of read.warnings) warn(each.line, each.message)
  const devices = devicesIn(read.roots, warn)
  if (devices.length === 0) warn(1, 'Found no chassis, expected the reply to "show chassis hardware".')
  return { kind: 'chassis-hardware', devices, warnings: warnings.all() }
}
