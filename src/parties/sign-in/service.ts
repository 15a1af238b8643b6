import type { Database } from '../../db/pool.ts'
import { inScope } from '../../db/scope.ts'
import { tooMany } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import type { SignIn } from './gateway.ts'
import * as store from './store.ts'

const window = { ms: 15 * 60_000, perEmail: 10, perAddress: 60 }

/** Signs somebody in by e-mail and password; failures are counted for address and account alike, over every step. */
export async function signInWithPassword(
  db: Database,
  signIn: SignIn,
  input: { email: string; password: string; address: string; now: Instant; headers: Headers },
): Promise<Response> {
  const email = input.email.toLowerCase()
  return guarded(db, email, input.address, input.now, () => signIn.password(email, input.password, input.headers))
}

/** The second step, counted like the first. */
export function signInWithCode(
  db: Database,
  signIn: SignIn,
  input: { code: string; address: string; now: Instant; headers: Headers },
): Promise<Response> {
  const step = `second step ${/two_factor=([^;.]+)/.exec(input.headers.get('cookie') ?? '')?.[1] ?? 'without a first'}`
  return guarded(db, step, input.address, input.now, () =>
    /^\d{6}$/.test(input.code) ? signIn.totp(input.code, input.headers) : signIn.backupCode(input.code, input.headers),
  )
}

/** The password or a code once more, of somebody who is signed in; counted like signing in. */
export async function confirmPerson(
  db: Database,
  signIn: SignIn,
  input: {
    email: string
    password?: string | undefined
    code?: string | undefined
    address: string
    now: Instant
    headers: Headers
  },
): Promise<boolean> {
  const { password, code, headers } = input
  const answer = await guarded(db, input.email.toLowerCase(), input.address, input.now, () =>
    password !== undefined
      ? signIn.confirmPassword(password, headers)
      : /^\d{6}$/.test(code ?? '')
        ? signIn.totp(code ?? '', headers)
        : Promise.resolve(new Response(null, { status: 400 })),
  )
  return answer.ok
}

async function guarded(db: Database, email: string, address: string, now: Instant, attempt: () => Promise<Response>): Promise<Response> {
  const failures = await inScope(db, { kind: 'nobody' }, (tx) => store.countFailures(tx, email, address, now - window.ms))
  if (failures.email >= window.perEmail || failures.address >= window.perAddress) {
    throw tooMany('Too many failed sign-ins', {
      found: 'this account or address failed too often',
      toDo: 'Wait 15 minutes, or ask an administrator.',
    })
  }
  const answer = await attempt()
  // a right password that still owes its second step clears nothing
  const whole = answer.ok && !(await answer.clone().text()).includes('twoFactorRedirect')
  await inScope(db, { kind: 'nobody' }, async (tx) => {
    if (whole) await store.clearFailures(tx, email)
    else if (!answer.ok) await store.insertFailure(tx, email, address, now)
  })
  return answer
}
