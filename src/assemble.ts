import type pg from 'pg'
import { deskOperations } from './cases/desk/routes.ts'
import { draftOperations } from './cases/drafts/routes.ts'
import { createFileStore } from './cases/files/gateway.ts'
import { attachmentOperations } from './cases/files/routes.ts'
import { caseListOperations } from './cases/lists/routes.ts'
import { createLiveHub, type LiveHub } from './cases/live/gateway.ts'
import { liveOperations } from './cases/live/routes.ts'
import { mergeOperations } from './cases/merging/routes.ts'
import { caseOpeningOperations } from './cases/opening/routes.ts'
import { returnOperations } from './cases/returns/routes.ts'
import { caseOperations } from './cases/routes.ts'
import { catalogOperations } from './catalog/routes.ts'
import { contractOperations } from './contracts/routes.ts'
import { createDatabase, type Database } from './db/pool.ts'
import { decisionOperations } from './decisions/routes.ts'
import { entitlementOperations } from './entitlement/routes.ts'
import { escalationTimers } from './escalation/jobs.ts'
import { rosterOperations } from './escalation/on-call/routes.ts'
import { pageOperations } from './escalation/paging/routes.ts'
import { escalationRequestOperations } from './escalation/requests/routes.ts'
import { escalationOperations } from './escalation/routes.ts'
import type { Gate } from './http/app.ts'
import type { Operation } from './http/operation.ts'
import { importOperations } from './installed-base/import/routes.ts'
import { deviceOperations } from './installed-base/routes.ts'
import type { TimerHandlers } from './jobs/runner.ts'
import { createEgress } from './notifications/egress/gateway.ts'
import { mailInOperations } from './notifications/mail-in/routes.ts'
import type { MailDesk } from './notifications/mail-in/service.ts'
import { noticeOperations } from './notifications/notices/routes.ts'
import { notificationOperations } from './notifications/routes.ts'
import type { WebhookDesk } from './notifications/webhooks/jobs.ts'
import { webhookOperations } from './notifications/webhooks/routes.ts'
import { auditOperations, partyOperations } from './parties/routes.ts'
import { createParties, type Parties } from './parties/service.ts'
import { createSignIn } from './parties/sign-in/gateway.ts'
import { sessionOperations } from './parties/sign-in/routes.ts'
import { reportOperations } from './reports/routes.ts'

/** Everything the roots need, put together in one place: the only file beside them that knows every slice. */
export type Parts = {
  readonly db: Database
  readonly parties: Parties
  readonly gate: Gate
  readonly operations: readonly Operation[]
  readonly timers: TimerHandlers
  readonly mail: MailDesk
  readonly webhooks: WebhookDesk
  readonly live: LiveHub
}

export type PartsOptions = {
  readonly pool: pg.Pool
  readonly signInPool: pg.Pool
  readonly secret: string
  readonly origin: string
  readonly files: string
  readonly uploadBytes: number
  /** Who we are in mail, and the largest mail taken. */
  readonly mail?: Pick<MailDesk, 'identity' | 'addresses' | 'maxBytes'> | undefined
  /** Networks that webhooks may reach although they are private. */
  readonly webhookAllow?: readonly string[]
}

const noMail = { identity: { domain: 'localhost', origin: undefined, reply: undefined }, addresses: [], maxBytes: 25 * 1024 ** 2 }

export function assemble({
  pool,
  signInPool,
  secret,
  origin,
  files,
  uploadBytes,
  mail: given = noMail,
  webhookAllow = [],
}: PartsOptions): Parts {
  const db = createDatabase(pool)
  const fileStore = createFileStore(files)
  const mail: MailDesk = { ...given, files: fileStore, uploadBytes }
  const webhooks: WebhookDesk = { egress: createEgress({ allow: webhookAllow }), secret }
  const parties = createParties(db, createSignIn(signInPool, { secret, baseUrl: origin, secure: origin.startsWith('https:') }))
  const live = createLiveHub(db)
  return {
    db,
    parties,
    gate: parties,
    timers: escalationTimers,
    mail,
    webhooks,
    live,
    operations: [
      ...sessionOperations(db, parties),
      ...partyOperations(parties),
      ...auditOperations,
      ...catalogOperations,
      ...deviceOperations,
      ...importOperations,
      ...contractOperations(parties.account, parties.authorisations),
      ...decisionOperations(parties.casesOf),
      ...entitlementOperations,
      ...caseOpeningOperations,
      ...caseListOperations,
      ...caseOperations(parties.engineer),
      ...deskOperations(parties.engineer),
      ...mergeOperations,
      ...draftOperations,
      ...returnOperations,
      ...attachmentOperations(fileStore, uploadBytes),
      ...liveOperations(live, parties),
      ...escalationOperations,
      ...escalationRequestOperations,
      ...pageOperations,
      ...rosterOperations(db),
      ...reportOperations,
      ...notificationOperations,
      ...mailInOperations(mail),
      ...noticeOperations,
      ...webhookOperations(webhooks),
    ],
  }
}
