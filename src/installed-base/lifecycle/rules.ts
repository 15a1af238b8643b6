import { deadlineAfter } from '../../calendar/terms.ts'
import { readRelease } from '../../junos/release/release.ts'
import { counting, type Entry, inOrder, junos, type LifecycleDate, type MonthsRule } from './entry.ts'

/**
 * Dates where none is published. Junos OS up to 23.1: engineering ends 36 months after first shipped, support 6 months after that
 * (facts, section 7: it fits ten rows that were recalled). From 23.2 on releases are kept in another way, said to be 60 months for some of
 * them, and nobody has confirmed for which. X trains, Evolved and other software have dates of their own. There nothing is computed, unless
 * the entry brings a rule of its own.
 */
const general: MonthsRule = { engineeringMonths: 36, supportMonths: 6 }

export type RuleAnswer = { readonly kind: 'rule'; readonly rule: MonthsRule } | { readonly kind: 'no-rule'; readonly why: string }

const none = (why: string): RuleAnswer => ({ kind: 'no-rule', why })

/** The rule for an entry, or why there is none. */
export function ruleFor({ kind, software, name, withdrawn, rule }: Entry): RuleAnswer {
  if (kind !== 'release') return none('dates of products and modules are published, not computed')
  if (withdrawn) return none('it was withdrawn')
  if (rule) return { kind: 'rule', rule }
  if (software !== junos) return none(`no rule is known for ${software}`)
  const release = readRelease(name)
  if (release.kind !== 'release') return none(`${name} is no branch of ${junos}`)
  if (release.line === 'X') return none('an X train has dates of its own')
  if (release.major > 23 || (release.major === 23 && release.minor >= 2))
    return none('from 23.2 on the months are not confirmed: give a rule of its own')
  return { kind: 'rule', rule: general }
}

/** The dates of an entry with what its rule gives where nothing is published; what is given as computed already stays. */
export function withComputed(entry: Entry): readonly LifecycleDate[] {
  const answer = ruleFor(entry)
  if (answer.kind === 'no-rule') return inOrder(entry.dates)
  const { engineeringMonths, supportMonths } = answer.rule
  const dates = [...entry.dates]
  const add = (milestone: 'endOfEngineering' | 'endOfSupport', from: LifecycleDate | undefined, months: number, words: string) => {
    const known = dates.some((each) => each.milestone === milestone && (each.label === 'published' || each.label === 'computed'))
    if (known || !from) return
    dates.push({
      milestone,
      label: 'computed',
      on: deadlineAfter(from.on, months),
      source: `${months} months after ${words} ${from.on} (${from.label})`,
    })
  }
  add('endOfEngineering', counting(dates, 'firstShipped'), engineeringMonths, 'first shipped')
  add('endOfSupport', counting(dates, 'endOfEngineering'), supportMonths, 'the end of engineering')
  return inOrder(dates)
}
