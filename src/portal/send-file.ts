import type { OperationId } from '../client/api.gen.ts'
import { type Answer, AnswerError, addressOf } from '../client/client.ts'
import { newKey } from './api.ts'

type Given = { readonly params?: Readonly<Record<string, string>>; readonly query?: Readonly<Record<string, unknown>> }

/**
 * Sends one file to an operation that takes it in a form.
 * @throws AnswerError with what the server says of it
 */
export async function sendFile<Id extends OperationId>(id: Id, file: File, { params = {}, query = {} }: Given = {}): Promise<Answer<Id>> {
  const form = new FormData()
  form.append('file', file)
  const answer = await fetch(addressOf(id, params, query), {
    method: 'POST',
    body: form,
    credentials: 'same-origin',
    headers: { 'idempotency-key': newKey() },
  })
  const body = await answer.json().catch(() => null)
  if (!answer.ok)
    throw new AnswerError(body ?? { type: 'about:blank', title: `The server answered ${answer.status}`, status: answer.status })
  return body
}
