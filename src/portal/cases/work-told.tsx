import type { WorkEventBody } from '../../cases/work-events.ts'
import { workTold } from '../../cases/work-words.ts'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { Said, Written } from './said.tsx'

/** What happened while a case was worked on, in the words of its export. */

type Props = { readonly body: WorkEventBody }

export const WorkWhat = ({ body }: Props) => <Said text={workTold(body).what} />

export function WorkText({ body }: Props) {
  const { text, clauses } = workTold(body)
  return (
    <>
      {text && <Written text={text} />}
      {clauses && <ClauseChips ids={clauses} />}
    </>
  )
}
