import type { Tx } from '../../db/scope.ts'
import { findConfiguration } from '../../installed-base/configurations/service.ts'
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
export async function profileOf(tx: Tx, account: Pick<AccountRef, 'id'>): Promise<Profile> {
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

/** Findings in the newest configuration of a device, by the profile of its account or another one; undefined when none is known. */
export async function findingsOf(
  tx: Tx,
  account: Pick<AccountRef, 'id'>,
  deviceId: string,
  now: Instant,
  profile?: Profile,
): Promise<{ readonly takenAt: Instant; readonly id: string; readonly report: Report } | undefined> {
  const found = await findConfiguration(tx, account.id, deviceId)
  const report = found && reportOf(found, profile ?? (await profileOf(tx, account)), now)
  return found && report ? { takenAt: found.takenAt, id: found.id, report } : undefined
}
