import type { Offering } from '../../catalog/offering.ts'
import type { PolicyOverride } from '../../catalog/policies.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { policiesUsed } from '../../contracts/judge-order.ts'
import { curesOf, type Decision, decidingClauses, type Reason, verdictOf } from '../../decisions/decision.ts'
import { type Instant, type LocalDate, toIso } from '../../lib/time.ts'
import { type Topic, topicTitles } from './question.ts'
import { dayAt, type GuidanceDay, nextDay, whenThere } from './session.ts'

/** Everything that a question of guidance is judged from. */
export type GuidanceQuestion = {
  readonly kind: 'guidance-question'
  readonly onDate: LocalDate
  readonly request: string
  readonly contract: string
  readonly state: string
  readonly pausedWhy: string | null
  readonly askedAt: Instant
  readonly topic: Topic | 'none'
  readonly days: readonly GuidanceDay[]
  readonly overrides: readonly PolicyOverride[]
}

/**
 * Judges whether a question belongs to technical guidance. In words: the guidance is under way; it is asked within the hours of the site that answers
 * on that day, counted there; it is of one of the four areas. A fault and what is not technical are taken down and go where they belong.
 */
export function judgeQuestion(offering: Offering, question: GuidanceQuestion): Decision {
  const book = policyBook(question.onDate, question.overrides)
  const { topic, askedAt, days, request } = question
  const guided = offering.deliverables.find(({ code }) => code === 'TG')
  const areas = guided?.clauses.filter((clause) => clause.endsWith('.a-d')) ?? []
  const hours = offering.hours.find(({ purpose }) => purpose === 'guidance')?.clauses ?? []
  const [support = '', care = ''] = offering.deliverables.find(({ code }) => code === 'TG-routing')?.clauses ?? []
  const today = dayAt(days, askedAt)
  const next = nextDay(days, askedAt)
  const under = question.state === 'commenced' && question.pausedWhy === null
  // no session before both sides approved the task order (MSP-6.d4)
  const unsigned = question.state === 'asked' || question.state === 'assessed' || question.state === 'quoted'
  const reasons: Reason[] = [
    {
      rule: 'guidance-under-way',
      clauses: unsigned ? [...(offering.limits.find(({ code }) => code === 'task-order')?.clauses ?? []), ...hours] : hours,
      holds: under,
      weight: 'refuse',
      fact: 'state',
      found: question.pausedWhy === null ? question.state : `paused: ${question.pausedWhy}`,
      expected: 'under way',
      source: `request ${request}`,
      cure: 'Ask once it is under way.',
    },
    {
      rule: 'guidance-hours',
      clauses: hours,
      holds: today !== undefined,
      weight: 'refuse',
      fact: 'asked at',
      found: today ? whenThere(today, askedAt) : next ? whenThere(next, askedAt) : toIso(askedAt),
      expected: today
        ? `${whenThere(today, today.opensAt)} to ${whenThere(today, today.closesAt)}`
        : 'the business hours of a site that answers on a day of this guidance',
      source: today ? `answering site ${today.site}` : `answering sites of ${request}`,
      cure:
        (next
          ? `Ask from ${whenThere(next, next.opensAt)}, when ${next.site} answers.`
          : 'No day is left with an answering site: have one named, or ask for further days.') +
        (topic === 'fault' ? ' A case may be opened at any hour.' : ''),
    },
    {
      rule: 'guidance-area',
      clauses: areas,
      holds: topic !== 'none',
      weight: 'refuse',
      fact: 'area',
      found: topicTitles[topic],
      expected: Object.values(topicTitles).slice(0, 4),
      source: 'the question',
      cure: `Ask about one of the four areas. A fault is a case (${support}); what is not technical goes to Customer Care (${care}).`,
    },
    ...(topic === 'fault' || topic === 'non-technical'
      ? [
          {
            rule: 'guidance-routed',
            clauses: [topic === 'fault' ? support : care],
            holds: false,
            weight: 'advise' as const,
            fact: 'goes to',
            found: topic === 'fault' ? 'the support centre' : 'Customer Care',
            expected: 'an answer in guidance',
            source: 'the question',
            cure: topic === 'fault' ? 'Open the case that is filled in already; the day counts as used.' : 'Customer Care answers it.',
          },
        ]
      : []),
  ]
  const verdict = verdictOf(reasons)
  return {
    kind: 'decision',
    verdict,
    act: 'guidance.ask',
    onDate: question.onDate,
    offering: offering.code,
    offeringVersion: offering.version,
    contract: question.contract,
    reasons,
    decidedBy: decidingClauses(reasons, verdict),
    policies: policiesUsed(book, ['hours.anchor']),
    cures: curesOf(reasons),
    candidates: [],
    alternatives: [],
  }
}
