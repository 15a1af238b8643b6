import type { Duty } from '../catalog/offering.ts'

/** How a duty is to be read: what the service description says, and what follows from its effect where it says nothing. */
export type DutyRules = {
  readonly due: NonNullable<Duty['due']>
  readonly per: 'contract' | 'engagement'
  readonly forms: readonly ('file' | 'statement' | 'none')[]
  readonly parts: readonly { readonly code: string; readonly title: string }[]
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

export const rulesOf = ({ due, effect, per, evidence, party }: Duty): DutyRules => ({
  due: due ?? (party === 'provider' ? { rule: 'continuous' } : dueByEffect[effect]),
  per: per ?? 'contract',
  forms: evidence?.forms ?? ['statement', 'file'],
  parts: evidence?.parts ?? [],
})

/** By when, in words for people. */
export function dueWords(due: DutyRules['due']): string {
  switch (due.rule) {
    case 'at-activation':
      return 'when the contract is activated'
    case 'before-start':
      return 'before the work starts'
    case 'after-asking':
      return due.workingDays === undefined ? 'when asked' : `${due.workingDays} working days after being asked`
    case 'before-window':
      return `${due.calendarDays} days before the window`
    case 'at-once':
      return 'at once when it happens'
    case 'every':
      return due.months === 1 ? 'confirmed every month' : `confirmed every ${due.months} months`
    case 'continuous':
      return 'all the time'
  }
}
