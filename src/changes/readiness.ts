import type { Offering } from '../catalog/offering.ts'
import type { DutyItem, DutyState } from '../duties/items.ts'
import { daysMs, type Instant } from '../lib/time.ts'
import type { ChangeRow, Side } from './change.ts'
import type { Standing } from './happened.ts'
import { outOfScope, type Plan } from './plan.ts'

/** One thing that has to be there before a change may begin, whose duty it is, and what is missing. */
export type Item = {
  readonly code: string
  readonly title: string
  readonly side: Side
  readonly clauses: readonly string[]
  readonly met: boolean
  /** Empty where it is met. */
  readonly missing: string
  /** Why the provider begins without it; null when it does not (ISS-4.p1). */
  readonly waived: { readonly by: string; readonly why: string } | null
  /** The duty of the customer that this is, as it stands on the board of both sides; null where it is none. */
  readonly duty: { readonly code: string; readonly state: DutyState } | null
}

export type ReadinessFacts = {
  readonly change: Pick<ChangeRow, 'serials' | 'engineerId' | 'engineerName'>
  readonly plan: Plan | undefined
  readonly standing: Standing
  /** Whether the assigned engineer still works for the provider. */
  readonly engineerHere: boolean
  /** Whether a file of the plan came with the request, where the service asks for no more. */
  readonly planFile: boolean
  /** Duties that are owed for the request of the window, as they stand. */
  readonly duties: readonly DutyFacts[]
  readonly now: Instant
}

export type DutyFacts = Pick<DutyItem, 'code' | 'state' | 'bare' | 'party' | 'fact' | 'waiver' | 'lapse'>

/** After so many days a question of the provider that has no answer is flagged (ISS-4.g). */
const answerDays = 3

type Rule = {
  readonly code: string
  readonly title: string
  readonly side: Side
  /** Where the service promises or asks for it: a duty or a deliverable by its code. */
  readonly by: readonly string[]
  /** Cannot be waived. */
  readonly fixed?: true
  /** What is asked for one by one, or by name for this window, is met that way alone: evidence of the duty at large does not meet it. */
  readonly oneByOne?: true
  readonly missing: (facts: ReadinessFacts) => string
}

const rules: readonly Rule[] = [
  {
    code: 'engineer',
    title: 'One named engineer',
    side: 'provider',
    by: ['engineer-assigned', 'IMWS'],
    fixed: true,
    missing: ({ change, engineerHere }) =>
      change.engineerId === null ? 'nobody is assigned' : engineerHere ? '' : `${change.engineerName} has left: assign somebody else`,
  },
  {
    code: 'plan',
    title: 'The plan, step by step',
    side: 'customer',
    by: ['change-plan', 'IMWS'],
    missing: ({ plan, planFile, change }) => {
      if (plan && plan.content.steps.length > 0) {
        if (plan.content.goal === '') return 'the goal'
        if (plan.content.rollback === '') return 'how the whole change is undone'
        return outOfScope(plan.content.steps, change.serials).length === plan.content.steps.length
          ? 'a step on one of the devices of this window'
          : ''
      }
      return planFile ? '' : 'steps, each with its device'
    },
  },
  {
    code: 'plan-review',
    title: 'The plan was gone through together',
    side: 'provider',
    by: ['plan-review'],
    missing: ({ plan, standing: { planReview } }) =>
      planReview === null
        ? 'plan review not held'
        : plan && planReview.planVersion < plan.version
          ? `version ${planReview.planVersion} was gone through, and version ${plan.version} is the newest`
          : '',
  },
  {
    code: 'schedule',
    title: 'How long each step takes',
    side: 'customer',
    by: ['deployment-schedule'],
    missing: ({ plan }) =>
      plan && plan.content.steps.length > 0 && plan.content.steps.every(({ minutes }) => minutes > 0) ? '' : 'minutes of each step',
  },
  {
    code: 'papers',
    title: 'Design, releases and configurations as they are now',
    side: 'customer',
    by: ['network-papers'],
    missing: ({ plan }) => {
      const papers = plan?.content.papers
      const lacking = (['design', 'releases', 'configurations'] as const).filter((each) => (papers?.[each] ?? '') === '')
      return lacking.join(', ')
    },
  },
  {
    code: 'constraints',
    title: 'Constraints, or that there are none',
    side: 'customer',
    by: ['constraints'],
    missing: ({ plan }) =>
      plan && (plan.content.noConstraints || plan.content.constraints.length > 0) ? '' : 'constraints, or that there are none',
  },
  {
    code: 'contacts',
    title: 'A primary and a backup technical contact',
    side: 'customer',
    by: ['primary-and-backup'],
    missing: ({ plan }) =>
      [!plan?.content.primary && 'the primary contact', !plan?.content.backup && 'the backup contact'].filter(Boolean).join(', '),
  },
  {
    code: 'authority',
    title: 'Somebody who may change the network',
    side: 'customer',
    by: ['change-authority'],
    oneByOne: true,
    missing: ({ plan }) =>
      plan?.content.primary?.mayAuthorise || plan?.content.backup?.mayAuthorise ? '' : 'a contact who may authorise changes of the network',
  },
  {
    code: 'remote-access',
    title: 'Remote access, tested',
    side: 'customer',
    by: ['remote-connection', 'network-access'],
    missing: ({ standing: { accessTest } }) =>
      accessTest === null
        ? 'remote access was not tested'
        : accessTest.passed
          ? ''
          : `the test failed: ${accessTest.note || 'no more was said'}`,
  },
  {
    code: 'conditions',
    title: 'What the solution needs is in place',
    side: 'customer',
    by: ['solution-conditions'],
    oneByOne: true,
    missing: ({ standing: { conditions } }) => conditions.flatMap(({ inPlaceAt, text }) => (inPlaceAt === null ? [text] : [])).join('; '),
  },
  {
    code: 'information',
    title: 'Questions, consents and materials that were asked for',
    side: 'customer',
    by: ['cooperation', 'information'],
    oneByOne: true,
    missing: ({ standing: { asks }, now }) =>
      asks
        .flatMap(({ answeredAt, topic, text, askedAt }) =>
          answeredAt === null
            ? [
                `${topic}: ${text}${now - askedAt > answerDays * daysMs ? ` (asked ${Math.floor((now - askedAt) / daysMs)} days ago, ISS-4.g)` : ''}`,
              ]
            : [],
        )
        .join('; '),
  },
  {
    code: 'legal-hold',
    title: 'Nothing in law stands against it',
    side: 'provider',
    by: ['cooperation'],
    fixed: true,
    missing: ({ standing: { hold } }) => hold ?? '',
  },
]

