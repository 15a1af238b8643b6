import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import { channel, type PresenceTold } from './told.ts'

/** Tells every server who is at a case, when this transaction commits. */
export const tellPresence = (tx: Tx, told: PresenceTold) => sql`select pg_notify(${channel}, ${JSON.stringify(told)})`.execute(tx)
