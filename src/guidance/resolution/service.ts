import type { Case } from '../../cases/case.ts'
import { findCase } from '../../cases/service.ts'
import { findSpecialist, hadSpecialist } from '../../cases/specialist/service.ts'
import { caseStates } from '../../cases/states.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import { dayOf } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { conflict } from '../../lib/problem.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import { papersOf, sendPaper } from '../../requests/delivering/service.ts'
import type { RequestRow } from '../../requests/request.ts'
import { type By, happened, tell } from '../../requests/service.ts'
import { requestFor, requestUnderWay } from '../service.ts'
import { type AssistanceStanding, assistanceStanding, inWords, type RootCause, type RootCauseContent } from './root-cause.ts'
import * as store from './store.ts'

/** The line of the price list by which help with one case is sold. */
const soldAs = 'SRRA'
/** Most versions of one analysis. */
const mostVersions = 100
const paperCode = `${soldAs}-c`

export type Resolution = {
  readonly request: RequestRow
  readonly case: Case | null
  readonly specialist: string | null
  readonly causes: readonly RootCause[]
  readonly withdrawal: store.Withdrawal | null
  /** How the newest analysis was taken; null before it was delivered. */
  readonly received: 'accepted' | 'rejected' | 'waits' | null
  readonly standing: AssistanceStanding
}

async function resolutionOf(tx: Tx, account: AccountRef, request: RequestRow): Promise<Resolution> {
  const { caseNumber } = request.wanted
  const found = caseNumber === null ? undefined : await findCase(tx, account.id, { number: caseNumber })
  const causes = await store.listCauses(tx, account.id, request.id)
  const withdrawal = await store.findWithdrawal(tx, account.id, request.id)
  const [paper] = await papersOf(tx, account.id, request.id, paperCode)
  const { unresolvedMayEndWith } = policyBook(request.activeOn ?? dayOf(account.zone, request.askedAt), await readOverrides(tx)).get(
    'srra.scope',
  )
  return {
    request,
    case: found ?? null,
    specialist: found ? ((await findSpecialist(tx, account.id, found.id))?.name ?? null) : null,
    causes,
    withdrawal,
    received: paper ? (paper.outcome ?? 'waits') : null,
    standing: assistanceStanding({
      kind: found?.kind ?? 'tech',
      open: found !== undefined && found.state !== 'resolved' && caseStates[found.state].open,
      toAgree: found?.state === 'resolved',
      withdrawn: withdrawal !== null,
      specialist: found !== undefined && (await hadSpecialist(tx, account.id, found.id)),
      causes,
      paper,
      unresolvedMayEndWith,
    }),
  }
}

/** Help with one case: its specialist, the analyses of its cause, and what is missing (MSP-3.1.4.p1). */
export const readResolution = async (tx: Tx, account: AccountRef, number: string): Promise<Resolution> =>
  resolutionOf(tx, account, await requestFor(tx, account, number, soldAs))

/** Writes the analysis of the cause, or its draft anew; what was delivered stays, and the next version begins (MSP-3.1.4.c). */
export async function writeCause(tx: Tx, account: AccountRef, by: By, number: string, given: RootCauseContent): Promise<void> {
  const content = Object.fromEntries(Object.entries(given).map(([part, text]) => [part, maskText(text)])) as RootCauseContent
  const request = await requestUnderWay(tx, account, number, soldAs)
  const [newest] = await store.listCauses(tx, account.id, request.id)
  if (newest && newest.version >= mostVersions)
    throw conflict('No more versions of the analysis are kept', { found: `${mostVersions}`, toDo: 'Correct the draft that is there.' })
  const version = newest ? (newest.paper === null ? newest.version : newest.version + 1) : 1
  await store.putCause(tx, account.id, request.id, version, { content, by: by.name, at: by.now })
  await happened(tx, account, by, request, 'root-cause', { version })
}

/** Delivers the draft for signature: it is received once the customer accepts it (MSP-3.1.4.c). */
export async function deliverCause(tx: Tx, account: AccountRef, by: By, number: string): Promise<void> {
  const request = await requestUnderWay(tx, account, number, soldAs)
  const [newest] = await store.listCauses(tx, account.id, request.id)
  if (!newest || newest.paper !== null)
    throw conflict('There is no analysis to deliver (MSP-3.1.4.c)', {
      found: newest ? `version ${newest.version} was delivered` : 'none',
      toDo: 'Write it first.',
    })
  await sendPaper(tx, account, by, request.number, {
    code: paperCode,
    text: inWords(newest.content),
    documentId: null,
    review: null,
    sign: true,
  })
  const [paper] = await papersOf(tx, account.id, request.id, paperCode)
  await store.deliverCause(tx, account.id, request.id, newest.version, { paper: paper?.version ?? 1, at: by.now })
}

/** The customer's written word that help is not wanted any more: nothing more is owed, and nothing is paid back (MSP-3.1.4.p2). */
export async function withdraw(tx: Tx, account: AccountRef, by: By, number: string, reason: string): Promise<void> {
  const request = await requestUnderWay(tx, account, number, soldAs)
  const already = await store.findWithdrawal(tx, account.id, request.id)
  if (already) throw conflict('It was withdrawn already', { found: `by ${already.by}`, toDo: 'The provider certifies what was done.' })
  await store.insertWithdrawal(tx, account.id, request.id, { reason, by: by.name, at: by.now })
  await happened(tx, account, by, request, 'withdraw', { reason })
  await tell(tx, account, by, request, {
    to: 'provider',
    subject: 'Help with the case is not wanted any more',
    text: [`${by.name}: ${reason}`, 'Certify what was done; nothing more is owed (MSP-3.1.4.p2).'],
  })
}

/** How far help with a case is beside its papers; nothing to say of other services. */
export async function assistanceOf(tx: Tx, account: AccountRef, request: RequestRow): Promise<AssistanceStanding> {
  if (request.service !== soldAs) return { missing: [], excused: [], caseMayStayOpen: false }
  return (await resolutionOf(tx, account, request)).standing
}