/** Clauses under which a service promises or asks for something, by the codes in its data. */
function clausesOf({ duties, deliverables }: Offering, codes: readonly string[]): readonly string[] {
  const all = [...duties, ...deliverables]
  return [...new Set(codes.flatMap((code) => all.filter((each) => each.code === code).flatMap(({ clauses }) => clauses)))]
}

/**
 * One truth for the list of a window and the board of duties: evidence that stands on the board meets the item too, and what was said there to be
 * met no more is missing here, whatever the window has.
 */
function lackingOf(own: string, duty: DutyFacts | undefined, oneByOne: boolean): string {
  if (duty?.lapse && duty.state === 'broken') return duty.lapse.text || 'said to be met no more'
  return duty?.bare === 'met' && duty.fact === null && !oneByOne ? '' : own
}

/** Everything that a service asks for before a change begins. What the service does not ask for is not in the list. */
export function readinessOf(offering: Offering, facts: ReadinessFacts): readonly Item[] {
  return rules.flatMap(({ code, title, side, by, fixed, oneByOne, missing }) => {
    const clauses = clausesOf(offering, by)
    if (clauses.length === 0) return []
    const duty = side === 'customer' ? facts.duties.find((each) => each.party === 'customer' && by.includes(each.code)) : undefined
    const lacking = lackingOf(missing(facts), duty, oneByOne === true)
    const own = fixed ? undefined : facts.standing.waivers.findLast(({ item }) => item === code)
    const board = duty?.state === 'waived' && duty.waiver ? { by: duty.waiver.actor, why: duty.waiver.text } : undefined
    const waiver = own ?? board
    // of several clauses under one duty, the one that asks for this
    return [
      {
        code,
        title,
        side,
        clauses: code === 'plan' ? clauses.slice(0, 1) : code === 'legal-hold' ? clauses.slice(-1) : clauses,
        met: lacking === '',
        missing: lacking,
        waived: lacking !== '' && waiver ? { by: waiver.by, why: waiver.why } : null,
        duty: duty ? { code: duty.code, state: duty.state } : null,
      },
    ]
  })
}

export const waivable = (code: string): boolean => rules.some((rule) => rule.code === code && rule.fixed === undefined)
export const itemCodes: readonly string[] = rules.map(({ code }) => code)

/** What stands between a change and its beginning. */
export const stillMissing = (items: readonly Item[]): readonly Item[] => items.filter(({ met, waived }) => !met && waived === null)

/** A duty of the customer that it said it will miss puts the change at risk until it is met (ISS-4.j). */
export const atRisk = (standing: Standing, items: readonly Item[]): boolean =>
  standing.misses.some(({ duty }) => items.some(({ code, met }) => code === duty && !met))
