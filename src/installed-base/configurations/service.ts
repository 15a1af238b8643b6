import { newId } from '../../db/ids.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { aroundIt, type Skipped } from '../../junos/config/columns.ts'
import { changeList, compareConfigurations } from '../../junos/config/compare.ts'
import type { Configuration } from '../../junos/config/configuration.ts'
import { hostNameOf } from '../../junos/config/host-name.ts'
import { maskAnyText, maskTree, printConfiguration } from '../../junos/config/mask.ts'
import { readConfigurations } from '../../junos/config/read.ts'
import type { Statement } from '../../junos/config/statement.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import { announceData, nameHost, touchFacts } from '../store.ts'
import type { Owner } from '../taking/device-of.ts'
import * as store from './store.ts'

export { findConfiguration, listConfiguredDevices, newestTexts } from './store.ts'

export type ConfigurationFate = {
  readonly fate: 'new' | 'changed' | 'same' | 'part' | 'no device'
  readonly serial: string | null
  readonly host: string
  /** Why it is this device's, or nobody's, or is not kept. */
  readonly why: string
  readonly lines: number
  readonly masked: number
  readonly skipped: readonly store.SkippedLine[]
  /** What is otherwise than in the newest one before. */
  readonly changes: readonly string[]
}

/** What is seen of a configuration before its secrets are masked; what it gives holds none. */
export type Inspect = (configuration: Configuration & { readonly skipped: readonly Skipped[] }) => unknown

const mostSkipped = 200
const mostChanges = 100

/** The configurations that a text holds, once they are read. */
type Read = {
  readonly name: string
  readonly text: string
  readonly configurations: readonly Configuration[]
  readonly skipped: readonly Skipped[]
}

type Options = {
  /** By the host name that a configuration holds. */
  readonly whose: (host: string) => Owner
  readonly dryRun: boolean
  readonly inspect: Inspect
}

/**
 * Takes the configurations of a text, each for its device. Secrets are masked before anything is written. What is the same as the newest
 * one writes nothing, and a part of a configuration does not stand in for a whole one.
 */
export async function takeConfigurations(
  tx: Tx,
  account: AccountRef,
  by: { readonly now: Instant; readonly actor: string },
  read: Read,
  { whose, dryRun, inspect }: Options,
): Promise<readonly ConfigurationFate[]> {
  const skipped = read.skipped.filter(({ what }) => what !== aroundIt).map(({ line, what }) => ({ line, what }))
  const alone = read.configurations.length === 1
  const fates: ConfigurationFate[] = []
  for (const configuration of read.configurations) {
    const host = hostOf(configuration)
    const owner = whose(host)
    // the text as it came keeps its lines; of several in one capture each is printed anew
    const masked = alone
      ? maskAnyText(read.text)
      : { text: printConfiguration(configuration.tree, 'brace'), masked: maskTree(configuration.tree).masked }
    const known = {
      host,
      why: owner.why,
      lines: masked.text.split('\n').length,
      masked: masked.masked,
      skipped: skipped.slice(0, mostSkipped),
    }
    if (owner.kind === 'nobody') {
      fates.push({ fate: 'no device', serial: null, changes: [], ...known })
      continue
    }
    const before = await store.findConfiguration(tx, account.id, owner.device.id)
    const earlier = before && treeOf(before.text)
    if (earlier && isWhole(earlier) && !isWhole(configuration.tree)) {
      const parts = configuration.tree.below.map(({ word }) => word).slice(0, 5)
      const why = `only a part of a configuration: ${parts.join(', ')}; the whole one that is known stays`
      fates.push({ fate: 'part', serial: owner.device.serial, changes: [], ...known, why })
      continue
    }
    const changes = before ? changesBetween(before.text, masked.text) : []
    const fate = before === undefined ? 'new' : before.text === masked.text ? 'same' : 'changed'
    fates.push({ fate, serial: owner.device.serial, changes: changes.slice(0, mostChanges), ...known })
    if (dryRun || fate === 'same') continue
    await store.insertConfiguration(tx, account.id, {
      id: newId(by.now),
      deviceId: owner.device.id,
      takenAt: by.now,
      takenBy: by.actor,
      name: read.name.slice(-300),
      host,
      release: configuration.tree.at('version')?.below[0]?.word ?? '',
      form: alone ? configuration.form : 'brace',
      text: masked.text,
      lines: known.lines,
      masked: known.masked,
      skipped: known.skipped,
      inspection: inspect({ ...configuration, skipped: read.skipped }),
    })
    if (host !== '') await nameHost(tx, account.id, owner.device.id, host)
    await touchFacts(tx, account.id, owner.device.id, by.now)
    await announceData(tx, account.id, owner.device.id, by.now)
    await audit(tx, {
      accountId: account.id,
      now: by.now,
      actor: by.actor,
      action: 'configuration.take',
      subject: owner.device.serial,
      detail: { file: read.name.slice(-300), host, lines: known.lines, masked: known.masked, changes: changes.length },
    })
  }
  return fates
}

const hostOf = ({ device, tree }: Configuration): string => hostNameOf(tree) ?? device ?? ''

/** What changed from one text to the other, a line each: on the trees, so that order and form of the texts do not matter. */
export function changesBetween(before: string, after: string): readonly string[] {
  const [one, other] = [treeOf(before), treeOf(after)]
  return one && other ? changeList(compareConfigurations(one, other)) : []
}

const treeOf = (text: string) => readConfigurations(text).configurations[0]?.tree
const isWhole = (tree: Statement): boolean => tree.find('system') !== undefined && tree.find('interfaces') !== undefined
