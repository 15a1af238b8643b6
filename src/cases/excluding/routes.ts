import { z } from 'zod'
import { type Call, dateText, type Operation, ok, operation } from '../../http/operation.ts'
import { toIso } from '../../lib/time.ts'
import { lacks } from '../../parties/permissions.ts'
import { act, caseParams, reachable, text } from '../routes.ts'
import { listEvents } from '../service.ts'
import { claimsOf, evidenceWords, mayBeCharged, mayBeFound, shownTo, stands } from './exclusion.ts'
import { answerClaim, confirmExcluded, disputeExcluded, listExclusions, markExcluded, serviceOf, settleExcluded } from './service.ts'

const number = z.number().int().min(1).max(10_000)
const prose = z.string().trim().max(5000)
const instant = z.iso.datetime()

const exclusionSchema = z.object({
  part: z.number(),
  what: z.string(),
  code: z.string(),
  title: z.string(),
  how: z.enum(['decline', 'charge']),
  evidence: z.string(),
  clauses: z.array(z.string()),
  state: z.enum(['marked', 'confirmed', 'not-confirmed', 'disputed', 'upheld', 'lifted', 'accepted']),
  /** Whether it is not served now. */
  stands: z.boolean(),
  markedBy: z.string(),
  markedAt: instant,
  mine: z.boolean(),
  decidedBy: z.string().nullable(),
  decision: z.string(),
  disputedBy: z.string().nullable(),
  dispute: z.string(),
  settledBy: z.string().nullable(),
  settlement: z.string(),
})
const boardSchema = z.object({
  items: z.array(exclusionSchema),
  claims: z.array(
    z.object({ at: instant, by: z.string(), claim: z.string(), text: z.string(), answer: z.string(), clauses: z.array(z.string()) }),
  ),
  /** What the service of the case leaves out, and what each has to be shown by. */
  choices: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      clauses: z.array(z.string()),
      evidence: z.array(z.enum(['component', 'document', 'change'])),
      mayBeCharged: z.boolean(),
    }),
  ),
  claimKinds: z.array(z.string()),
  may: z.object({ mark: z.boolean(), decide: z.boolean(), dispute: z.boolean(), claim: z.boolean() }),
})

async function board(call: Call, of: string) {
  const { tx, account, principal } = call
  const found = await reachable(call, of)
  const offering = await serviceOf(tx, found)
  const all = (await listExclusions(tx, account.id, found.id)).filter((each) => shownTo(principal.accountKind, each))
  const claims = (await listEvents(tx, account.id, found.id, true)).flatMap(({ at, actorName, body }) =>
    body.kind === 'claim'
      ? [{ at: toIso(at), by: actorName, claim: body.act, text: body.text, answer: body.answer, clauses: [...body.clauses] }]
      : [],
  )
  return {
    items: all.map((each) => ({
      part: each.number,
      what: each.part,
      code: each.code,
      title: offering?.exclusions.find(({ code }) => code === each.code)?.title ?? each.code,
      how: each.how,
      evidence: evidenceWords(each.evidence),
      clauses: [...each.clauses],
      state: each.state,
      stands: stands(each),
      markedBy: each.markedBy,
      markedAt: toIso(each.markedAt),
      mine: each.markedById === principal.personId,
      decidedBy: each.decidedBy,
      decision: each.decision,
      disputedBy: each.disputedBy,
      dispute: each.dispute,
      settledBy: each.settledBy,
      settlement: each.settlement,
    })),
    claims,
    choices: offering
      ? mayBeFound(offering).map((each) => ({
          code: each.code,
          title: each.title,
          clauses: [...each.clauses],
          evidence: [...(each.evidence ?? [])],
          mayBeCharged: mayBeCharged(offering, each),
        }))
      : [],
    claimKinds: offering ? [...claimsOf(offering)] : [],
    may: {
      mark: lacks(principal.roles, 'case.exclude') === undefined,
      decide: lacks(principal.roles, 'case.exclude-decide') === undefined,
      dispute: lacks(principal.roles, 'case.exclude-dispute') === undefined,
      claim: lacks(principal.roles, 'case.update') === undefined,
    },
  }
}

/** What of a case is not served, who says so, and what the customer says to it. */
export const excludingOperations: readonly Operation[] = [
  operation({
    id: 'case.exclusions',
    method: 'GET',
    path: '/api/accounts/:account/cases/:case/exclusions',
    summary: 'Parts of a case that are not served, with clause and evidence, and claims that were answered',
    permission: 'case.read',
    scope: 'account',
    params: caseParams,
    answers: { 200: boardSchema },
    handle: async (call, { params }) => ok(await board(call, params.case)),
  }),
  act({
    id: 'case.exclude',
    path: 'exclusions',
    summary: 'Mark a part of a case as not served, with a code of its service and evidence; a manager confirms',
    permission: 'case.exclude',
    body: z.object({
      code: text(60),
      part: text(1000),
      how: z.enum(['decline', 'charge']).default('decline'),
      component: z.string().trim().max(200).default(''),
      document: z.string().trim().max(300).default(''),
      section: z.string().trim().max(100).default(''),
      modifiedBy: z.enum(['', 'end-user', 'third-party']).default(''),
      modifiedOn: dateText.or(z.literal('')).default(''),
      text: prose.default(''),
    }),
    run: ({ tx, account, now, principal }, found, { code, part, how, ...evidence }) =>
      markExcluded(tx, account, found, now, principal, { code, part, how, evidence }),
  }),
  act({
    id: 'case.exclude-confirm',
    path: 'exclusions/decision',
    summary: 'Confirm as a manager that a part is not served, or say why it is',
    permission: 'case.exclude-decide',
    body: z.object({ part: number, confirm: z.boolean(), reason: prose.default('') }),
    run: ({ tx, account, now, principal }, found, { part, ...body }) =>
      confirmExcluded(tx, account, found, now, principal, { ...body, number: part }),
  }),
  act({
    id: 'case.exclude-dispute',
    path: 'exclusions/dispute',
    summary: 'Dispute for the customer that a part is not served',
    permission: 'case.exclude-dispute',
    body: z.object({ part: number, reason: text(5000) }),
    run: ({ tx, account, now, principal }, found, { part, reason }) =>
      disputeExcluded(tx, account, found, now, principal, { number: part, reason }),
  }),
  act({
    id: 'case.exclude-settle',
    path: 'exclusions/settlement',
    summary: 'Settle a dispute as a manager, or have a part served all the same',
    permission: 'case.exclude-decide',
    body: z.object({ part: number, as: z.enum(['upheld', 'lifted', 'accepted']), reason: text(5000) }),
    run: ({ tx, account, now, principal }, found, { part, ...body }) =>
      settleExcluded(tx, account, found, now, principal, { ...body, number: part }),
  }),
  act({
    id: 'case.claim',
    path: 'claims',
    summary: 'Make a claim; one that the service leaves out is answered with its clause',
    permission: 'case.update',
    body: z.object({ claim: text(60), text: text(5000) }),
    run: ({ tx, now, principal }, found, body) => answerClaim(tx, found, now, principal, body),
  }),
]
