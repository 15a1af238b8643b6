import type { WorkCalendar } from '../../calendar/calendar.ts'
import type { CaseChannel, Offering, Priority } from '../../catalog/offering.ts'
import type { PolicyInForce, PolicyValue } from '../../catalog/policies.ts'

/**
 * What a first-response clock runs on, stamped on the case when it is made (design section 4.6): a later edit of the
 * catalogue, a calendar or a policy never changes an old promise. The clocks of all services differ only in this.
 */
export type ClockTerms = {
  readonly kind: 'clock-terms'
  readonly offering: { readonly code: string; readonly version: number }
  readonly targets: readonly ClockTarget[]
  /** A case that came in by one of `channels` at `priority` takes the target of `takes` (ACP-9.p4). */
  readonly channelRules: readonly ClockChannelRule[]
  /** A promise of the contract, or a guide that informs only. */
  readonly force: 'target' | 'guideline'
  /** Clauses that say what a response is and how hard it is tried for (ACP-9.p5, ACP-9.p6). */
  readonly clauses: readonly string[]
  readonly policies: {
    readonly responseStart: StampedPolicy<PolicyValue<'response.start'>>
    readonly responseWebP1: StampedPolicy<PolicyValue<'response.web_p1'>>
    readonly responseClock: StampedPolicy<{ readonly [priority in Priority]: ClockBasis }>
    readonly responseStop: StampedPolicy<PolicyValue<'response.stop'>>
    readonly responseRepriority: StampedPolicy<PolicyValue<'response.repriority'>>
  }
  /** The calendars that `responseClock` names. */
  readonly calendars: readonly WorkCalendar[]
}

export type ClockTarget = {
  readonly priority: Priority
  readonly minutes: number
  readonly clauses: readonly string[]
}

export type ClockChannelRule = {
  readonly rule: string
  readonly priority: Priority
  readonly channels: readonly CaseChannel[]
  readonly takes: Priority
  readonly clauses: readonly string[]
}

/** Round the clock, or the working time of one calendar (policy B29). */
export type ClockBasis = 'elapsed' | { readonly calendar: string }

/** A policy value as it was when the case was made, with what a decision shows about it. */
export type StampedPolicy<Value> = {
  readonly id: string
  readonly key: string
  readonly value: Value
  readonly effectiveFrom: string
  readonly author: string
}

const stamped = <Value>(policy: StampedPolicy<Value>): StampedPolicy<Value> => ({
  id: policy.id,
  key: policy.key,
  value: policy.value,
  effectiveFrom: policy.effectiveFrom,
  author: policy.author,
})

/** The policies in force on the day the case is made, as `policyAt` of the catalogue gives them. */
export type ClockPoliciesInForce = {
  readonly responseStart: PolicyInForce<'response.start'>
  readonly responseWebP1: PolicyInForce<'response.web_p1'>
  readonly responseClock: PolicyInForce<'response.clock'>
  readonly responseStop: PolicyInForce<'response.stop'>
  readonly responseRepriority: PolicyInForce<'response.repriority'>
}

/**
 * Terms to stamp on a new case. `business` is the calendar that priorities on business hours count in; without one
 * such a priority names a calendar that is not there, and its clock says so. A service that promises no response of
 * its own has no targets, so its clock is `none`.
 */
export const stampClockTerms = (
  offering: Pick<Offering, 'code' | 'version' | 'response'>,
  policies: ClockPoliciesInForce,
  business?: WorkCalendar,
): ClockTerms => {
  const { response } = offering
  const { value } = policies.responseClock
  const basis = (priority: Priority): ClockBasis => (value[priority] === 'elapsed' ? 'elapsed' : { calendar: business?.id ?? 'business' })
  return {
    kind: 'clock-terms',
    offering: { code: offering.code, version: offering.version },
    targets: (response?.targets ?? []).map(({ priority, minutes, clauses }) => ({ priority, minutes, clauses })),
    channelRules: (response?.channelRules ?? []).map(({ rule, priority, channels, takes, clauses }) => ({
      rule,
      priority,
      channels,
      takes,
      clauses,
    })),
    force: response?.force ?? 'guideline',
    clauses: response ? [...response.definition.clauses, ...response.efforts.clauses] : [],
    policies: {
      responseStart: stamped(policies.responseStart),
      responseWebP1: stamped(policies.responseWebP1),
      responseClock: stamped({
        ...policies.responseClock,
        value: { P1: basis('P1'), P2: basis('P2'), P3: basis('P3'), P4: basis('P4') },
      }),
      responseStop: stamped(policies.responseStop),
      responseRepriority: stamped(policies.responseRepriority),
    },
    calendars: business ? [business] : [],
  }
}
