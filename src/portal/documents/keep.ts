import { type Answer, AnswerError, addressOf } from '../../client/client.ts'
import { newKey } from '../api.ts'

export type Kept = Answer<'document.add'>

/** Sends a file to be kept for an account. */
export async function keepFile(account: string, file: File): Promise<Kept> {
  const form = new FormData()
  form.append('file', file)
  const answer = await fetch(addressOf('document.add', { account }, {}), {
    method: 'POST',
    body: form,
    credentials: 'same-origin',
    headers: { 'idempotency-key': newKey() },
  })
  const body = await answer.json().catch(() => null)
  if (!answer.ok)
    throw new AnswerError(body ?? { type: 'about:blank', title: `The server answered ${answer.status}`, status: answer.status })
  return body as Kept
}
