import { z } from 'zod'
import { dayOf } from '../contracts/service.ts'
import type { Decision } from '../decisions/decision.ts'
import { refusal, refusedSchema } from '../decisions/reply.ts'
import { decisionSchema } from '../decisions/schema.ts'
import { viewOf } from '../decisions/view.ts'
import { inert } from '../documents/inert.ts'
import { type FileStore, requireDocument } from '../documents/service.ts'
import { accountParams, created, dateText, instantText, type Operation, ok, operation } from '../http/operation.ts'
import { describeSoftware } from '../installed-base/software/service.ts'
import { type AccountRef, actorOf, type Principal } from '../lib/principal.ts'
import { conflict } from '../lib/problem.ts'
import { type Instant, toIso } from '../lib/time.ts'
import { answerRelease, proposeRelease } from './agreeing/service.ts'
import { fileOf, takeFile } from './delivering/service.ts'
import { installOutcomes, units } from './directing/direction.ts'
import { directInstall, recordInstallation } from './directing/service.ts'
import { enquiryActs } from './enquiring/enquiry.ts'
import { answerWork, askForWork } from './enquiring/service.ts'
import { listStanding, standingOf } from './overview/service.ts'
import { waitsOf } from './overview/waits.ts'
import { foundIn, holdsWords } from './releases/search.ts'
import { attachFile, draftRelease, publish, withdraw } from './releases/service.ts'
import { type By, happened, holdSoftware, portalOpen, requireSoftware } from './service.ts'
import { recordBody, releaseBody, softwareSchema, softwareView, summarySchema } from './views.ts'

type Calling = { readonly now: Instant; readonly principal: Principal; readonly account: AccountRef }

const byOf = ({ now, principal, account }: Calling): By => ({
  now,
  today: dayOf(account.zone, now),
  actor: actorOf(principal),
  name: principal.name,
  side: principal.accountKind === 'provider' ? 'provider' : 'customer',
  personId: principal.personId,
})

const serial = z.string().trim().min(1).max(100)
const version = z.string().trim().min(1).max(60)
const prose = z.string().trim().max(20_000)
const path = '/api/accounts/:account/software/:software'
const params = accountParams.extend({ software: serial })
const releaseParams = params.extend({ release: version })

const answered = (now: Instant, { decision, decisionId }: { readonly decision: Decision; readonly decisionId: string }) =>
  viewOf(decision, now, decisionId)

