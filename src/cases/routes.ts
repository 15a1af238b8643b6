import { z } from 'zod'
import { caseChannels, priorities } from '../catalog/offering.ts'
import { newId } from '../db/ids.ts'
import { audit } from '../db/records.ts'
import { decisionSchema } from '../decisions/schema.ts'
import { viewOf } from '../decisions/view.ts'
import { personOf } from '../entitlement/service.ts'
import { requireVersion } from '../http/app.ts'
import {
  accountParams,
  type Call,
  created,
  instantText,
  type Operation,
  ok,
  operation,
  pageOf,
  pageQuery,
  readCursor,
  writeCursor,
} from '../http/operation.ts'
import { actorOf } from '../lib/principal.ts'
import { badRequest, notFound, tooLarge } from '../lib/problem.ts'
import { fromIso, toIso } from '../lib/time.ts'
import { lacks, seesOwnCasesOnly } from '../parties/permissions.ts'
import { findAccount, listAccounts } from '../parties/service.ts'
import { viewClock } from './clock-view.ts'
import type { FileStore } from './gateway.ts'
import { moveRma, openRma } from './returns/service.ts'
import { attachmentSchema, caseRowSchema, caseSchema, eventView, moveName, rmaSchema, rowView } from './schema.ts'
import * as cases from './service.ts'
import { caseStates, moves, movesFrom } from './states.ts'
import * as store from './store.ts'
import type { CaseEvent } from './timeline.ts'

const text = (most: number) => z.string().trim().min(1).max(most)
const caseParams = accountParams.extend({ case: z.string().trim().min(3).max(40) })
const refusedCase = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  decision: decisionSchema,
  clauses: z.array(z.string()),
})

const openBody = z.object({
  kind: z.enum(['tech', 'admin']).default('tech'),
  summary: text(300),
  description: z.string().max(50_000).default(''),
  device: z.string().trim().min(1).max(64).nullable().default(null),
  priority: z.enum(priorities),
  /** Staff log a call as `phone`; everybody else is `web` in the portal and `api` with a key unless said otherwise. */
  channel: z.enum(caseChannels).optional(),
  customerReference: z.string().trim().max(100).default(''),
  release: z.string().trim().max(60).default(''),
  confirmations: z.array(z.string().max(60)).max(20).default([]),
  reportedAt: instantText.optional(),
  /** Staff name the contact they act for, by e-mail address or id. */
  requester: z.string().max(200).optional(),
  /** Staff accept what a rule left to a person, with their reason. */
  approval: text(500).optional(),
})

/** A user sees the cases they opened; others of the account see all of it. */
async function reachable(call: Call, number: string, hold = false): Promise<store.Case> {
  const found = await (hold ? cases.holdCase : cases.requireCase)(call.tx, call.account, number)
  if (call.principal.accountKind === 'customer' && seesOwnCasesOnly(call.principal.roles) && found.requesterId !== call.principal.personId)
    throw notFound('case')
  return found
}

const staff = (call: Call) => call.principal.accountKind === 'provider'

async function wholeCase(call: Call, found: store.Case, known?: readonly CaseEvent[]) {
  const { tx } = call
  const [events, attachments, rmas, links] = await Promise.all([
    known ?? store.listEvents(tx, found.accountId, found.id, false),
    known ? [] : store.listAttachments(tx, found.accountId, found.id, !staff(call)),
    known ? [] : store.listRmas(tx, found.accountId, found.id),
    known ? [] : store.listLinks(tx, found.accountId, found.id),
  ])
  const shown = staff(call) ? events : events.filter((event) => event.visibility === 'public')
  const able = movesFrom(found.state, call.principal.accountKind).filter(
    (move) => lacks(call.principal.roles, moves[move].permission) === undefined,
  )
  return {
    ...rowView(found),
    decision: found.decisionId,
    requesterEmail: found.requesterEmail,
    requesterPhone: found.requesterPhone,
    clock: viewClock(found.terms.clock, events, call.now, call.principal.zone),
    timeline: shown.map(eventView),
    attachments: attachments.map(({ caseId: _, uploadedAt, ...file }) => ({ ...file, uploadedAt: toIso(uploadedAt) })),
    rmas: rmas.map(({ number, serial, reason, state, replacementSerial, shipTo, version }) => ({
      number,
      serial,
      reason,
      state,
      replacementSerial,
      shipTo,
      version,
    })),
    links,
    moves: able.map((move) => ({ move, title: moves[move].title, needs: moves[move].needs })),
  }
}

