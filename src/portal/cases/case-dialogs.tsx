import { HandOverDialog } from '../escalation/hand-over-form.tsx'
import { AskAccessDialog } from './access-dialogs.tsx'
import {
  AskPriorityDialog,
  AssignDialog,
  EscalateDialog,
  ImpactDialog,
  LinkDialog,
  MissReasonDialog,
  MoveDialog,
  PriorityDialog,
  ReferenceDialog,
  RespondDialog,
  RmaDialog,
} from './dialogs.tsx'
import { ClaimDialog, MarkDialog } from './excluded-dialogs.tsx'
import { MergeDialog } from './merge.tsx'
import { SpecialistDialog } from './specialist.tsx'
import { SplitDialog } from './split.tsx'
import type { Case } from './tags.tsx'
import { AskForDialog } from './work-asked.tsx'
import { OutcomeDialog } from './work-outcome.tsx'

/** Which dialog is open over a case. */
export type Open =
  | 'respond'
  | 'escalate'
  | 'priority'
  | 'ask-priority'
  | 'assign'
  | 'link'
  | 'merge'
  | 'hand-over'
  | 'specialist'
  | 'access'
  | 'ask-for'
  | 'exclude'
  | 'claim'
  | 'outcome'
  | { readonly split: number; readonly text: string }
  | 'rma'
  | 'reference'
  | 'impact'
  | 'miss-reason'
  | Case['moves'][number]
  | undefined

type Props = {
  readonly of: Case
  readonly open: Open
  readonly mine: boolean
  readonly close: () => void
  /** Goes on to another dialog. */
  readonly next: (open: Open) => void
}

/** Everything that is asked before something is done to a case; fetched apart from the page, which is there sooner without it. */
export function CaseDialogs({ of, open, mine, close, next }: Props) {
  const resolve = of.moves.find(({ move }) => move === 'resolve')
  return (
    <>
      <RespondDialog of={of} opened={open === 'respond'} onClose={close} />
      <EscalateDialog of={of} opened={open === 'escalate'} onClose={close} />
      <PriorityDialog of={of} opened={open === 'priority'} onClose={close} />
      <AskPriorityDialog of={of} opened={open === 'ask-priority'} onClose={close} />
      <AssignDialog of={of} opened={open === 'assign'} onClose={close} />
      <LinkDialog of={of} opened={open === 'link'} onClose={close} />
      {open === 'hand-over' && <HandOverDialog account={of.account} number={of.number} owns={mine} queue={of.queue} onClose={close} />}
      {open === 'access' && <AskAccessDialog of={of} onClose={close} />}
      {open === 'ask-for' && <AskForDialog of={of} onClose={close} />}
      {open === 'exclude' && <MarkDialog of={of} onClose={close} />}
      {open === 'claim' && <ClaimDialog of={of} onClose={close} />}
      {open === 'outcome' && <OutcomeDialog of={of} onClose={close} then={() => next(resolve)} />}
      {open === 'specialist' && <SpecialistDialog of={of} onClose={close} />}
      {typeof open === 'object' && 'split' in open && <SplitDialog of={of} seq={open.split} text={open.text} onClose={close} />}
      {open === 'merge' && <MergeDialog of={of} onClose={close} />}
      <RmaDialog of={of} opened={open === 'rma'} onClose={close} />
      <ReferenceDialog of={of} opened={open === 'reference'} onClose={close} />
      {open === 'miss-reason' && <MissReasonDialog of={of} opened onClose={close} />}
      {open === 'impact' && <ImpactDialog of={of} opened onClose={close} />}
      {typeof open === 'object' && 'move' in open && <MoveDialog of={of} move={open} onClose={close} />}
    </>
  )
}
