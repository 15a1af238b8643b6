import type { Tx } from '../../db/scope.ts'
import { findConfiguration, newestTexts } from '../../installed-base/configurations/service.ts'
import { readConfigurations } from '../../junos/config/read.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { type Instant, toIso } from '../../lib/time.ts'
import { allChecks } from '../checks/all.ts'
import { type Profile, readProfile, standardProfile } from '../profile.ts'
import type { CheckResult, Report } from '../result.ts'
import { checkedConfigurations, runChecks } from '../run.ts'
import { withInspection } from './inspection.ts'
import { findProfile } from './store.ts'

/** The profile of an account; the standard one where it wrote none, or where what it wrote names a check that is no more. */
export async function profileOf(tx: Tx, account: AccountRef): Promise<Profile> {
  const written = await findProfile(tx, account.id)
  const read = written && readProfile(written.profile, allChecks)
  return read?.kind === 'profile' ? read.profile : standardProfile
}

type Kept = { readonly text: string; readonly inspection: unknown }

/** What the checks say of a configuration that is kept masked; undefined when nothing can be read of it. */
function reportOf({ text, inspection }: Kept, profile: Profile, now: Instant): Report | undefined {
  const [configuration] = checkedConfigurations(readConfigurations(text))
  if (!configuration) return undefined
  return withInspection(runChecks(configuration, profile, now), inspection as readonly CheckResult[], profile, toIso(now).slice(0, 10))
}

/** Findings in the newest configuration of a device, by the profile of its account; undefined when none is known. */
export async function findingsOf(
  tx: Tx,
  account: AccountRef,
  deviceId: string,
  now: Instant,
): Promise<{ readonly takenAt: Instant; readonly id: string; readonly report: Report } | undefined> {
  const found = await findConfiguration(tx, account.id, deviceId)
  const report = found && reportOf(found, await profileOf(tx, account), now)
  return found && report ? { takenAt: found.takenAt, id: found.id, report } : undefined
}

export type CheckCount = { readonly id: string; readonly devices: number }

/** So many configurations are checked for one answer: some seconds of work. */
export const mostChecked = 500

/** How many devices of an account each check finds something on, by a profile: the account's own, or one that is being written. */
export async function countFindings(
  tx: Tx,
  account: AccountRef,
  devices: readonly { readonly id: string; readonly serial: string }[],
  profile: Profile,
  now: Instant,
): Promise<{
  readonly devices: readonly { readonly serial: string; readonly summary: Report['summary'] }[]
  readonly checks: readonly CheckCount[]
}> {
  const serials = new Map(devices.map(({ id, serial }) => [id, serial]))
  const texts = await newestTexts(tx, account.id, [...serials.keys()].slice(0, mostChecked))
  const counts = new Map<string, number>()
  const counted: { serial: string; summary: Report['summary'] }[] = []
  for (const kept of texts) {
    const report = reportOf(kept, profile, now)
    if (!report) continue
    counted.push({ serial: serials.get(kept.deviceId) ?? '', summary: report.summary })
    for (const { id, outcome } of report.results) if (outcome === 'finding') counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return { devices: counted, checks: [...counts].map(([id, count]) => ({ id, devices: count })) }
}