/** Custom software: what it is, which release was accepted, and what is delivered for that release. */
export const softwareOperations = ({ files }: { readonly files: FileStore }): readonly Operation[] => {
  const shown = async (call: Calling & { readonly tx: Parameters<typeof standingOf>[0] }, of: string) =>
    softwareView(await standingOf(call.tx, call.account, byOf(call), await requireSoftware(call.tx, call.account, of)))
  const open = async (call: Parameters<typeof shown>[0], of: string) =>
    portalOpen(call.tx, call.account, byOf(call), await requireSoftware(call.tx, call.account, of))
  return [
    operation({
      id: 'software.list',
      method: 'GET',
      path: '/api/accounts/:account/software',
      summary: 'Custom software of an account, with what waits for somebody; with words, what they stand in, its releases too',
      permission: 'software.read',
      scope: 'account',
      params: accountParams,
      query: z.object({ query: z.string().trim().min(1).max(200).optional() }),
      answers: { 200: z.object({ items: z.array(summarySchema) }) },
      handle: async (call, { query: { query } }) => {
        const items = (await listStanding(call.tx, call.account, byOf(call))).flatMap((standing) => {
          const { serial: of, product, description, running, accepted, contract, coveredUntil, active, releases } = softwareView(standing)
          const found =
            query === undefined
              ? []
              : foundIn(
                  standing.releases.map(({ release }) => release),
                  query,
                )
          if (query !== undefined && found.length === 0 && !holdsWords(`${of}\n${product}\n${description}`, query)) return []
          const directions = releases.flatMap((each) => each.directions)
          return {
            serial: of,
            product,
            description,
            running,
            accepted,
            contract,
            coveredUntil,
            active,
            published: releases.filter(({ state }) => state === 'published').length,
            directed: directions.filter(({ state }) => state === 'open').length,
            overdue: directions.filter(({ overdue }) => overdue).length,
            waits: waitsOf(standing),
            found: found.map(({ version: which, kind }) => ({ version: which, kind })),
          }
        })
        return ok({ items })
      },
    }),
    operation({
      id: 'software.read',
      method: 'GET',
      path,
      summary: 'One piece of custom software: its record, the accepted release with its history, and every release made for it',
      permission: 'software.read',
      scope: 'account',
      params,
      answers: { 200: softwareSchema },
      handle: async (call, { params: { software: of } }) => {
        await open(call, of)
        return ok(await shown(call, of))
      },
    }),
    operation({
      id: 'software.describe',
      method: 'PUT',
      path: `${path}/record`,
      summary: 'Say what makes it custom software: statement of work, deliverable, licence, components',
      permission: 'software.edit',
      scope: 'account',
      params,
      body: recordBody,
      answers: { 200: softwareSchema },
      handle: async (call, { params: { software: of }, body }) => {
        const device = await holdSoftware(call.tx, call.account, of)
        await describeSoftware(call.tx, call.account, byOf(call), device, body)
        await happened(call.tx, call.account, byOf(call), device, 'record', {
          statementOfWork: body.statementOfWork,
          licence: body.licence,
        })
        return ok(await shown(call, of))
      },
    }),
    operation({
      id: 'software.propose-release',
      method: 'POST',
      path: `${path}/agreed-release`,
      summary: 'Propose that the agreed release moves; the other side answers',
      permission: 'software.agree',
      scope: 'account',
      params,
      body: z.object({ release: version, why: z.string().trim().min(1).max(2000) }),
      answers: { 201: softwareSchema },
      handle: async (call, { params: { software: of }, body }) => {
        const device = await holdSoftware(call.tx, call.account, of)
        await open(call, of)
        await proposeRelease(call.tx, call.account, byOf(call), { device, ...body })
        return created(await shown(call, of))
      },
    }),
    operation({
      id: 'software.answer-release',
      method: 'POST',
      path: `${path}/agreed-release/answer`,
      summary: 'Agree that the agreed release moves, turn it down, or withdraw the own proposal',
      permission: 'software.agree',
      scope: 'account',
      params,
      body: z.object({ answer: z.enum(['agree', 'turn-down', 'withdraw']), note: z.string().trim().max(2000).default('') }),
      answers: { 200: softwareSchema },
      handle: async (call, { params: { software: of }, body }) => {
        await open(call, of)
        await answerRelease(call.tx, call.account, byOf(call), { serial: of, ...body })
        return ok(await shown(call, of))
      },
    }),
    operation({
      id: 'software.draft-release',
      method: 'POST',
      path: `${path}/releases`,
      summary: 'Write a patch or an update for the accepted release, or a draft of it anew',
      permission: 'software.edit',
      scope: 'account',
      params,
      body: releaseBody,
      answers: { 201: softwareSchema },
      handle: async (call, { params: { software: of }, body: { version: given, ...content } }) => {
        await draftRelease(call.tx, call.account, byOf(call), { serial: of, version: given, content })
        return created(await shown(call, of))
      },
    }),
    operation({
      id: 'software.attach-file',
      method: 'POST',
      path: `${path}/releases/:release/files`,
      summary: 'Attach a kept document to a draft',
      permission: 'software.edit',
      scope: 'account',
      params: releaseParams,
      body: z.object({ document: z.uuid() }),
      answers: { 200: softwareSchema },
      handle: async (call, { params: { software: of, release: which }, body }) => {
        await attachFile(call.tx, call.account, byOf(call), { serial: of, version: which, documentId: body.document })
        return ok(await shown(call, of))
      },
    }),
    operation({
      id: 'software.publish',
      method: 'POST',
      path: `${path}/releases/:release/publication`,
      summary: 'Publish a release to those entitled to it, and tell them once',
      permission: 'software.publish',
      scope: 'account',
      params: releaseParams,
      answers: { 200: z.object({ decision: decisionSchema, software: softwareSchema }), 403: refusedSchema },
      handle: async (call, { params: { software: of, release: which } }) => {
        const outcome = await publish(call.tx, call.account, byOf(call), { serial: of, version: which })
        const decision = answered(call.now, outcome)
        return outcome.decision.verdict === 'granted' ? ok({ decision, software: await shown(call, of) }) : refusal('Refused', decision)
      },
    }),
    operation({
      id: 'software.withdraw',
      method: 'POST',
      path: `${path}/releases/:release/withdrawal`,
      summary: 'Take a release back, with the reason; it is handed out no more',
      permission: 'software.publish',
      scope: 'account',
      params: releaseParams,
      body: z.object({ why: z.string().trim().min(1).max(2000) }),
      answers: { 200: softwareSchema },
      handle: async (call, { params: { software: of, release: which }, body }) => {
        await withdraw(call.tx, call.account, byOf(call), { serial: of, version: which, why: body.why })
        return ok(await shown(call, of))
      },
    }),
    operation({
      id: 'software.direct',
      method: 'POST',
      path: `${path}/releases/:release/direction`,
      summary: 'Say that a published release is to be installed, and by when',
      permission: 'software.direct',
      scope: 'account',
      params: releaseParams,
      body: z.object({ unit: z.enum(units), dueOn: dateText, text: prose.default('') }),
      answers: { 200: softwareSchema },
      handle: async (call, { params: { software: of, release: which }, body }) => {
        await directInstall(call.tx, call.account, byOf(call), { serial: of, version: which, ...body })
        return ok(await shown(call, of))
      },
    }),
    operation({
      id: 'software.take',
      method: 'POST',
      path: `${path}/releases/:release/downloads`,
      summary: 'Take a file of a release: the leave to download is mine alone, and good for a quarter of an hour',
      permission: 'software.take',
      scope: 'account',
      params: releaseParams,
      body: z.object({ document: z.uuid() }),
      answers: { 201: z.object({ decision: decisionSchema, download: z.string(), until: instantText }), 403: refusedSchema },
      handle: async (call, { params: { software: of, release: which }, body }) => {
        const outcome = await takeFile(call.tx, call.account, byOf(call), { serial: of, version: which, documentId: body.document })
        const decision = answered(call.now, outcome)
        const { download } = outcome
        return download ? created({ decision, download: download.id, until: toIso(download.until) }) : refusal('Refused', decision)
      },
    }),
    operation({
      id: 'software.download',
      method: 'GET',
      path: '/api/accounts/:account/software-downloads/:download',
      summary: 'The bytes of a file that I took',
      permission: 'software.take',
      scope: 'account',
      params: accountParams.extend({ download: z.uuid() }),
      download: true,
      answers: {},
      handle: async (call, { params: { download } }) => {
        const document = await requireDocument(call.tx, call.account.id, await fileOf(call.tx, call.account, byOf(call), download))
        if (!(await files.has(document.id)))
          throw conflict('The bytes of this file are gone', {
            found: `${document.name} is not in the data folder`,
            toDo: 'Ask your administrator for the backup.',
          })
        // what is installed has to be what was published, byte for byte: nothing in it is masked
        return {
          status: 200,
          stream: files.read(document.id),
          headers: { ...inert(document.name), 'content-length': String(document.sizeBytes) },
        }
      },
    }),
    operation({
      id: 'software.install',
      method: 'POST',
      path: `${path}/releases/:release/installations`,
      summary: 'Say what became of an installation; one that was directed moves the agreed release',
      permission: 'software.install',
      scope: 'account',
      params: releaseParams,
      body: z.object({
        installedOn: dateText,
        place: z.string().trim().max(300).default(''),
        outcome: z.enum(installOutcomes).default('installed'),
        note: z.string().trim().max(4000).default(''),
      }),
      answers: { 201: z.object({ agreed: z.enum(['moved', 'proposed', 'kept']), software: softwareSchema }) },
      handle: async (call, { params: { software: of, release: which }, body }) => {
        await open(call, of)
        const agreed = await recordInstallation(call.tx, call.account, byOf(call), { serial: of, version: which, ...body })
        return created({ agreed, software: await shown(call, of) })
      },
    }),
    operation({
      id: 'software.ask-for-work',
      method: 'POST',
      path: `${path}/enquiries`,
      summary: 'Ask for what the service leaves out, such as an upgrade: a quote answers it',
      permission: 'software.ask',
      scope: 'account',
      params,
      body: z.object({ act: z.enum(enquiryActs), text: z.string().trim().min(1).max(4000) }),
      answers: { 201: z.object({ number: z.string(), decision: decisionSchema }) },
      handle: async (call, { params: { software: of }, body }) => {
        await open(call, of)
        const outcome = await askForWork(call.tx, call.account, byOf(call), { serial: of, ...body })
        return created({ number: outcome.number, decision: answered(call.now, outcome) })
      },
    }),
    operation({
      id: 'software.answer-work',
      method: 'POST',
      path: '/api/accounts/:account/enquiries/:enquiry/answer',
      summary: 'Answer an enquiry with a quote, or say why there is none',
      permission: 'software.quote',
      scope: 'account',
      params: accountParams.extend({ enquiry: z.string().trim().min(3).max(40) }),
      body: z.object({ answer: z.string().trim().min(1).max(4000), document: z.uuid().nullable().default(null) }),
      answers: { 200: softwareSchema },
      handle: async (call, { params: { enquiry }, body }) => {
        const of = await answerWork(call.tx, call.account, byOf(call), {
          number: enquiry.toUpperCase(),
          answer: body.answer,
          documentId: body.document,
        })
        return ok(await shown(call, of))
      },
    }),
  ]
}
