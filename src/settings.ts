import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { usualUnfinished } from './cases/files/uploads/bounds.ts'
import { type WaitingPolicy, waitingPolicies } from './documents/offered.ts'
import { networkProblem } from './notifications/egress/addresses.ts'
import { longestReplyName } from './notifications/reply/token.ts'

const networks = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((each) => each.trim() || []))
  .refine((each) => each.every((one) => networkProblem(one) === undefined), 'networks such as 10.1.2.0/24, with commas')

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
  /** Files with certificate chain and key (PEM); with both the listener offers STARTTLS. They are read again every hour. */
  MAIL_IN_CERT_FILE: z.string().min(1).optional(),
  MAIL_IN_KEY_FILE: z.string().min(1).optional(),
  /** Networks of relays of one's own in front of the listener; with one set, nobody else is listened to. */
  MAIL_IN_RELAYS: networks,
  /** The name under which such a relay writes Authentication-Results (RFC 8601): its word on senders is taken. */
  MAIL_AUTHSERV_ID: z
    .string()
    .regex(/^[^\s;"()]{1,255}$/, 'one word, such as mx.example.com')
    .optional(),
  /** Whether the listener asks the DNS itself whether a sender's domain vouches for a mail (SPF, DKIM, DMARC). */
  MAIL_CHECK_SENDERS: z.stringbool().default(true),
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
  WEBHOOK_ALLOW: networks,
  /** A scanner of viruses that speaks INSTREAM of clamd: tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl */
  SCANNER_URL: z
    .string()
    .regex(/^(?:tcp:\/\/[^/:@]+(?::\d{1,5})?|unix:\/.+)$/, 'an address such as tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl')
    .optional(),
  /** Who may have a file before the scanner's verdict. */
  SCANNER_WAITING: z.enum(waitingPolicies).default('staff'),
  HOLDFAST_UPLOAD_BYTES: z.coerce
    .number()
    .int()
    .min(1)
    .default(2 * 1024 ** 3),
  /** What one account may have unfinished of files that are sent in pieces, all together. */
  HOLDFAST_UPLOADS_BYTES: z.coerce.number().int().min(1).default(usualUnfinished.accountBytes),
  /** How long an unfinished file waits for its next piece. */
  HOLDFAST_UPLOAD_HOURS: z.coerce.number().int().min(1).max(720).default(usualUnfinished.hours),
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
    readonly inCertificate: { readonly certFile: string; readonly keyFile: string } | undefined
    readonly inRelays: readonly string[]
    readonly authservId: string | undefined
    readonly checkSenders: boolean
    readonly imapUrl: string | undefined
    readonly imapSeconds: number
  }
  readonly secretOld: string | undefined
  /** Networks in CIDR form that webhooks may reach although they are private. */
  readonly webhookAllow: readonly string[]
  readonly scannerUrl: string | undefined
  readonly unscanned: WaitingPolicy
  readonly uploadBytes: number
  readonly unfinished: { readonly accountBytes: number; readonly hours: number }
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
  if ((s.MAIL_IN_CERT_FILE === undefined) !== (s.MAIL_IN_KEY_FILE === undefined))
    throw new Error('Settings are wrong:\n  MAIL_IN_CERT_FILE and MAIL_IN_KEY_FILE: found one of them, expected both or none.')
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
      inCertificate: s.MAIL_IN_CERT_FILE && s.MAIL_IN_KEY_FILE ? { certFile: s.MAIL_IN_CERT_FILE, keyFile: s.MAIL_IN_KEY_FILE } : undefined,
      inRelays: s.MAIL_IN_RELAYS,
      authservId: s.MAIL_AUTHSERV_ID,
      checkSenders: s.MAIL_CHECK_SENDERS,
      imapUrl: s.IMAP_URL,
      imapSeconds: s.IMAP_SECONDS,
    },
    secretOld: s.HOLDFAST_SECRET_OLD,
    webhookAllow: s.WEBHOOK_ALLOW,
    scannerUrl: s.SCANNER_URL,
    unscanned: s.SCANNER_WAITING,
    uploadBytes: s.HOLDFAST_UPLOAD_BYTES,
    unfinished: { accountBytes: s.HOLDFAST_UPLOADS_BYTES, hours: s.HOLDFAST_UPLOAD_HOURS },
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
