import { lacks } from '../../parties/permissions.ts'

/** What is handed over of a case: the case itself, escalations on it, or both. */
export type Handed = { readonly owns: boolean; readonly escalations: boolean; readonly queue: string }

/**
 * Why a colleague cannot take it over, asked by the form and by the server alike.
 * @returns undefined when they can
 */
export function cannotTake(
  to: { readonly roles: readonly string[]; readonly senior: boolean },
  { owns, escalations, queue }: Handed,
): string | undefined {
  const refusal = (owns ? lacks(to.roles, 'case.assign') : undefined) ?? (escalations ? lacks(to.roles, 'escalation.run') : undefined)
  if (refusal !== undefined) return refusal
  return owns && queue === 'expert' && !to.senior && !to.roles.includes('SJ')
    ? 'this case needs a senior engineer (ACP-8.p2), and they are not marked senior'
    : undefined
}
