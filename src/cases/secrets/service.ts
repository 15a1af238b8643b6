import { audit } from '../../db/records.ts'
import type { Call } from '../../http/operation.ts'
import { actorOf } from '../../lib/principal.ts'
import { notPermitted } from '../../lib/problem.ts'

/** Proves anew that whoever calls is at the keyboard: by their password or a code of their authenticator. The roots wire it to sign-in. */
export type Confirm = (
  call: Call,
  given: { readonly password?: string | undefined; readonly code?: string | undefined },
) => Promise<boolean>

export type Asked = { readonly password?: string | undefined; readonly code?: string | undefined; readonly reason: string }

/**
 * Lets somebody see what is masked: a person, never a key, who proves anew who they are and says why. The account's audit
 * trail says it before anything is answered.
 */
export async function allowReveal(
  call: Call,
  confirm: Confirm,
  asked: Asked,
  /** `accountId` where it is of another account than the call, as with mail that came in. */
  what: { readonly accountId?: string; readonly subject: string; readonly detail: Readonly<Record<string, unknown>> },
): Promise<void> {
  const { principal, tx, account, now } = call
  if (principal.scopes !== undefined)
    throw notPermitted('A key cannot reveal what is masked', {
      found: 'an API key',
      expected: 'somebody who is signed in',
      toDo: 'Sign in to the portal and reveal it there.',
    })
  if (!(await confirm(call, asked)))
    throw notPermitted('The password or code is not right', {
      found: 'another one',
      toDo: 'Try again; after ten failures it waits 15 minutes.',
    })
  await audit(tx, {
    accountId: what.accountId ?? account.id,
    now,
    actor: actorOf(principal),
    action: 'secret.reveal',
    subject: what.subject,
    detail: { ...what.detail, reason: asked.reason },
  })
}
