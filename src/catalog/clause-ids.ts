import { acpClauses } from './offerings/clauses/acp.ts'
import { cssClauses } from './offerings/clauses/css.ts'
import { issClauses } from './offerings/clauses/iss.ts'
import { mspClauses } from './offerings/clauses/msp.ts'
import { ssmClauses } from './offerings/clauses/ssm.ts'

/** A clause of one of the five built-in services. The union is read off the data, so a misspelt id does not compile. */
export type ClauseId =
  | keyof typeof acpClauses
  | keyof typeof cssClauses
  | keyof typeof issClauses
  | keyof typeof mspClauses
  | keyof typeof ssmClauses

/** Every clause of the five built-in services with its title. */
export const clauseTitles: Readonly<Record<ClauseId, string>> = {
  ...acpClauses,
  ...cssClauses,
  ...issClauses,
  ...mspClauses,
  ...ssmClauses,
}

/** Every clause id of the five built-in services, in the order of their texts. */
export const clauseIds = Object.keys(clauseTitles) as readonly ClauseId[]

/** Whether a text is the id of a clause of a built-in service. */
export const isClauseId = (text: string): text is ClauseId => Object.hasOwn(clauseTitles, text)

/**
 * The id of a clause as its text has it, in whatever case somebody typed it; what is none comes back as it was typed.
 * @param ids those of one service, where not all built-in ones are meant
 */
export function clauseNamed(typed: string, ids: readonly string[] = clauseIds): string {
  const wanted = typed.trim().toLowerCase()
  return ids.find((each) => each.toLowerCase() === wanted) ?? typed.trim()
}
