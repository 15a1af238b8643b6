import type { Duty } from '../catalog/offering.ts'

/** What the policy of a notice says: how many days, and which days count (policy B68). */
export type NoticePolicy = { readonly days: number; readonly counted: 'calendar-dates' | 'business-days' }

/** How a duty is to be read: what the service description says, and what follows from its effect where it says nothing. */
export type DutyRules = {
  readonly due: NonNullable<Duty['due']>
  /** Which days count before a window. */
  readonly counted: NoticePolicy['counted']
  readonly per: 'contract' | 'engagement'
  readonly forms: readonly ('file' | 'statement' | 'none')[]
  readonly parts: readonly { readonly code: string; readonly title: string }[]
  /** Whether evidence names each product under test (MSP-5.j). */
  readonly products: boolean
}

/** What a duty's effect suggests, so that a service described without a due rule has working duties from its first day. */
const dueByEffect = {
  none: { rule: 'continuous' },
  advice: { rule: 'continuous' },
  chargeable: { rule: 'continuous' },
  'blocks-activation': { rule: 'at-activation' },
  'blocks-deliverable': { rule: 'before-start' },
  'pauses-work': { rule: 'after-asking' },
} as const satisfies Readonly<Record<Duty['effect'], Duty['due']>>

/** @param notice as the policy of the day has it; the service description's own number where nobody hands one in */
export const rulesOf = ({ due, effect, per, evidence, party, policy }: Duty, notice?: NoticePolicy): DutyRules => ({
  due: dueByPolicy(due, policy, notice) ?? (party === 'provider' ? { rule: 'continuous' } : dueByEffect[effect]),
  counted: policy === 'iss.notice' ? (notice?.counted ?? 'calendar-dates') : 'calendar-dates',
  per: per ?? 'contract',
  forms: evidence?.forms ?? ['statement', 'file'],
  parts: evidence?.parts ?? [],
  products: evidence?.products ?? false,
})

/** A duty that names the notice of a change is owed as many days ahead as the policy says (ISS-4.b, policy B68). */
const dueByPolicy = (due: Duty['due'], policy: Duty['policy'], notice: NoticePolicy | undefined): Duty['due'] =>
  due?.rule === 'before-window' && policy === 'iss.notice' && notice ? { ...due, calendarDays: notice.days } : due

/** By when, in words for people. */
export function dueWords({ due, counted }: Pick<DutyRules, 'due' | 'counted'>): string {
  switch (due.rule) {
    case 'at-activation':
      return 'when the contract is activated'
    case 'before-start':
      return 'before the work starts'
    case 'after-asking':
      return due.workingDays === undefined ? 'when asked' : `${due.workingDays} working days after being asked`
    case 'before-window':
      return `${due.calendarDays} ${counted === 'business-days' ? 'working days' : 'days'} before the window`
    case 'at-once':
      return 'at once when it happens'
    case 'every':
      return due.months === 1 ? 'confirmed every month' : `confirmed every ${due.months} months`
    case 'continuous':
      return 'all the time'
  }
}
