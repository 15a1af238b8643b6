import type pg from 'pg'
import { endTimers } from './advisories/ends/jobs.ts'
import { endOperations } from './advisories/ends/routes.ts'
import { exposureTimers } from './advisories/exposure/jobs.ts'
import { exposureOperations } from './advisories/exposure/routes.ts'
import type { FetchChanged } from './advisories/feed/kept/gateway.ts'
import { keptFeedOperations } from './advisories/feed/kept/routes.ts'
import { recordFeedOperations } from './advisories/feed/routes.ts'
import { followUpOperations } from './advisories/follow-up/routes.ts'
import { guidanceOperations } from './advisories/guidance/routes.ts'
import { registerOperations } from './advisories/register/routes.ts'
import { inspect } from './analysis/findings/inspection.ts'
import { findingOperations } from './analysis/findings/routes.ts'
import { healthOperations } from './analysis/health/routes.ts'
import { judgingTimers } from './analysis/judged/jobs.ts'
import { reviewTimers } from './analysis/reviews/reading/jobs.ts'
import { reviewOperations } from './analysis/reviews/routes.ts'
import { resolveLocal } from './calendar/local-time.ts'
import { accessTimers } from './cases/access/jobs.ts'
import { accessOperations } from './cases/access/routes.ts'
import { askingOperations } from './cases/asking/routes.ts'
import { askedElsewhere } from './cases/asking/service.ts'
import { technicalTimers } from './cases/asking/technical/jobs.ts'
import { followTechnicalContacts } from './cases/asking/technical/service.ts'
import { chargingOperations } from './cases/charging/routes.ts'
import { tellOfCounter as tellOfCaseCounter } from './cases/charging/service.ts'
import { deskOperations } from './cases/desk/routes.ts'
import { draftOperations } from './cases/drafts/routes.ts'
import { excludingOperations } from './cases/excluding/routes.ts'
import { exportOperations } from './cases/export/routes.ts'
import { attachmentOperations } from './cases/files/routes.ts'
import { evidenceStore } from './cases/files/service.ts'
import { type UploadBounds, usualUnfinished } from './cases/files/uploads/bounds.ts'
import { createUploadStore, type UploadStore } from './cases/files/uploads/gateway.ts'
import { uploadOperations } from './cases/files/uploads/routes.ts'
import { impactOperations } from './cases/impact/routes.ts'
import { languageOperations } from './cases/language/routes.ts'
import { caseListOperations } from './cases/lists/routes.ts'
import { createLiveHub, type LiveHub } from './cases/live/gateway.ts'
import { liveOperations } from './cases/live/routes.ts'
import { mergeOperations } from './cases/merging/routes.ts'
import { missedOperations } from './cases/missed/routes.ts'
import { caseOpeningOperations } from './cases/opening/routes.ts'
import { outcomeOperations } from './cases/outcome/routes.ts'
import { playbookOperations } from './cases/playbook/routes.ts'
import { returnOperations } from './cases/returns/routes.ts'
import { caseOperations } from './cases/routes.ts'
import { revealOperations } from './cases/secrets/routes.ts'
import type { Confirm } from './cases/secrets/service.ts'
import { findCase } from './cases/service.ts'
import { specialistOperations } from './cases/specialist/routes.ts'
import { splitOperations } from './cases/splitting/routes.ts'
import { caseStates } from './cases/states.ts'
import { textBlockOperations } from './cases/text-blocks/routes.ts'
import { watchingOperations } from './cases/watching/routes.ts'
import { catalogOperations } from './catalog/routes.ts'
import { bookingOperations } from './changes/booking/routes.ts'
import { followWindows } from './changes/following/service.ts'
import { changeTimers } from './changes/jobs.ts'
import { recordKindOf } from './changes/recording/record.ts'
import { roomOperations } from './changes/room/routes.ts'
import { changeOperations } from './changes/routes.ts'
import { chargeOperations } from './charges/routes.ts'
import { contactTimers } from './contacts/jobs.ts'
import { contactOperations } from './contacts/routes.ts'
import { advisorMayLeave, advisorMayLose } from './contracts/advisor/service.ts'
import { contractLevels } from './contracts/levels/service.ts'
import { followLists } from './contracts/listed-countries/service.ts'
import { paperOperations } from './contracts/papers/routes.ts'
import { contractOperations } from './contracts/routes.ts'
import { dayOf } from './contracts/service.ts'
import { subcontractingOperations } from './contracts/subcontracting/routes.ts'
import { creditTimers } from './credits/jobs.ts'
import { creditOperations } from './credits/routes.ts'
import { createDatabase, type Database } from './db/pool.ts'
import { decisionOperations } from './decisions/routes.ts'
import { createFileStore, type FileStore } from './documents/gateway.ts'
import type { WaitingPolicy } from './documents/offered.ts'
import { documentOperations } from './documents/routes.ts'
import { createScanner } from './documents/scanner/gateway.ts'
import { engagementOperations } from './duties/engagements/routes.ts'
import { dutyFileOperations } from './duties/files/routes.ts'
import { dutyTimers } from './duties/jobs.ts'
import { loanOperations } from './duties/loans/routes.ts'
import { participantOperations } from './duties/participants/routes.ts'
import { dutyOperations } from './duties/routes.ts'
import { dutyWritingOperations } from './duties/writing/routes.ts'
import { entitlementOperations } from './entitlement/routes.ts'
import { besideOperations } from './escalation/beside/routes.ts'
import { handOverOperations } from './escalation/hand-over/routes.ts'
import { escalationTimers } from './escalation/jobs.ts'
import { rosterOperations } from './escalation/on-call/routes.ts'
import { standInRosters } from './escalation/on-call/service.ts'
import { pageOperations } from './escalation/paging/routes.ts'
import { escalationRequestOperations } from './escalation/requests/routes.ts'
import { escalationOperations } from './escalation/routes.ts'
import { caseFollowers } from './escalation/service.ts'
import { advisingOperations } from './guidance/advising/routes.ts'
import { collectionOperations } from './guidance/automation/collections/routes.ts'
import { collectorOperations } from './guidance/automation/collectors/routes.ts'
import { machineByKey } from './guidance/automation/collectors/service.ts'
import { eventOperations } from './guidance/automation/events/routes.ts'
import { inventoryOperations } from './guidance/automation/feeds/routes.ts'
import { automationOperations } from './guidance/automation/routes.ts'
import { componentOperations } from './guidance/components/routes.ts'
import { readParts } from './guidance/components/service.ts'
import { isFromRecord } from './guidance/from-record.ts'
import { guidanceTimers } from './guidance/jobs.ts'
import { plannedChangeOperations } from './guidance/planned-changes/routes.ts'
import { judgeQuestion } from './guidance/questions/judge-question.ts'
import { questionOperations } from './guidance/questions/routes.ts'
import { releasePlanOperations } from './guidance/releases/routes.ts'
import { resolutionOperations } from './guidance/resolution/routes.ts'
import { settingUpOperations } from './guidance/setting-up/routes.ts'
import { workStanding } from './guidance/standing/service.ts'
import type { Gate } from './http/entry.ts'
import { wordsMasked } from './http/masked-words.ts'
import type { Operation } from './http/operation.ts'
import { configurationOperations } from './installed-base/configurations/routes.ts'
import { importOperations } from './installed-base/import/routes.ts'
import { lifecycleOperations } from './installed-base/lifecycle/routes.ts'
import { listOperations } from './installed-base/lists/routes.ts'
import { readingOperations } from './installed-base/readings/routes.ts'
import { reconciliationOperations } from './installed-base/reconciliation/routes.ts'
import { deviceOperations } from './installed-base/routes.ts'
import { sortFile } from './installed-base/taking/gateway.ts'
import { takingOperations } from './installed-base/taking/routes.ts'
import type { TimerHandlers } from './jobs/runner.ts'
import { badRequest } from './lib/problem.ts'
import type { Instant, LocalDate, Zone } from './lib/time.ts'
import { meetingTimers } from './meetings/jobs.ts'
import { leadingOperations } from './meetings/leading/routes.ts'
import { noteOperations } from './meetings/notes/routes.ts'
import { attendanceOf, meetingState, underContract } from './meetings/overview/service.ts'
import { meetingOperations } from './meetings/routes.ts'
import { runningOperations } from './meetings/running/routes.ts'
import { webinarQuestionOperations } from './meetings/webinars/asking/routes.ts'
import { webinarOperations } from './meetings/webinars/routes.ts'
import { createEgress } from './notifications/egress/gateway.ts'
import { feedOperations } from './notifications/feed/routes.ts'
import { formattedOperations } from './notifications/mail-in/formatted/routes.ts'
import { mailInOperations } from './notifications/mail-in/routes.ts'
import type { MailDesk } from './notifications/mail-in/service.ts'
import { noticeOperations } from './notifications/notices/routes.ts'
import { notificationOperations } from './notifications/routes.ts'
import type { WebhookDesk } from './notifications/webhooks/jobs.ts'
import { ownWebhookOperations } from './notifications/webhooks/personal/routes.ts'
import { webhookOperations } from './notifications/webhooks/routes.ts'
import { onboardingOperations } from './onboarding/routes.ts'
import { auditOperations } from './parties/audit/routes.ts'
import { engineerRecordOperations } from './parties/engineers/routes.ts'
import { matrixOperations } from './parties/matrix/routes.ts'
import { partnerOperations } from './parties/partners/routes.ts'
import { leavingTimers } from './parties/people/jobs.ts'
import { peopleOperations } from './parties/people/routes.ts'
import { accountOperations } from './parties/routes.ts'
import { createParties, type Days, type Parties } from './parties/service.ts'
import { createSignIn } from './parties/sign-in/gateway.ts'
import { headersOf, sessionOperations } from './parties/sign-in/routes.ts'
import { confirmPerson } from './parties/sign-in/service.ts'
import { dayOperations } from './reports/day/routes.ts'
import { networkReportOperations } from './reports/network/routes.ts'
import { proofOperations } from './reports/proof/routes.ts'
import { reportOperations } from './reports/routes.ts'
import { whatRecordsShow } from './reports/set-up/service.ts'
import { addendumOperations } from './requests/addenda/routes.ts'
import { tellOfCounter as tellOfRequestCounter } from './requests/charging/service.ts'
import { exceptionOperations } from './requests/exceptions/routes.ts'
import type { Neighbours } from './requests/gathering/service.ts'
import { requestTimers } from './requests/jobs.ts'
import { judgeRequest } from './requests/judge-request.ts'
import { requestOperations } from './requests/routes.ts'
import { supportedOperations } from './requests/supported/routes.ts'
import { unitOperations } from './requests/units/routes.ts'
import { resourceOperations } from './resources/routes.ts'
import { judgeDelivery } from './software/delivering/judge-delivery.ts'
import { softwareTimers } from './software/jobs.ts'
import { judgePublication } from './software/releases/judge-publication.ts'
import { softwareOperations } from './software/routes.ts'

