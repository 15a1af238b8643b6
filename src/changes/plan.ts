import type { Offering } from '../catalog/offering.ts'
import type { Instant } from '../lib/time.ts'
import { cite } from './citing.ts'

/** What is to be done, how it is undone, and who can be asked meanwhile. A version never changes. */
export type PlanContent = {
  readonly goal: string
  readonly steps: readonly Step[]
  readonly rollback: string
  readonly risk: 'low' | 'medium' | 'high'
  readonly riskWhy: string
  readonly constraints: readonly string[]
  /** Said that there are none: that counts as much as naming them (ISS-4.e2). */
  readonly noConstraints: boolean
  readonly primary: TechnicalContact | null
  readonly backup: TechnicalContact | null
  /** How the network is reached from outside (ISS-4.a). */
  readonly access: string
  /** Where the current design, releases and configurations are found (ISS-4.d). */
  readonly papers: { readonly design: string; readonly releases: string; readonly configurations: string }
}
export type Step = {
  /** Serial of the device that it is done to. */
  readonly serial: string
  readonly what: string
  /** How one sees that it worked. */
  readonly check: string
  readonly rollback: string
  readonly minutes: number
}
export type TechnicalContact = {
  readonly name: string
  readonly email: string
  readonly reach: string
  /** Said by the customer: may change the configuration of the network (MSP-5.b4). */
  readonly mayAuthorise: boolean
}
export type Plan = {
  readonly version: number
  readonly content: PlanContent
  readonly writtenBy: string
  readonly writtenAt: Instant
}

/** What is wrong with a plan as it was given, by field; a plan that is not whole yet is not wrong. */
export function planProblems(
  { primary, backup, constraints, noConstraints }: PlanContent,
  offering: Pick<Offering, 'clauses'>,
): readonly { field: string; message: string }[] {
  const problems: { field: string; message: string }[] = []
  const same =
    primary && backup && (primary.email.toLowerCase() === backup.email.toLowerCase() || primary.name.trim() === backup.name.trim())
  if (same) problems.push({ field: 'backup', message: `the backup must be another person than ${primary.name}${cite(offering, 'backup')}` })
  if (noConstraints && constraints.length > 0)
    problems.push({ field: 'constraints', message: `either there are none, or they are named${cite(offering, 'constraints')}` })
  return problems
}

/** Steps that are done to something else than the devices of the window: no part of the service (ISS-6.4). */
export const outOfScope = (steps: readonly Step[], serials: readonly string[]): readonly number[] =>
  steps.flatMap(({ serial }, at) => (serials.includes(serial) ? [] : [at]))

export const planMinutes = (steps: readonly Step[]): number => steps.reduce((sum, { minutes }) => sum + minutes, 0)
