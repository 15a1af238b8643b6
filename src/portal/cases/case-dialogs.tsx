import { HandOverDialog } from '../escalation/hand-over-form.tsx'
import {
  AskPriorityDialog,
  AssignDialog,
  EscalateDialog,
  LinkDialog,
  MoveDialog,
  PriorityDialog,
  ReferenceDialog,
  RespondDialog,
  RmaDialog,
} from './dialogs.tsx'
import { MergeDialog } from './merge.tsx'
import { SpecialistDialog } from './specialist.tsx'
import { SplitDialog } from './split.tsx'
import type { Case } from './tags.tsx'

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
  | { readonly split: number; readonly text: string }
  | 'rma'
  | 'reference'
  | Case['moves'][number]
  | undefined

type Props = { readonly of: Case; readonly open: Open; readonly mine: boolean; readonly close: () => void }

/** Everything that is asked before something is done to a case; fetched apart from the page, which is there sooner without it. */
export function CaseDialogs({ of, open, mine, close }: Props) {
  return (
    <>
      <RespondDialog of={of} opened={open === 'respond'} onClose={close} />
      <EscalateDialog of={of} opened={open === 'escalate'} onClose={close} />
      <PriorityDialog of={of} opened={open === 'priority'} onClose={close} />
      <AskPriorityDialog of={of} opened={open === 'ask-priority'} onClose={close} />
      <AssignDialog of={of} opened={open === 'assign'} onClose={close} />
      <LinkDialog of={of} opened={open === 'link'} onClose={close} />
      {open === 'hand-over' && <HandOverDialog account={of.account} number={of.number} owns={mine} queue={of.queue} onClose={close} />}
      {open === 'specialist' && <SpecialistDialog of={of} onClose={close} />}
      {typeof open === 'object' && 'split' in open && <SplitDialog of={of} seq={open.split} text={open.text} onClose={close} />}
      {open === 'merge' && <MergeDialog of={of} onClose={close} />}
      <RmaDialog of={of} opened={open === 'rma'} onClose={close} />
      <ReferenceDialog of={of} opened={open === 'reference'} onClose={close} />
      {typeof open === 'object' && 'move' in open && <MoveDialog of={of} move={open} onClose={close} />}
    </>
  )
}
