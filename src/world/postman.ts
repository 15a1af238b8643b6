import { z } from 'zod'
import type { Parts } from '../assemble.ts'
import { inScope, providerScope } from '../db/scope.ts'
import type { Instant } from '../lib/time.ts'
import type { Mail, Mailer } from '../notifications/gateway.ts'
import { handleNext } from '../notifications/jobs.ts'
import { type MailDesk, receiveMail } from '../notifications/mail-in/service.ts'
import { replyAddressFor, replyKeys } from '../notifications/reply/service.ts'
import { nextLetterDue } from '../notifications/sending/store.ts'
import type { Built } from './build.ts'
import type { Scenario } from './spec.ts'

/**
 * Mail in a story: letters go out at the instants at which they would, and mail comes in as it would from a relay, through
 * the same sending, signing and judging as everybody's. Only the wire is missing.
 */

/** A letter that left. */
export type SentLetter = { readonly to: string; readonly subject: string; readonly text: string; readonly at: Instant }
/** What a person finds among their notices. */
export type SeenNotice = {
  readonly to: string
  readonly kind: string
  readonly title: string
  readonly text: string
  readonly mail: string
}

/** What a story may do with mail beside the operations of the API. */
export const mailSteps = {
  'mail.in': z.strictObject({
    /** The case whose reply address is used; left out, it goes to the general address, or to `to`. */
    case: z.string().optional(),
    /** Whose reply address; left out, the sender's own. */
    answering: z.string().optional(),
    to: z.string().optional(),
    /** An address; left out, that of whoever does the step. */
    from: z.string().optional(),
    subject: z.string().default('Re: your notice'),
    text: z.string().default(''),
    headers: z.record(z.string(), z.string()).default({}),
    /** Whether the sender's domain vouches for it; left out, nobody looked. */
    vouched: z.boolean().optional(),
  }),
  'mail.server': z.strictObject({
    /** Whether our mail server takes letters. */
    up: z.boolean().optional(),
    /** People whose address is none from now on. */
    refuses: z.array(z.string()).default([]),
  }),
} as const
export type MailStep = keyof typeof mailSteps
export const isMailStep = (name: string): name is MailStep => Object.hasOwn(mailSteps, name)

/** Letters are sent only in stories that look at them: in the others they would only take time. */
export const usesMail = ({ steps }: Scenario): boolean =>
  steps.some(
    (step) =>
      isMailStep(step.do) || step.expect?.letters !== undefined || step.expect?.sent !== undefined || step.expect?.notices !== undefined,
  )

const relay = 'mx.support.example'
const mailbox = { name: 'case', domain: 'support.example' }

export type Postman = {
  /** When the next letter wants to go. */
  readonly due: () => Promise<Instant | undefined>
  /** Spreads and sends what is due. @returns whether anything was done */
  readonly deliver: (now: Instant) => Promise<boolean>
  readonly perform: (step: MailStep, as: string, given: unknown, now: Instant) => Promise<{ status: number; body: unknown }>
  /** What left and what was told since the last look. */
  readonly since: () => Promise<{ letters: readonly SentLetter[]; notices: readonly SeenNotice[] }>
}

export function createPostman(parts: Parts, built: Built): Postman {
  const desk: MailDesk = {
    ...parts.mail,
    identity: {
      domain: 'vendor.example',
      origin: undefined,
      reply: { mailbox, keys: replyKeys('the secret of a story that nobody else reads', 1) },
    },
    addresses: ['holdfast@vendor.example', `${mailbox.name}@${mailbox.domain}`],
    maxBytes: 1_000_000,
    relay,
    prove: undefined,
  }
  const state = { up: true, dead: new Set<string>(), count: 0, letters: [] as SentLetter[], seen: new Set<string>() }
  const mailerAt = (now: Instant): Mailer => ({
    identity: desk.identity,
    send: async (mail: Mail) => {
      if (!state.up) throw Object.assign(new Error('the mail server does not answer'), { code: 'ECONNECTION' })
      if (state.dead.has(mail.to.address))
        throw Object.assign(new Error('550 5.1.1 no such user'), { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 })
      state.letters.push({ to: mail.to.address, subject: mail.subject, text: mail.text, at: now })
    },
    close: () => {},
  })
  const emailOf = (given: string) => built.people.get(given)?.email ?? given
  const inProvider = <T>(work: Parameters<typeof inScope<T>>[2]) => inScope(parts.db, providerScope, work)

  async function addressFor(number: string, whose: string, now: Instant): Promise<string> {
    const person = built.people.get(whose)
    if (!person) throw new Error(`nobody is called ${whose}: a reply address belongs to a person of the story`)
    return inProvider(async (tx) => {
      const found = await tx.selectFrom('support_case').select(['id', 'account_id']).where('number', '=', number).executeTakeFirst()
      if (!found) throw new Error(`there is no case ${number}`)
      const { reply } = desk.identity
      if (!reply) throw new Error('a story has a reply mailbox')
      return replyAddressFor(tx, reply, now, { accountId: found.account_id, caseId: found.id, personId: person.personId })
    })
  }

  async function comeIn(as: string, given: unknown, now: Instant) {
    const { case: number, answering, to, from, subject, text, headers, vouched } = mailSteps['mail.in'].parse(given)
    const sender = emailOf(from ?? as)
    const address = to ?? (number === undefined ? `${mailbox.name}@${mailbox.domain}` : await addressFor(number, answering ?? as, now))
    state.count++
    const lines = [
      ...(vouched === undefined ? [] : [`Authentication-Results: ${relay}; dmarc=${vouched ? 'pass' : 'fail'}`]),
      `From: <${sender}>`,
      `To: ${address}`,
      `Subject: ${subject}`,
      `Date: ${new Date(now).toUTCString()}`,
      `Message-ID: <story-${state.count}@mail.example>`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      'Content-Type: text/plain; charset=utf-8',
      '',
      text,
      '',
    ]
    const { id, fate, rule } = await receiveMail(parts.db, desk, now, 'smtp', {
      raw: Buffer.from(lines.join('\r\n')),
      envelopeTo: [address],
    })
    const stored = await inProvider((tx) => tx.selectFrom('mail_in').select('reason').where('id', '=', id).executeTakeFirst())
    return { status: 200, body: { id, fate, rule, reason: stored?.reason ?? '' } }
  }

  return {
    due: () => inProvider(nextLetterDue),
    deliver: async (now) => {
      let done = false
      while ((await handleNext(parts.db, mailerAt(now), now)) !== undefined) done = true
      return done
    },
    perform: async (step, as, given, now) => {
      if (step === 'mail.in') return comeIn(as, given, now)
      const { up, refuses } = mailSteps['mail.server'].parse(given)
      if (up !== undefined) state.up = up
      for (const name of refuses) state.dead.add(emailOf(name))
      return { status: 200, body: null }
    },
    since: async () => {
      const letters = state.letters.splice(0)
      const rows = await inProvider((tx) =>
        tx
          .selectFrom('notice')
          .innerJoin('person', (join) =>
            join.onRef('person.account_id', '=', 'notice.account_id').onRef('person.id', '=', 'notice.person_id'),
          )
          .select(['notice.id', 'person.email as to', 'notice.kind', 'notice.title', 'notice.text', 'notice.mail'])
          .orderBy('notice.at')
          .orderBy('notice.id')
          .execute(),
      )
      const fresh = rows.filter(({ id }) => !state.seen.has(id))
      for (const { id } of fresh) state.seen.add(id)
      return { letters, notices: fresh.map(({ id: _, ...notice }) => notice) }
    },
  }
}
