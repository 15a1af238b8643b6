import { addressOf } from '../../client/client.ts'
import type { useMay } from '../session.tsx'
import type { PageAct } from '../ui/page-acts.ts'
import type { Open } from './case-dialogs.tsx'
import type { Composing } from './composer.tsx'
import type { Case } from './tags.tsx'

type Means = {
  readonly of: Case
  readonly staff: boolean
  /** Why a permission is missing; undefined when it is held. */
  readonly may: ReturnType<typeof useMay>
  readonly takeReason: string | undefined
  readonly take: () => void
  readonly watch: () => void
  readonly write: (kind: Composing) => void
  readonly open: (what: Open) => void
}

export type CaseAct = PageAct & {
  /** Behind "More"; the others have a place of their own on the page. */
  readonly more?: boolean
}

/** The archive as a download, so that a refusal leaves the page where it is. */
function takeAway({ account, number }: Case) {
  const link = document.createElement('a')
  link.href = addressOf('case.export', { account, case: number })
  link.download = ''
  link.click()
}

/** Everything that can be done to a case, in one list: for the keys, the palette and the menu. */
export function caseActs({ of, staff, may, takeReason, take, watch, write, open }: Means): readonly CaseAct[] {
  const closed = of.state === 'closed' ? 'The case is closed; reopen it first' : undefined
  const over = closed ?? (of.state === 'resolved' ? 'It is proposed as resolved' : undefined)
  const more = true
  const forAll: readonly CaseAct[] = [
    { title: 'Ask for escalation', key: 'e', reason: may('escalation.raise') ?? closed, run: () => open('escalate'), more },
    { title: 'Set the reference', reason: may('case.update'), run: () => open('reference'), more },
    ...(of.impact.asked
      ? [{ title: 'State the business impact', reason: may('case.update') ?? closed, run: () => open('impact'), more }]
      : []),
    { title: 'Link another case', key: 'l', reason: may('case.update'), run: () => open('link'), more },
    { title: of.watching ? 'Stop watching' : 'Watch', key: 'w', run: watch },
    ...of.moves.map((move) => ({
      title: move.title,
      run: () => open(move.move === 'resolve' && of.outcome.asked && !of.outcome.said ? 'outcome' : move),
    })),
    { title: 'Take it away with its files', run: () => takeAway(of), more },
    { title: 'Print', run: () => window.print(), more },
  ]
  if (!staff)
    return [
      { title: 'Write to the desk', key: 'r', reason: may('case.update') ?? closed, run: () => write('reply') },
      { title: 'Make a claim', reason: may('case.update') ?? closed, run: () => open('claim'), more },
      { title: 'Ask for another priority', reason: may('case.update') ?? closed, run: () => open('ask-priority'), more },
      ...forAll,
    ]
  return [
    { title: 'Reply', key: 'r', reason: may('case.update') ?? closed, run: () => write('reply') },
    { title: 'Write a note', key: 'n', reason: may('case.note'), run: () => write('note') },
    { title: 'Log a contact', key: 'p', reason: may('case.respond') ?? closed, run: () => open('respond') },
    { title: 'Take', key: 'a', reason: takeReason, run: take },
    { title: 'Hand over to a colleague', key: 'h', reason: may('case.note') ?? closed, run: () => open('hand-over'), more },
    { title: 'Assign or put back', reason: may('case.assign') ?? closed, run: () => open('assign'), more },
    {
      title: of.specialist ? 'Change or end the specialist' : 'Name a specialist',
      reason: may('case.assign'),
      run: () => open('specialist'),
      more,
    },
    { title: 'Change the priority', key: 'u', reason: may('case.priority') ?? closed, run: () => open('priority'), more },
    { title: 'Merge into another case', key: 'm', reason: may('case.work') ?? closed, run: () => open('merge'), more },
    { title: 'Ask for access to the network', reason: may('case.access-work') ?? over, run: () => open('access'), more },
    { title: 'Ask the customer for something', reason: may('case.work') ?? over, run: () => open('ask-for'), more },
    { title: 'Mark a part as not served', reason: may('case.exclude') ?? over, run: () => open('exclude'), more },
    {
      title: 'Say what became of it',
      reason: (may('case.work') === undefined ? undefined : may('case.end-efforts')) ?? over,
      run: () => open('outcome'),
      more,
    },
    ...(of.missReason === null
      ? []
      : [{ title: 'Say why the target was missed', reason: may('case.work'), run: () => open('miss-reason'), more }]),
    {
      title: 'Open a return',
      reason: may('rma.edit') ?? (of.serial === null ? 'The case names no device' : closed),
      run: () => open('rma'),
      more,
    },
    ...forAll,
  ]
}
