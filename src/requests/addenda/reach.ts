import type { Instant, LocalDate } from '../../lib/time.ts'

/** Work under the contract of an addendum, and whether the addendum reaches it. */
export type Reached = { readonly request: string; readonly title: string; readonly applies: boolean }

type Work = {
  readonly number: string
  readonly title: string
  readonly contractId: string
  readonly commencedAt: Instant | null
  readonly state: string
}

/** The day on which both sides had signed; null before. */
export const agreedOn = ({
  vendorSignedOn,
  customerSignedOn,
}: {
  readonly vendorSignedOn: LocalDate | null
  readonly customerSignedOn: LocalDate | null
}): LocalDate | null =>
  vendorSignedOn === null || customerSignedOn === null ? null : vendorSignedOn > customerSignedOn ? vendorSignedOn : customerSignedOn

/** An addendum holds for services that had not begun before both agreed on it; what ran already goes on as it was agreed (MSP-7.b2). */
export function reachOf(
  addendum: { readonly contractId: string; readonly vendorSignedOn: LocalDate | null; readonly customerSignedOn: LocalDate | null },
  requests: readonly Work[],
  dayOf: (at: Instant) => LocalDate,
): readonly Reached[] {
  const day = agreedOn(addendum)
  if (day === null) return []
  return requests
    .filter(({ contractId, state }) => contractId === addendum.contractId && state !== 'cancelled' && state !== 'declined')
    .map(({ number, title, commencedAt }) => ({ request: number, title, applies: commencedAt === null || day <= dayOf(commencedAt) }))
}
