import { apiKey } from '@better-auth/api-key'
import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins'
import type pg from 'pg'

/**
 * Sign-in by e-mail and password with optional TOTP, sessions and API keys. The library knows users and secrets;
 * who a user is and what they may do stands in `person`. Nothing outside this file speaks to the library.
 */
export type SignIn = ReturnType<typeof createSignIn>

const hour = 3600

/**
 * @param pool a pool whose search path is the schema of the sign-in tables
 * @param settings secret of at least 32 random characters; the address people reach the server by
 */
export function createSignIn(pool: pg.Pool, settings: { readonly secret: string; readonly baseUrl: string; readonly secure: boolean }) {
  const auth = betterAuth({
    database: pool,
    secret: settings.secret,
    baseURL: settings.baseUrl,
    telemetry: { enabled: false },
    logger: { level: 'error', log: () => {} },
    rateLimit: { enabled: false }, // failures are bounded in service.ts, over all servers and every step alike
    emailAndPassword: { enabled: true, minPasswordLength: 12, maxPasswordLength: 200, autoSignIn: false },
    session: { expiresIn: 12 * hour, updateAge: hour },
    advanced: {
      cookiePrefix: 'holdfast',
      useSecureCookies: settings.secure,
      disableCSRFCheck: true,
      disableOriginCheck: true,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
    },
    plugins: [
      twoFactor({ issuer: 'Holdfast' }),
      apiKey({
        rateLimit: { enabled: false },
        enableMetadata: true,
        defaultPrefix: 'hf_',
        enableSessionForAPIKeys: false,
      }),
    ],
  })
  return {
    /** Whether a password is that of whoever's session this is; no session, no. */
    confirmPassword: async (password: string, headers: Headers): Promise<Response> =>
      auth.api.verifyPassword({ body: { password }, headers, asResponse: true }),
    /** Makes a user who can sign in. Throws when the e-mail address is taken. */
    addUser: async (email: string, password: string, name: string): Promise<string> => {
      const { user } = await auth.api.signUpEmail({ body: { email, password, name } })
      return user.id
    },
    /** The raw answer with its cookies; its status says whether the password held. */
    password: (email: string, password: string, headers: Headers): Promise<Response> =>
      auth.api.signInEmail({ body: { email, password }, headers, asResponse: true }),
    totp: (code: string, headers: Headers): Promise<Response> => auth.api.verifyTOTP({ body: { code }, headers, asResponse: true }),
    backupCode: (code: string, headers: Headers): Promise<Response> =>
      auth.api.verifyBackupCode({ body: { code }, headers, asResponse: true }),
    enableTotp: (password: string, headers: Headers): Promise<Response> =>
      auth.api.enableTwoFactor({ body: { password }, headers, asResponse: true }),
    disableTotp: (password: string, headers: Headers): Promise<Response> =>
      auth.api.disableTwoFactor({ body: { password }, headers, asResponse: true }),
    changePassword: (currentPassword: string, newPassword: string, headers: Headers): Promise<Response> =>
      auth.api.changePassword({
        body: { currentPassword, newPassword, revokeOtherSessions: true },
        headers,
        asResponse: true,
      }),
    signOut: (headers: Headers): Promise<Response> => auth.api.signOut({ headers, asResponse: true }),
    /** The user id behind a session's cookie. */
    session: async (headers: Headers): Promise<string | undefined> =>
      (await auth.api.getSession({ headers, query: { disableCookieCache: true } }))?.user.id,
    addKey: async (userId: string, name: string, scopes: readonly string[], days: number): Promise<{ id: string; key: string }> => {
      const made = await auth.api.createApiKey({
        body: { userId, name, permissions: { holdfast: [...scopes] }, expiresIn: days * 24 * hour },
      })
      return { id: made.id, key: made.key }
    },
    /** The user and scopes behind an API key; undefined when it is unknown, expired or switched off. */
    key: async (key: string): Promise<{ userId: string; scopes: readonly string[] } | undefined> => {
      const { valid, key: found } = await auth.api.verifyApiKey({ body: { key } })
      return valid && found ? { userId: found.referenceId, scopes: found.permissions?.holdfast ?? [] } : undefined
    },
    /** Ends every session and key of a user. */
    revoke: async (userId: string): Promise<void> => {
      await pool.query('delete from "session" where "userId" = $1', [userId])
      await pool.query('delete from "apikey" where "referenceId" = $1', [userId])
    },
    keysOf: async (
      userId: string,
    ): Promise<readonly { id: string; name: string; start: string; expiresAt: number | null; scopes: readonly string[] }[]> => {
      const { rows } = await pool.query(
        'select id, name, start, "expiresAt", permissions from "apikey" where "referenceId" = $1 order by "createdAt" desc',
        [userId],
      )
      return rows.map((row) => ({
        id: row.id,
        name: row.name ?? '',
        start: row.start ?? '',
        expiresAt: row.expiresAt?.getTime() ?? null,
        scopes: row.permissions ? (JSON.parse(row.permissions).holdfast ?? []) : [],
      }))
    },
    removeKey: async (userId: string, id: string): Promise<boolean> =>
      ((await pool.query('delete from "apikey" where "referenceId" = $1 and id = $2', [userId, id])).rowCount ?? 0) > 0,
    hasTotp: async (userId: string): Promise<boolean> =>
      (await pool.query('select "twoFactorEnabled" as on from "user" where id = $1', [userId])).rows[0]?.on === true,
  }
}
