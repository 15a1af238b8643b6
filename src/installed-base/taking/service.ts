import type { Tx } from '../../db/scope.ts'
import { isCompared } from '../../junos/config/comparison.ts'
import { isFromTheTop } from '../../junos/config/hierarchies.ts'
import { readConfigurations } from '../../junos/config/read.ts'
import { countAnswers, type SortedCapture } from '../../junos/sort-capture.ts'
import { otherFile } from '../../lib/csv.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import type { Instant } from '../../lib/time.ts'
import { type Inspect, takeConfigurations } from '../configurations/service.ts'
import type { Device } from '../device.ts'
import { factsOf, type StatedFacts, serialsOf } from '../readings/facts.ts'
import { takeReading } from '../readings/service.ts'
import { type Nameable, type Owner, ownerOf } from './device-of.ts'
import { listNameable } from './store.ts'

/** What became of one configuration, or of what one device answered, that a file holds. */
export type DataFate = {
  readonly what: 'configuration' | 'answers' | 'nothing'
  readonly fate: 'new' | 'changed' | 'same' | 'part' | 'no device' | 'not recognised'
  readonly serial: string | null
  readonly host: string
  /** Why it is this device's, or nobody's, or is not kept. */
  readonly why: string
  readonly lines: number
  /** Secrets that are masked. */
  readonly masked: number
  readonly skipped: readonly { readonly line: number; readonly what: string }[]
  /** What is otherwise than was known before. */
  readonly changes: readonly string[]
  /** Answers that were understood, and those that were refused, empty or not understood. */
  readonly answers: number
  readonly lost: number
}

const mostSkipped = 200

type File = { readonly name: string; readonly sorted: SortedCapture }
type Options = {
  /** Whose it is, when somebody says so; a capture of several devices has to name them itself. */
  readonly device: Device | undefined
  readonly dryRun: boolean
  /** Files with the same batch were brought in together. */
  readonly batch: string | undefined
  readonly inspect: Inspect
}

/**
 * Takes whatever a file holds of devices: configurations, answers to show commands, or both. Each goes to its device; secrets are masked
 * before anything is written. What is not recognised is said, and nothing is kept of it.
 */
export async function takeDeviceData(
  tx: Tx,
  account: AccountRef,
  by: { readonly now: Instant; readonly actor: string },
  file: File,
  options: Options,
): Promise<readonly DataFate[]> {
  const { sorted } = file
  const read = sorted.configuration === null ? undefined : readConfigurations(sorted.configuration)
  const configurations = read?.configurations.filter(({ tree }) => isFromTheTop(tree)) ?? []
  if (sorted.answers.length === 0 && configurations.length === 0)
    return [notRecognised(file, read?.skipped.some(({ what }) => what === isCompared) ?? false)]
  const stated = sorted.answers.map((answers) => ({ answers, facts: factsOf(answers.name, answers.replies) }))
  const hosts = new Set([...stated.map(({ facts }) => facts.host), ...configurations.map(({ device }) => device ?? '')])
  hosts.delete('')
  const alone = hosts.size <= 1 && stated.length <= 1 && configurations.length <= 1
  const devices = await listNameable(tx, account.id)
  const whose = (host: string, facts?: StatedFacts): Owner => {
    if (alone && options.device) return saidToBe(options.device, facts, devices)
    return ownerOf({ name: alone ? file.name : '', host, serials: facts ? serialsOf(facts) : [] }, devices)
  }
  const fates: DataFate[] = []
  for (const { answers, facts } of stated) {
    const owner = whose(facts.host, facts)
    const known = {
      ...nothing,
      what: 'answers' as const,
      host: facts.host,
      why: owner.why,
      lines: answers.text.split('\n').length,
      ...countAnswers(answers),
    }
    if (owner.kind === 'nobody') {
      fates.push({ ...known, fate: 'no device', skipped: skippedOf(sorted.skipped) })
      continue
    }
    const taken = await takeReading(tx, account, by, { answers, facts, owner, name: file.name, batch: options.batch }, options)
    fates.push({ ...known, ...taken, serial: owner.device.serial, skipped: fates.length === 0 ? skippedOf(sorted.skipped) : [] })
  }
  if (read && sorted.configuration !== null && configurations.length > 0) {
    // in a session the answers beside it say whose the configuration is
    const [only] = stated
    const owned = (host: string) => whose(host, alone ? only?.facts : stated.find(({ facts }) => facts.host === host)?.facts)
    const text = sorted.configuration
    for (const fate of await takeConfigurations(
      tx,
      account,
      by,
      { name: file.name, text, configurations, skipped: read.skipped },
      { ...options, whose: owned },
    ))
      fates.push({ ...nothing, what: 'configuration', ...fate })
  }
  return fates
}

const nothing = { serial: null, host: '', lines: 0, masked: 0, skipped: [], changes: [], answers: 0, lost: 0 }

/** A person's word stands, unless the device itself says another serial. */
function saidToBe(device: Device, facts: StatedFacts | undefined, devices: readonly Nameable[]): Owner {
  const serials = facts ? serialsOf(facts) : []
  if (serials.length > 0 && !serials.includes(device.serial))
    return { kind: 'nobody', why: `it says its serial is ${serials.join(' and ')}, not ${device.serial}` }
  const beside = devices.filter(({ serial }) => serials.includes(serial) && serial !== device.serial)
  return { kind: 'device', device: { id: device.id, serial: device.serial, host: null }, beside, why: 'somebody said so' }
}

const skippedOf = (skipped: readonly { readonly line: number; readonly command?: string; readonly why: string }[]) =>
  skipped.slice(0, mostSkipped).map(({ line, why }) => ({ line, what: maskText(why) }))

function notRecognised({ sorted: { configuration } }: File, compared: boolean): DataFate {
  const text = configuration ?? ''
  const other = otherFile(text.slice(0, 100))
  const why = compared
    ? `it is ${isCompared}`
    : text.trim() === ''
      ? 'the file is empty'
      : other
        ? `it is ${other}; bring in the text itself`
        : 'it is neither a configuration nor an answer to a show command that is known'
  return { ...nothing, what: 'nothing', fate: 'not recognised', why, lines: text.split('\n').length }
}