function dayBegins(zone: Zone, day: LocalDate): Instant {
  const at = resolveLocal(zone, `${day}T00:00`)
  if (typeof at !== 'number') throw badRequest(at.message)
  return at
}

const days: Days = { begins: dayBegins, of: dayOf }

/** Everything the roots need, put together in one place: the only file beside them that knows every slice. */
export type Parts = {
  readonly db: Database
  readonly parties: Parties
  readonly gate: Gate
  readonly operations: readonly Operation[]
  readonly timers: TimerHandlers
  readonly mail: MailDesk
  readonly webhooks: WebhookDesk
  /** By this feeds of published records are asked. */
  readonly feeds: FetchChanged
  readonly live: LiveHub
  readonly files: FileStore
  /** Files on their way. */
  readonly uploads: UploadStore
}

export type PartsOptions = {
  readonly pool: pg.Pool
  readonly signInPool: pg.Pool
  readonly secret: string
  readonly origin: string
  readonly files: string
  readonly uploadBytes: number
  /** Bounds on files that are sent in pieces and not finished. */
  readonly unfinished?: Omit<UploadBounds, 'fileBytes'>
  /** Who we are in mail, and the largest mail taken. */
  readonly mail?: Pick<MailDesk, 'identity' | 'addresses' | 'maxBytes' | 'relay' | 'prove'> | undefined
  /** Networks that webhooks may reach although they are private. */
  readonly webhookAllow?: readonly string[]
  /** The scanner that is asked about attachments, and who may have one before its verdict. */
  readonly scannerUrl?: string | undefined
  readonly unscanned?: WaitingPolicy
  /** Instead of sign-in: how somebody proves anew who they are. Stories have no passwords. */
  readonly confirm?: Confirm
}

