import type { Offering } from '../../catalog/offering.ts'
import type { LocalDate } from '../../lib/time.ts'

/** What a named advisor does: five duties, each of which is a deliverable of the service (ACP-10.a-e). */
export const adviceDuties = ['a', 'b', 'c', 'd', 'e'] as const
export type AdviceDuty = (typeof adviceDuties)[number]

const described: Readonly<Record<AdviceDuty, { readonly title: string; readonly deliverable: string }>> = {
  a: { title: 'Moves urgent cases on', deliverable: 'case-progression' },
  b: { title: 'Talks published notices through', deliverable: 'notice-consultation' },
  c: { title: 'Plans release upgrades', deliverable: 'release-guidance' },
  d: { title: 'Reviews operations', deliverable: 'operational-review' },
  e: { title: 'Passes product knowledge on and answers questions', deliverable: 'question-and-answer' },
}

/** A question that was put informally, and its answer. No time is promised for it (ACP-15.p1). */
export type Question = {
  readonly channel: 'email' | 'call'
  readonly asker: string
  /** Whether the asker was one of the named contacts that day (ACP-16.p4). */
  readonly named: boolean
  readonly product: string
  readonly question: string
  readonly answer: string
}

export type AdviceEntry = {
  readonly seq: number
  readonly duty: AdviceDuty
  readonly text: string
  readonly on: LocalDate
  readonly case: string | null
  readonly question: Question | null
  readonly by: string
}

/** Whether a service comes with a named advisor. */
export const hasAdvisor = ({ deliverables }: Pick<Offering, 'deliverables'>): boolean => deliverables.some(({ code }) => code === 'advisor')

/** The clauses of one duty under a service. */
export const clausesOfDuty = ({ deliverables }: Pick<Offering, 'deliverables'>, duty: AdviceDuty): readonly string[] =>
  deliverables.find(({ code }) => code === described[duty].deliverable)?.clauses ?? []

/** The five duties, each with how often it was exercised and when last. */
export const boardOf = (offering: Pick<Offering, 'deliverables'>, entries: readonly Pick<AdviceEntry, 'duty' | 'on'>[]) =>
  adviceDuties.map((duty) => {
    const days = entries.flatMap((each) => (each.duty === duty ? [each.on] : [])).toSorted()
    return {
      duty,
      title: described[duty].title,
      clauses: clausesOfDuty(offering, duty),
      entries: days.length,
      lastOn: days.at(-1) ?? null,
    }
  })
