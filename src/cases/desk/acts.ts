import type { Priority } from '../../catalog/offering.ts'
import type { Permission } from '../../parties/permissions.ts'
import { type CaseMove, type CaseState, moves } from '../states.ts'

/** Acts that can be done to several cases at once, and what takes one back. */
export type DeskAct =
  | { readonly kind: 'assign'; readonly to: string | null; readonly reason: string }
  | { readonly kind: 'move'; readonly move: CaseMove; readonly reason: string; readonly agreedBy: string }
  | { readonly kind: 'priority'; readonly priority: Priority; readonly reason: string }

/** What the matrix has to allow for it. */
export const permissionOf = (act: DeskAct): Permission =>
  act.kind === 'assign' ? 'case.assign' : act.kind === 'priority' ? 'case.priority' : moves[act.move].permission

/** A case as it stood before an act. */
export type Before = { readonly state: CaseState; readonly priority: Priority; readonly ownerId: string | null }

/** The move of staff from one state back to another, when the table of moves has one. */
const moveBack = (from: CaseState, to: CaseState): CaseMove | undefined =>
  (Object.keys(moves) as CaseMove[]).find(
    (move) =>
      moves[move].to === to &&
      (moves[move].from as readonly CaseState[]).includes(from) &&
      moves[move].side !== 'customer' &&
      moves[move].needs !== 'agreed-by',
  )

/**
 * The act that takes an act back. Nothing is erased: both stand in the history, and a response that was due stays due.
 * Undefined where there is no way back: a case that was touched is not new any more, and what was proposed to the customer
 * is the customer's to refuse.
 */
export function inverseOf(act: DeskAct, before: Before): DeskAct | undefined {
  const reason = 'Taken back'
  if (act.kind === 'assign') return { kind: 'assign', to: before.ownerId, reason }
  if (act.kind === 'priority') return { kind: 'priority', priority: before.priority, reason }
  const move = moveBack(moves[act.move].to, before.state)
  return move && { kind: 'move', move, reason, agreedBy: '' }
}