/** Answers with the case as it is after the act. */
async function after(call: Call, number: string) {
  const found = await cases.requireCase(call.tx, call.account, number)
  return ok(await wholeCase(call, found), found.version)
}

const channelOf = (call: Call, given: (typeof caseChannels)[number] | undefined): (typeof caseChannels)[number] => {
  if (staff(call)) return given ?? 'phone'
  if (given === 'phone')
    throw badRequest('A call is logged by staff', {
      found: 'channel phone',
      expected: 'web, api or automation',
      toDo: 'Call the desk, or open it here as web.',
    })
  return given ?? (call.principal.scopes ? 'api' : 'web')
}

const filters = {
  open: z.stringbool().optional(),
  priority: z.enum(priorities).optional(),
  state: z.enum(Object.keys(caseStates) as [string, ...string[]]).optional(),
  queue: z.enum(['expert', 'standard', 'customer-care']).optional(),
  device: z.string().max(64).optional(),
  query: z.string().max(200).optional(),
  mine: z.stringbool().optional(),
}

const filterOf = (call: Call, query: { [K in keyof typeof filters]?: z.output<(typeof filters)[K]> }) => ({
  open: query.open,
  priority: query.priority,
  state: query.state,
  queue: query.queue,
  serial: query.device?.toUpperCase(),
  query: query.query,
  ...(query.mine && staff(call) ? { ownerId: call.principal.personId } : {}),
  ...((query.mine && !staff(call)) || (call.principal.accountKind === 'customer' && seesOwnCasesOnly(call.principal.roles))
    ? { requesterId: call.principal.personId }
    : {}),
})

export type Engineer = { readonly id: string; readonly name: string; readonly roles: readonly string[]; readonly senior: boolean }

