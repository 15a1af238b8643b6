import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

/** What an installation may set, by environment variable or in a file `.env` in the working folder. See `.env.example`. */
const schema = z.object({
  HOLDFAST_DATA: z.string().min(1).default('./data'),
  HOLDFAST_HOST: z.string().min(1).default('127.0.0.1'),
  HOLDFAST_PORT: z.coerce.number().int().min(0).max(65535).default(8430),
  /** The address people reach the portal by, when it is not host and port. */
  HOLDFAST_ORIGIN: z.url().optional(),
  HOLDFAST_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'an address that starts with postgresql://')
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'an address that starts with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().min(3).default('Holdfast <holdfast@localhost>'),
  HOLDFAST_UPLOAD_BYTES: z.coerce
    .number()
    .int()
    .min(1)
    .default(2 * 1024 ** 3),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

export type Settings = {
  readonly data: string
  readonly host: string
  readonly port: number
  readonly origin: string | undefined
  readonly secret: string | undefined
  readonly databaseUrl: string | undefined
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  readonly uploadBytes: number
  readonly logLevel: string
}

/**
 * Reads the settings.
 * @throws Error in plain words that names each variable that is wrong, what was found and what was expected
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map(
      (issue) => `  ${issue.path.join('.')}: found "${given[String(issue.path[0])] ?? ''}", ${issue.message}`,
    )
    throw new Error(`Settings are wrong:\n${lines.join('\n')}\nCorrect the environment or the file .env; .env.example shows each setting.`)
  }
  const s = parsed.data
  return {
    data: resolve(s.HOLDFAST_DATA),
    host: s.HOLDFAST_HOST,
    port: s.HOLDFAST_PORT,
    origin: s.HOLDFAST_ORIGIN,
    secret: s.HOLDFAST_SECRET,
    databaseUrl: s.DATABASE_URL,
    smtpUrl: s.SMTP_URL,
    mailFrom: s.MAIL_FROM,
    uploadBytes: s.HOLDFAST_UPLOAD_BYTES,
    logLevel: s.LOG_LEVEL,
  }
}

/** The secret that signs sessions: given, or made once and kept where only its owner reads it. */
export function secretOf({ secret, data }: Settings): string {
  if (secret) return secret
  const file = join(data, 'secret')
  if (!existsSync(file)) {
    mkdirSync(data, { recursive: true, mode: 0o700 })
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' })
  }
  return readFileSync(file, 'utf8').trim()
}