const noMail = { identity: { domain: 'localhost', origin: undefined, reply: undefined }, addresses: [], maxBytes: 25 * 1024 ** 2 }

export function assemble({
  pool,
  signInPool,
  secret,
  origin,
  files,
  uploadBytes,
  unfinished = usualUnfinished,
  mail: given = noMail,
  webhookAllow = [],
  scannerUrl,
  unscanned = 'staff',
  confirm: givenConfirm,
}: PartsOptions): Parts {
  const db = createDatabase(pool)
  const fileStore = createFileStore(files, scannerUrl === undefined ? undefined : createScanner(scannerUrl))
  const uploads = createUploadStore(files)
  const mail: MailDesk = { ...given, files: fileStore, uploadBytes }
  const webhooks: WebhookDesk = { egress: createEgress({ allow: webhookAllow }), secret }
  const parties = createParties(
    db,
    createSignIn(signInPool, { secret, baseUrl: origin, secure: origin.startsWith('https:') }),
    machineByKey(db),
  )
  const confirm = givenConfirm ?? confirmBySignIn(db, parties)
  const live = createLiveHub(db)
  return {
    db,
    parties,
    gate: parties,
    timers: {
      ...escalationTimers,
      ...exposureTimers,
      ...endTimers,
      ...judgingTimers,
      ...reviewTimers,
      ...creditTimers,
      ...contactTimers,
      ...guidanceTimers,
      ...meetingTimers,
      ...dutyTimers,
      ...requestTimers(neighbours),
      ...changeTimers,
      ...softwareTimers,
      ...accessTimers,
      ...technicalTimers,
      ...leavingTimers(parties, followTechnicalContacts, days),
    },
    mail,
    webhooks,
    feeds: webhooks.egress.getChanged,
    live,
    files: fileStore,
    uploads,
    operations: [
      ...sessionOperations(db, parties),
      ...accountOperations,
      ...peopleOperations(parties, followTechnicalContacts, { mayLeave: advisorMayLeave, mayLose: advisorMayLose }, days),
      ...partnerOperations(parties),
      ...engineerRecordOperations(days),
      ...auditOperations,
      ...catalogOperations(followLists),
      ...deviceOperations,
      ...importOperations,
      ...listOperations,
      ...contractOperations(parties),
      ...decisionOperations(parties.casesOf),
      ...entitlementOperations(
        {
          request: judgeRequest,
          'software-publication': judgePublication,
          'software-delivery': judgeDelivery,
          'guidance-question': judgeQuestion,
        },
        followTechnicalContacts,
      ),
      ...caseOpeningOperations,
      ...caseListOperations,
      ...caseOperations(parties.engineer, caseFollowers),
      ...deskOperations(parties.engineer, caseFollowers),
      ...mergeOperations(caseFollowers),
      ...watchingOperations(parties.engineer),
      ...specialistOperations(parties.engineer),
      ...splitOperations,
      ...playbookOperations,
      ...textBlockOperations,
      ...handOverOperations(parties.engineer),
      ...besideOperations,
      ...draftOperations,
      ...returnOperations,
      ...accessOperations,
      ...askingOperations,
      ...excludingOperations,
      ...chargingOperations,
      ...chargeOperations({ case: tellOfCaseCounter, request: tellOfRequestCounter }),
      ...outcomeOperations,
      ...impactOperations,
      ...missedOperations,
      ...languageOperations,
      ...attachmentOperations({ files: fileStore, uploadBytes, confirm, unscanned }),
      ...uploadOperations({ uploads, files: fileStore, bounds: { ...unfinished, fileBytes: uploadBytes } }),
      ...exportOperations({ files: fileStore, unscanned }),
      ...revealOperations(confirm),
      ...liveOperations(live, parties),
      ...takingOperations(inspect),
      ...configurationOperations,
      ...readingOperations,
      ...findingOperations,
      ...healthOperations,
      ...reviewOperations,
      ...matrixOperations,
      ...reconciliationOperations(contractLevels),
      ...documentOperations({ files: fileStore, uploadBytes }),
      ...collectorOperations,
      ...inventoryOperations,
      ...collectionOperations({ inspect, sortFile }),
      ...eventOperations,
      ...wordsMasked([
        ...automationOperations(parties.engineer, underContract),
        ...componentOperations(underContract),
        ...advisingOperations,
        ...releasePlanOperations,
        ...plannedChangeOperations,
        ...questionOperations,
        ...settingUpOperations(parties.account),
        ...resolutionOperations,
        ...dutyWritingOperations(attendanceOf),
        ...onboardingOperations(whatRecordsShow, meetingState),
        ...contactOperations(standInRosters),
        ...creditOperations(parties),
        ...requestOperations(neighbours),
        ...supportedOperations(neighbours),
        ...exceptionOperations,
        ...subcontractingOperations,
        ...addendumOperations,
        ...paperOperations,
        ...resourceOperations,
        ...softwareOperations({ files: fileStore }),
        ...unitOperations,
        ...changeOperations(neighbours),
        ...roomOperations(neighbours),
        ...bookingOperations,
        ...noteOperations,
        ...webinarQuestionOperations,
        ...leadingOperations,
      ]),
      ...meetingOperations((tx, account, now, contract) => readParts(tx, account, now, underContract, contract)),
      ...runningOperations,
      ...webinarOperations,
      ...dutyOperations({ askedElsewhere, attendanceOf }),
      ...engagementOperations,
      ...loanOperations,
      ...participantOperations,
      ...dutyFileOperations(evidenceStore(fileStore, uploadBytes)),
      ...lifecycleOperations,
      ...endOperations,
      ...registerOperations,
      ...exposureOperations,
      ...recordFeedOperations(webhooks.egress.get),
      ...keptFeedOperations(webhooks.egress.problem),
      ...followUpOperations,
      ...guidanceOperations,
      ...escalationOperations,
      ...escalationRequestOperations,
      ...pageOperations,
      ...rosterOperations(db),
      ...reportOperations,
      ...networkReportOperations,
      ...proofOperations({ files: fileStore }),
      ...dayOperations,
      ...notificationOperations,
      ...mailInOperations(mail, confirm),
      ...formattedOperations(mail),
      ...noticeOperations,
      ...webhookOperations(webhooks),
      ...ownWebhookOperations(webhooks),
      ...feedOperations(db, mail.identity.origin),
    ],
  }
}

/** What requests ask of the slices above them. */
export const neighbours: Neighbours = {
  caseOf: async (tx, account, number) => {
    const found = await findCase(tx, account.id, { number })
    const open = found !== undefined && found.state !== 'resolved' && caseStates[found.state].open
    return found && { number: found.number, kind: found.kind, open, openedAt: found.createdAt }
  },
  followWindows,
  workStanding,
  // what a window shows by having been held is delivered by it
  isFromRecord: (code, { service, hasWindows }) => isFromRecord(code) || (hasWindows && recordKindOf(service, code) !== undefined),
}

/** The password of whoever is signed in, or a code of their authenticator, asked of the sign-in library. */
const confirmBySignIn =
  (db: Database, { signIn }: Parties): Confirm =>
  (call, { password, code }) =>
    confirmPerson(db, signIn, {
      email: call.principal.email,
      password,
      code,
      address: call.request.address,
      now: call.now,
      headers: headersOf(call),
    })
