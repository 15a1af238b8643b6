import type { Answer } from '../../client/client.ts'
import type { AskSource } from '../../duties/event.ts'
import { isUnmet } from '../../duties/items.ts'
import { IconAlertTriangle, IconCheck, IconCircleDashed, IconCircleX, IconClock, IconHourglass, IconShieldCheck } from '../ui/icons.ts'
import { Tag, type Tone } from '../ui/tag.tsx'
import { spaced } from '../ui/words.ts'

export type ContractDuties = Answer<'duty.list'>['contracts'][number]
export type Work = ContractDuties['engagements'][number]
export type Item = ContractDuties['items'][number]
export type State = Item['state']

const states: Readonly<Record<State, { readonly word: string; readonly tone: Tone; readonly icon: typeof IconCheck }>> = {
  met: { word: 'Met', tone: 'ok', icon: IconCheck },
  standing: { word: 'Kept so far', tone: 'plain', icon: IconShieldCheck },
  waived: { word: 'Waived', tone: 'info', icon: IconHourglass },
  'not-asked': { word: 'Not asked yet', tone: 'dim', icon: IconCircleDashed },
  'will-be-unmet': { word: 'Will be unmet', tone: 'warn', icon: IconHourglass },
  open: { word: 'Open', tone: 'warn', icon: IconClock },
  overdue: { word: 'Overdue', tone: 'danger', icon: IconAlertTriangle },
  broken: { word: 'Not met', tone: 'danger', icon: IconCircleX },
  cannot: { word: 'Cannot be met', tone: 'danger', icon: IconCircleX },
  'not-needed': { word: 'Not needed here', tone: 'dim', icon: IconCircleDashed },
}

export const stateWords = (state: State): string => states[state].word

export const StateTag = ({ state }: { readonly state: State }) => (
  <Tag tone={states[state].tone} icon={states[state].icon}>
    {states[state].word}
  </Tag>
)

const urgency: Readonly<Record<State, number>> = {
  cannot: 0,
  broken: 1,
  overdue: 2,
  open: 3,
  'will-be-unmet': 4,
  waived: 5,
  met: 6,
  'not-asked': 7,
  standing: 8,
  'not-needed': 9,
}

/** What is wrong first, and what nobody has to do anything about last. */
export const inOrder = (items: readonly Item[]): readonly Item[] =>
  items.toSorted((one, other) => Number(other.neededHere) - Number(one.neededHere) || urgency[one.state] - urgency[other.state])

/** Where a condition comes from that is asked for. */
export const sourceWords: Readonly<Record<AskSource, string>> = {
  document: 'Product documents',
  guide: 'User guide',
  recommendation: 'Recommendation',
}

export const partyWords = { provider: 'Provider', customer: 'Customer' } as const

const acts: Readonly<Record<string, string>> = {
  activation: 'activation of the contract',
  redemption: 'redeeming credits',
  assessment: 'the assessment',
  window: 'the change window',
  'on-site': 'work on site',
  test: 'tests',
  'release-review': 'a review of releases',
  'statement-of-work': 'the statement of work',
  'sign-off': 'sign-off',
  loan: 'equipment that is lent',
}
export const actWords = (code: string): string => acts[code] ?? (code === code.toUpperCase() ? code : spaced(code).toLowerCase())

/** What waits for a duty, in words; nothing where nothing does. */
export function waitWords({ needed, effect }: Pick<Item, 'needed' | 'effect'>): string {
  if (effect === 'pauses-work') return 'Work pauses while it is open'
  if (effect === 'chargeable') return 'Extra time may be charged'
  if (effect === 'advice') return 'Advice only'
  if (effect === 'none') return ''
  if (needed !== null) return `Needed for ${needed.map(actWords).join(', ')}`
  return effect === 'blocks-activation' ? 'Needed for activation of the contract' : 'Needed for everything that is delivered'
}

export const unmet = (item: Item): boolean => isUnmet(item.state)
