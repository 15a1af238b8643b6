import type { Answer } from '../../client/client.ts'
import { type Move, mayMove } from '../../requests/request.ts'
import { useMay } from '../session.tsx'

/** A request with everything that belongs to it. */
export type Whole = Answer<'request.read'>

/** Why a move cannot be made now by whoever looks; undefined when it can. */
export function useMove(of: Whole) {
  const may = useMay()
  return (move: Move, permission: Parameters<typeof may>[0]): string | undefined =>
    mayMove(of.state, move) ? may(permission) : 'It is not where this can be done'
}
