import { z } from 'zod'
import type { Paper } from '../../requests/promised.ts'

const prose = z.string().trim().min(1).max(10_000)

/** A root cause analysis, part by part (MSP-3.1.4.c). */
export const rootCauseBody = z.object({
  happened: prose,
  cause: prose,
  /** What shows that it is the cause. */
  shownBy: prose,
  remedy: prose,
  /** What to do until the defect is corrected; a case that stays unsolved needs it (policy B52). */
  workaround: z.string().trim().max(10_000).default(''),
  prevention: prose,
})
export type RootCauseContent = z.output<typeof rootCauseBody>

export type RootCause = {
  readonly version: number
  readonly content: RootCauseContent
  readonly writtenBy: string
  readonly writtenAt: number
  /** The version of the paper by which it was delivered; null while it is a draft. */
  readonly paper: number | null
  readonly deliveredAt: number | null
}

const titles: readonly (readonly [keyof RootCauseContent, string])[] = [
  ['happened', 'What happened'],
  ['cause', 'Its cause'],
  ['shownBy', 'What shows it'],
  ['remedy', 'Remedy'],
  ['workaround', 'Workaround'],
  ['prevention', 'Prevention'],
]

/** The analysis as the customer gets it. */
export const inWords = (content: RootCauseContent): string =>
  titles
    .filter(([part]) => content[part] !== '')
    .map(([part, title]) => `${title}\n${content[part]}`)
    .join('\n\n')

export type Assistance = {
  readonly kind: 'tech' | 'admin'
  /** Whether the case is still to be solved. */
  readonly open: boolean
  /** Whether it is solved and the customer did not agree to that yet. */
  readonly toAgree: boolean
  readonly withdrawn: boolean
  /** Whether somebody is, or was, named who owns the case. */
  readonly specialist: boolean
  readonly causes: readonly RootCause[]
  /** The newest paper of the analysis. */
  readonly paper: Pick<Paper, 'version' | 'outcome'> | undefined
  readonly unresolvedMayEndWith: 'analysis-and-workaround-if-accepted' | 'nothing'
}

/** How far help with a case is, beside the papers of its request. */
export type AssistanceStanding = {
  readonly missing: readonly string[]
  /** Parts of what was promised that need no paper, by the end of their code. */
  readonly excused: readonly ('a' | 'b' | 'c')[]
  readonly caseMayStayOpen: boolean
}

/**
 * What is missing before help with a case is done. In words: nothing once the customer withdrew it in writing; somebody is named who owns the case; what
 * is solved the customer agreed to; one that is not technical needs no
 * analysis; any other needs one that was delivered and that the customer received; a case that stays unsolved may end with an analysis that
 * names a workaround, where the customer accepted it (MSP-3.1.4.p2, MSP-3.1.4.a, MSP-3.1.4.c, MSP-3.1.4.d, policy B52).
 */
export function assistanceStanding({
  kind,
  open,
  toAgree,
  withdrawn,
  specialist,
  causes,
  paper,
  unresolvedMayEndWith,
}: Assistance): AssistanceStanding {
  if (withdrawn) return { missing: [], excused: ['a', 'b', 'c'], caseMayStayOpen: true }
  const received = paper?.outcome === 'accepted'
  const delivered = causes.find((each) => each.paper === paper?.version)
  const workedAround = received && (delivered?.content.workaround ?? '') !== '' && unresolvedMayEndWith !== 'nothing'
  const needed = kind === 'tech'
  return {
    missing: [
      ...(specialist ? [] : ['a specialist who owns the case (MSP-3.1.4.p1)']),
      ...(toAgree ? ['the customer’s agreement that the case is solved (MSP-3.1.4.a)'] : []),
      ...(needed && paper && !received ? ['the receipt of the root cause analysis (MSP-3.1.4.c)'] : []),
    ],
    excused: needed ? [] : ['c'],
    caseMayStayOpen: open && workedAround,
  }
}