/** `engineer` finds somebody on the provider's staff; the caller wires it to the parties slice. */
export function caseOperations(
  files: FileStore,
  uploadBytes: number,
  engineer: (given: string) => Promise<Engineer | undefined>,
): readonly Operation[] {
  const act = <B extends z.ZodType>(declared: {
    id: string
    path: string
    summary: string
    permission: string
    body: B
    edits?: boolean
    run: (call: Call, found: store.Case, body: z.output<B>) => Promise<void>
  }): Operation =>
    operation({
      id: declared.id,
      method: 'POST',
      path: `/api/accounts/:account/cases/:case/${declared.path}`,
      summary: declared.summary,
      permission: declared.permission,
      scope: 'account',
      params: caseParams,
      body: declared.body as z.ZodType,
      answers: { 200: caseSchema },
      handle: async (call, { params, body }) => {
        const found = await reachable(call, (params as z.output<typeof caseParams>).case, true)
        // two people editing one case: whoever saw an older version is told, not overwritten
        if (declared.edits && call.ifMatch !== undefined) requireVersion(call, found.version)
        await declared.run(call, found, body as z.output<B>)
        return after(call, found.number)
      },
    })
  return [
    operation({
      id: 'case.open',
      method: 'POST',
      path: '/api/accounts/:account/cases',
      summary: 'Open a case; refused with the decision when no contract covers it',
      permission: 'case.open',
      scope: 'account',
      params: accountParams,
      body: openBody,
      answers: { 201: caseSchema.extend({ decided: decisionSchema }), 403: refusedCase },
      handle: async (call, { body }) => {
        if (body.kind === 'tech' && body.device === null)
          throw badRequest('A tech case names its device', {
            expected: 'the serial in "device"',
            toDo: 'For other questions open an admin case.',
          })
        const channel = channelOf(call, body.channel)
        const requesterId = await personOf(call, body.requester)
        if (staff(call) && requesterId === null)
          throw badRequest('Staff open a case for a contact', { expected: 'the e-mail address of the contact in "requester"' })
        if (!staff(call) && body.requester !== undefined && requesterId !== call.principal.personId)
          throw badRequest('A case is opened in one’s own name', { found: body.requester })
        const reportedAt = body.reportedAt === undefined ? call.now : fromIso(body.reportedAt)
        const { device, approval, requester: _, ...rest } = body
        const opened = await cases.openCase(call.tx, call.account, call.now, call.principal, {
          ...rest,
          channel,
          serial: device,
          reportedAt: staff(call) ? reportedAt : call.now,
          requesterId,
          approval: approval ?? null,
        })
        const decided = viewOf(opened.decision, call.now, opened.decisionId)
        if (opened.opened === null) {
          const needs = opened.decision.verdict === 'needs approval'
          return {
            status: 403,
            body: {
              type: needs ? '/problems/needs-approval' : '/problems/refused',
              title: `${needs ? 'This needs approval' : 'The case is refused'}: ${opened.decision.decidedBy.join(', ')}`,
              status: 403,
              decision: decided,
              clauses: [...opened.decision.decidedBy],
            },
          }
        }
        const { case: found, events } = opened.opened
        return created({ ...(await wholeCase(call, found, events)), decided }, found.version)
      },
    }),
    operation({
      id: 'case.list',
      method: 'GET',
      path: '/api/cases',
      summary: 'Cases I may see, newest first; searched by number, reference, serial, person and words',
      permission: 'case.read',
      scope: 'reach',
      query: pageQuery.extend({ ...filters, account: z.string().max(12).optional() }),
      answers: { 200: pageOf(caseRowSchema) },
      handle: async (call, { query }) => {
        const key = readCursor(query.cursor)
        const before = typeof key?.[0] === 'number' && typeof key[1] === 'string' ? ([key[0], key[1]] as const) : undefined
        const account = query.account ? await findAccount(call.tx, { code: query.account.toUpperCase() }) : undefined
        if (query.account && !account) return ok({ items: [], next: null })
        const accountIds = account ? [account.id] : await visibleAccounts(call)
        const rows = await store.listCases(call.tx, { ...filterOf(call, query), accountIds, before, limit: query.limit + 1 })
        const items = rows.slice(0, query.limit)
        const last = items.at(-1)
        return ok({ items: items.map(rowView), next: rows.length > query.limit && last ? writeCursor([last.createdAt, last.id]) : null })
      },
    }),
    operation({
      id: 'queue.list',
      method: 'GET',
      path: '/api/queue',
      summary: 'Open cases of every account, by what is due next',
      permission: 'queue.read',
      scope: 'provider',
      query: pageQuery.extend(filters),
      answers: { 200: pageOf(caseRowSchema) },
      handle: async (call, { query }) => {
        const key = readCursor(query.cursor)
        const after = key?.length === 3 ? ([Number(key[0]), Number(key[1]), String(key[2])] as const) : undefined
        const rows = await store.listQueue(call.tx, { ...filterOf(call, query), after, limit: query.limit + 1 })
        const items = rows.slice(0, query.limit)
        const last = items.at(-1)
        return ok({ items: items.map(rowView), next: rows.length > query.limit && last ? writeCursor(last.place) : null })
      },
    }),
    operation({
      id: 'case.read',
      method: 'GET',
      path: '/api/accounts/:account/cases/:case',
      summary: 'One case with its timeline and its clock',
      permission: 'case.read',
      scope: 'account',
      params: caseParams,
      answers: { 200: caseSchema },
      handle: async (call, { params }) => {
        const found = await reachable(call, params.case)
        return ok(await wholeCase(call, found), found.version)
      },
    }),
    act({
      id: 'case.message',
      path: 'messages',
      summary: 'Write to the other side',
      permission: 'case.update',
      body: z.object({ text: text(50_000) }),
      run: (call, found, body) => cases.addMessage(call.tx, found, call.now, call.principal, body.text),
    }),
    act({
      id: 'case.note',
      path: 'notes',
      summary: 'Write an internal note',
      permission: 'case.note',
      body: z.object({ text: text(50_000) }),
      run: (call, found, body) => cases.addNote(call.tx, found, call.now, call.principal, body.text),
    }),
    act({
      id: 'case.respond',
      path: 'contacts',
      summary: 'Log that you reached out; the first that counts stops the clock',
      permission: 'case.update',
      body: z.object({
        medium: z.enum(['phone', 'voicemail', 'email']),
        at: instantText.optional(),
        numberLeft: z.boolean().default(false),
        text: z.string().trim().max(20_000).default(''),
      }),
      run: async (call, found, body) => {
        if (!staff(call)) throw badRequest('A contact is logged by staff')
        await cases.logContact(call.tx, found, call.now, call.principal, {
          medium: body.medium,
          numberLeft: body.numberLeft,
          text: body.text,
          at: body.at === undefined ? call.now : fromIso(body.at),
        })
      },
    }),
    act({
      id: 'case.bounce',
      path: 'bounces',
      summary: 'Record that the mail of a contact came back',
      permission: 'case.respond',
      body: z.object({ contact: z.uuid() }),
      run: (call, found, body) => cases.bounceContact(call.tx, found, call.now, call.principal, body.contact),
    }),
    act({
      id: 'case.priority',
      path: 'priority',
      summary: 'Change the priority',
      permission: 'case.priority',
      edits: true,
      body: z.object({ priority: z.enum(priorities), reason: text(500) }),
      run: (call, found, body) => cases.changePriority(call.tx, found, call.now, call.principal, body.priority, body.reason),
    }),
    act({
      id: 'case.ask-priority',
      path: 'priority-request',
      summary: 'Ask for another priority',
      permission: 'case.update',
      body: z.object({ priority: z.enum(priorities), reason: text(500) }),
      run: (call, found, body) => cases.askPriority(call.tx, found, call.now, call.principal, body.priority, body.reason),
    }),
    act({
      id: 'case.move',
      path: 'moves',
      summary: 'Move the case through its states',
      permission: 'case.update',
      edits: true,
      body: z.object({ move: moveName, reason: z.string().trim().max(2000).default(''), agreedBy: z.string().trim().max(200).default('') }),
      run: async (call, found, body) => {
        const refusal = lacks(call.principal.roles, moves[body.move].permission)
        if (refusal) throw badRequest('You may not make this move', { found: refusal })
        await cases.moveCase(call.tx, found, call.now, call.principal, body.move, body.reason, body.agreedBy)
      },
    }),
    act({
      id: 'case.assign',
      path: 'owner',
      summary: 'Take the case, hand it over or put it back',
      permission: 'case.assign',
      edits: true,
      body: z.object({ to: z.string().max(200).nullable(), reason: z.string().trim().max(500).default('') }),
      run: async (call, found, body) => {
        const { principal } = call
        const me = { id: principal.personId, name: principal.name, roles: principal.roles, senior: principal.roles.includes('SJ') }
        const owner = body.to === null ? null : body.to === 'me' ? me : await engineer(body.to)
        if (owner === undefined)
          throw badRequest('No such engineer', { found: body.to ?? '', expected: 'the e-mail address of somebody on the staff, or "me"' })
        await cases.assignCase(call.tx, found, call.now, call.principal, owner, body.reason)
      },
    }),
    act({
      id: 'case.reference',
      path: 'reference',
      summary: "Set the customer's own reference",
      permission: 'case.update',
      edits: true,
      body: z.object({ reference: z.string().trim().max(100) }),
      run: (call, found, body) => cases.setReference(call.tx, found, call.now, call.principal, body.reference),
    }),
    act({
      id: 'case.link',
      path: 'links',
      summary: 'Link to another case of the account',
      permission: 'case.update',
      body: z.object({ other: text(40), as: z.enum(['related', 'duplicate', 'caused-by']).default('related') }),
      run: (call, found, body) => cases.linkCase(call.tx, call.account, found, call.now, call.principal, body.other, body.as),
    }),
    act({
      id: 'rma.open',
      path: 'rmas',
      summary: 'Open a return',
      permission: 'rma.edit',
      body: z.object({ device: text(64), reason: text(500), shipTo: z.string().max(500).default('') }),
      run: async (call, found, body) => {
        await openRma(call.tx, call.account, found, call.now, call.principal, {
          serial: body.device,
          reason: body.reason,
          shipTo: body.shipTo,
        })
      },
    }),
    act({
      id: 'rma.move',
      path: 'rmas/moves',
      summary: 'Move a return on; a replacement takes over the cover',
      permission: 'rma.edit',
      body: z.object({
        number: text(40),
        state: rmaSchema.shape.state,
        replacement: z.string().trim().min(1).max(64).nullable().default(null),
      }),
      run: (call, found, body) =>
        moveRma(call.tx, call.account, found, call.now, call.principal, body.number, body.state, body.replacement),
    }),
    operation({
      id: 'attachment.add',
      method: 'POST',
      path: '/api/accounts/:account/cases/:case/attachments',
      summary: 'Attach a file; it is streamed, hashed and never executed',
      permission: 'case.update',
      scope: 'account',
      params: caseParams,
      query: z.object({ visibility: z.enum(['public', 'internal']).default('public') }),
      upload: true,
      answers: { 201: attachmentSchema },
      handle: async (call, { params, query }) => {
        const found = await reachable(call, params.case)
        if (!caseStates[found.state].open) throw badRequest(`${found.number} is closed`, { toDo: 'Reopen it first.' })
        const file = await call.file()
        if (!file) throw badRequest('A file is expected', { expected: 'one file in the form' })
        const id = newId(call.now)
        const { sizeBytes, sha256 } = await files.keep(id, file.stream)
        if (file.truncated()) {
          await files.remove(id)
          throw tooLarge('The file is larger than allowed', {
            expected: `at most ${uploadBytes} bytes`,
            toDo: 'Split it, or ask for another way to send it.',
          })
        }
        const visibility = staff(call) ? query.visibility : 'public'
        const row = {
          id,
          caseId: found.id,
          name: safeName(file.name),
          mediaType: file.mediaType.slice(0, 100),
          sizeBytes,
          sha256,
          visibility,
          uploadedBy: call.principal.name,
          uploadedAt: call.now,
        } as const
        try {
          await store.insertAttachment(call.tx, call.account.id, row)
          await store.appendEvent(call.tx, call.account.id, found.id, {
            visibility,
            at: call.now,
            loggedAt: call.now,
            actor: actorOf(call.principal),
            actorName: call.principal.name,
            body: { kind: 'attachment', id, name: row.name, sizeBytes, sha256 },
          })
          await audit(call.tx, {
            accountId: call.account.id,
            now: call.now,
            actor: actorOf(call.principal),
            action: 'attachment.add',
            subject: found.number,
            detail: { id, sizeBytes, sha256 },
          })
        } catch (error) {
          await files.remove(id)
          throw error
        }
        const { caseId: __, uploadedAt, ...view } = row
        return created({ ...view, uploadedAt: toIso(uploadedAt) })
      },
    }),
    operation({
      id: 'attachment.read',
      method: 'GET',
      path: '/api/accounts/:account/cases/:case/attachments/:attachment',
      summary: 'Download an attachment; it is served inert',
      permission: 'case.read',
      scope: 'account',
      params: caseParams.extend({ attachment: z.uuid() }),
      download: true,
      answers: {},
      handle: async (call, { params }) => {
        const found = await reachable(call, params.case)
        const file = (await store.listAttachments(call.tx, found.accountId, found.id, !staff(call))).find(
          (each) => each.id === params.attachment,
        )
        if (!file) throw notFound('attachment')
        await audit(call.tx, {
          accountId: call.account.id,
          now: call.now,
          actor: actorOf(call.principal),
          action: 'attachment.read',
          subject: found.number,
          detail: { id: file.id },
        })
        return {
          status: 200,
          stream: files.read(file.id),
          headers: {
            'content-type': 'application/octet-stream',
            'content-length': String(file.sizeBytes),
            'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
            'x-content-type-options': 'nosniff',
            'content-security-policy': "sandbox; default-src 'none'",
          },
        }
      },
    }),
  ]
}

/** The accounts to search in: what the gate let through; of everybody's, no list. */
async function visibleAccounts({ principal, tx }: Call): Promise<readonly string[] | undefined> {
  if (principal.accountKind === 'provider') return undefined
  if (principal.accountKind === 'customer') return [principal.accountId]
  return (await listAccounts(tx)).map((account) => account.id)
}

/** A name is only shown: controls, path parts and characters that hide others are taken out first. */
const safeName = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/[\p{C}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, '')
    .replace(/^.*[\\/]/, '')
    .replace(/^\.+/, '')
    .slice(0, 200) || 'file'
