import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { networkProblem } from './notifications/egress/addresses.ts'
import { longestReplyName } from './notifications/reply/token.ts'

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
  /** Nothing leaves without TLS, whatever the mail server offers. */
  SMTP_REQUIRE_TLS: z.stringbool().default(false),
  /** A file with certificates (PEM) to trust beside the public ones, for a mail server of one's own. */
  SMTP_CA_FILE: z.string().min(1).optional(),
  /** Where answers to letters go; a token for each person and case is put before the @. */
  MAIL_REPLY_ADDRESS: z
    .string()
    .regex(
      new RegExp(`^[a-z0-9._-]{1,${longestReplyName}}@[a-z0-9][a-z0-9.-]*$`),
      `an address in small letters with at most ${longestReplyName} characters before the @`,
    )
    .optional(),
  /** Raised by one to make every older reply address worthless. */
  MAIL_REPLY_KEY: z.coerce.number().int().min(1).max(255).default(1),
  /** The secret before this one: reply addresses of the key version before stay good. */
  HOLDFAST_SECRET_OLD: z.string().min(32, 'at least 32 characters').optional(),
  /** The port of the built-in mail listener; left out, it does not listen. */
  MAIL_IN_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  MAIL_IN_HOST: z.string().min(1).default('127.0.0.1'),
  MAIL_IN_BYTES: z.coerce
    .number()
    .int()
    .min(10_000)
    .max(100 * 1024 ** 2)
    .default(25 * 1024 ** 2),
  /** A mailbox to look into, such as imaps://user:secret@mail.example/INBOX */
  IMAP_URL: z
    .string()
    .regex(/^imaps?:\/\/[^@/]+@[^/]+/, 'an address such as imaps://user:secret@mail.example/INBOX')
    .optional(),
  /** How long to wait between two looks into the mailbox. */
  IMAP_SECONDS: z.coerce.number().int().min(1).max(3600).default(30),
  /** Networks that webhooks may reach although they are private, and then over http too, such as 10.1.2.0/24. */
  WEBHOOK_ALLOW: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((each) => each.trim() || []))
    .refine((networks) => networks.every((each) => networkProblem(each) === undefined), 'networks such as 10.1.2.0/24, with commas'),
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
  readonly mail: {
    readonly requireTls: boolean
    readonly caFile: string | undefined
    readonly replyAddress: string | undefined
    readonly replyKey: number
    readonly inPort: number | undefined
    readonly inHost: string
    readonly inBytes: number
    readonly imapUrl: string | undefined
    readonly imapSeconds: number
  }
  readonly secretOld: string | undefined
  /** Networks in CIDR form that webhooks may reach although they are private. */
  readonly webhookAllow: readonly string[]
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
    mail: {
      requireTls: s.SMTP_REQUIRE_TLS,
      caFile: s.SMTP_CA_FILE,
      replyAddress: s.MAIL_REPLY_ADDRESS,
      replyKey: s.MAIL_REPLY_KEY,
      inPort: s.MAIL_IN_PORT,
      inHost: s.MAIL_IN_HOST,
      inBytes: s.MAIL_IN_BYTES,
      imapUrl: s.IMAP_URL,
      imapSeconds: s.IMAP_SECONDS,
    },
    secretOld: s.HOLDFAST_SECRET_OLD,
    webhookAllow: s.WEBHOOK_ALLOW,
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
