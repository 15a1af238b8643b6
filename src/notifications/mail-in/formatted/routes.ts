import { z } from 'zod'
import { listEvents, reachCase } from '../../../cases/service.ts'
import { accountParams, type Operation, ok, operation } from '../../../http/operation.ts'
import { notFound } from '../../../lib/problem.ts'
import { type MailDesk, requireMail } from '../service.ts'
import { type Formatted, formattedOf } from './gateway.ts'
import { htmlOf } from './service.ts'

const formattedSchema = z.object({
  /** A whole page for a frame with no origin; null where there is none, with the reason. */
  html: z.string().nullable(),
  why: z.string(),
})
const view = (formatted: Formatted) => ok({ html: formatted.html, why: formatted.html === null ? formatted.why : '' })
const none: Formatted = { html: null, why: 'This was not written as a formatted mail.' }

export const formattedOperations = (desk: MailDesk): readonly Operation[] => [
  operation({
    id: 'case.formatted',
    method: 'GET',
    path: '/api/accounts/:account/cases/:case/formatted',
    summary: 'A message that came by mail as it was formatted: cleaned, for a frame with no origin',
    permission: 'case.read',
    scope: 'account',
    params: accountParams.extend({ case: z.string().trim().min(3).max(40) }),
    query: z.object({ event: z.coerce.number().int().min(1) }),
    answers: { 200: formattedSchema },
    handle: async ({ tx, account, principal }, { params, query }) => {
      const found = await reachCase(tx, account, principal, params.case)
      const events = await listEvents(tx, found.accountId, found.id, principal.accountKind !== 'provider')
      const body = events.find(({ seq }) => seq === query.event)?.body
      if (body?.kind !== 'message' || body.mail === undefined || !body.formatted) return view(none)
      return view(formattedOf(await htmlOf(desk, body.mail)))
    },
  }),
  operation({
    id: 'mail-in.formatted',
    method: 'GET',
    path: '/api/mail-in/:mail/formatted',
    summary: 'A mail that came in as it was formatted: cleaned, for a frame with no origin',
    permission: 'mail.read',
    scope: 'provider',
    params: z.object({ mail: z.uuid() }),
    answers: { 200: formattedSchema },
    handle: async ({ tx }, { params }) => {
      const mail = await requireMail(tx, params.mail)
      if (!mail.kept) throw notFound('original of this mail')
      return view(mail.formatted ? formattedOf(await htmlOf(desk, mail.id)) : none)
    },
  }),
]
