import { createHash } from 'node:crypto'
import type { Tx } from '../db/scope.ts'
import { unprocessable } from '../lib/problem.ts'
import type { Instant } from '../lib/time.ts'
import type { Reply } from './operation.ts'

export type Key = {
  readonly text: string
  readonly accountId: string
  readonly actor: string
  readonly operation: string
  readonly body: unknown
  readonly path: string
}

const hashOf = (key: Key): Buffer =>
  createHash('sha256')
    .update(`${key.operation}\n${key.path}\n${JSON.stringify(key.body ?? null)}`)
    .digest()

/**
 * The answer that this key was given before, if it was used (IETF draft idempotency-key-header-07).
 * @throws a problem when the key was used for another request
 */
export async function answered(tx: Tx, key: Key): Promise<Reply | undefined> {
  const row = await tx
    .selectFrom('idempotency')
    .select(['request_hash', 'status', 'answer'])
    .where('account_id', '=', key.accountId)
    .where('actor', '=', key.actor)
    .where('key', '=', key.text)
    .executeTakeFirst()
  if (!row) return undefined
  if (!row.request_hash.equals(hashOf(key))) {
    throw unprocessable('This Idempotency-Key was used for another request', {
      found: 'the same key with a different body or path',
      toDo: 'Use a new key for a new request.',
    })
  }
  const { body, version, headers } = row.answer as Pick<Reply, 'body' | 'version' | 'headers'>
  return {
    status: row.status,
    body,
    ...(version === undefined ? {} : { version }),
    headers: { ...headers, 'idempotency-replayed': 'true' },
  }
}

/** Keeps the answer beside the effect, in the same transaction. */
export async function remember(tx: Tx, key: Key, { status, body, version, headers }: Reply, now: Instant): Promise<void> {
  await tx
    .insertInto('idempotency')
    .values({
      account_id: key.accountId,
      actor: key.actor,
      key: key.text,
      operation: key.operation,
      request_hash: hashOf(key),
      status,
      answer: JSON.stringify({ body, version, headers }),
      created_at: new Date(now),
    })
    .execute()
}
