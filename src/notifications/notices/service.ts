import type { Case } from '../../cases/service.ts'
import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import { lacks, seesOwnCasesOnly } from '../../parties/permissions.ts'
import { entersCasesOf } from '../../parties/service.ts'
import type { Recipient } from '../store.ts'

/**
 * Why somebody named for a notice is not told after all; undefined when they are. Whoever could not open the case in the
 * portal at this instant hears nothing of it, whatever they were when it was written: a grant may have ended, a role may
 * have gone, and what is internal stays with the provider. Works in the provider's scope.
 */
export async function whyUntold(
  tx: Tx,
  person: Recipient,
  about: { readonly kind: string; readonly accountId: string; readonly found: Pick<Case, 'requesterId'> | undefined },
  now: Instant,
): Promise<string | undefined> {
  const { kind, accountId, found } = about
  const outside = person.accountKind !== 'provider'
  if (kind === 'alarm' || kind === 'management-alert' || kind === 'case-note' || kind === 'staff-notice')
    return outside ? 'it is internal to the provider' : undefined
  if (kind === 'advisory-notice') return lacks(person.roles, 'exposure.read')
  if (kind === 'lifecycle-notice') return lacks(person.roles, 'device.read')
  if (kind === 'credit-notice') return lacks(person.roles, 'credit.read')
  if (kind === 'request-notice') return lacks(person.roles, 'request.read')
  if (kind === 'review-notice') return lacks(person.roles, 'review.read')
  if (kind === 'change-notice') return lacks(person.roles, 'change.read')
  if (kind === 'software-notice') return lacks(person.roles, 'software.read')
  if (kind === 'meeting-notice')
    return (
      lacks(person.roles, 'meeting.read') ??
      ((await entersCasesOf(tx, { accountId: person.homeId, accountKind: person.accountKind }, accountId, now))
        ? undefined
        : 'the meeting is of an account that they may not see (policy B22)')
    )
  if (kind === 'duty-notice') return lacks(person.roles, 'duty.read')
  if (kind === 'contact-notice') return lacks(person.roles, 'contact-data.own')
  if (kind !== 'case-notice' && kind !== 'session-notice') return undefined
  const lacking = lacks(person.roles, 'case.read')
  if (lacking !== undefined) return lacking
  if (!(await entersCasesOf(tx, { accountId: person.homeId, accountKind: person.accountKind }, accountId, now)))
    return 'the case is of an account whose cases they may not see (policy B22)'
  if (person.accountKind === 'customer' && seesOwnCasesOnly(person.roles) && found?.requesterId !== person.personId)
    return 'it is a case of somebody else'
  return undefined
}
