import { z } from 'zod'
import { priorities } from '../../catalog/offering.ts'
import type { Permission } from '../../parties/permissions.ts'
import { moveName } from '../schema.ts'
import { type CaseMove, type CaseState, moves } from '../states.ts'

/** Acts that can be done to several cases at once, and what takes one back. */

export const deskAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('assign'), to: z.string().max(200).nullable(), reason: z.string().trim().max(500).default('') }),
  z.object({
    kind: z.literal('move'),
    move: moveName,
    reason: z.string().trim().max(2000).default(''),
    agreedBy: z.string().trim().max(200).default(''),
  }),
  z.object({ kind: z.literal('priority'), priority: z.enum(priorities), reason: z.string().trim().min(1).max(500) }),
])
export type DeskAct = z.infer<typeof deskAct>

/** What the matrix has to allow for it. */
export const permissionOf = (act: DeskAct): Permission =>
  act.kind === 'assign' ? 'case.assign' : act.kind === 'priority' ? 'case.priority' : moves[act.move].permission

/** A case as it stood before an act. */
export type Before = { readonly state: CaseState; readonly priority: 'P1' | 'P2' | 'P3' | 'P4'; readonly ownerId: string | null }

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
