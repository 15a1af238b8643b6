import { z } from 'zod'
import { priorities } from '../catalog/offering.ts'
import { requireVersion } from '../http/app.ts'
import { accountParams, type Call, instantText, type Operation, ok, operation } from '../http/operation.ts'
import { badRequest } from '../lib/problem.ts'
import { fromIso, hoursWords, toIso } from '../lib/time.ts'
import { lacks } from '../parties/permissions.ts'
import { stillToInstall } from '../software/directing/service.ts'
import { viewClock } from './clock-view.ts'
import { dropDraft } from './drafts/store.ts'
import { fileView, listAttachments } from './files/store.ts'
import { asksImpact, impactOf } from './impact/impact.ts'
import { missReasonOf } from './missed/reason.ts'
import { type CaseFollowers, moveCase } from './moving/service.ts'
import { outcomeOf } from './outcome/outcome.ts'
import { playbookOf } from './playbook/playbook.ts'
import { askPriority, changePriority } from './priority/service.ts'
import { listRmas } from './returns/store.ts'
import { caseSchema, eventView, moveName, rowView } from './schema.ts'
import { listMasked } from './secrets/store.ts'
import * as cases from './service.ts'
import { findSpecialist } from './specialist/service.ts'
import { moves, movesFrom } from './states.ts'
import * as store from './store.ts'
import type { CaseEvent } from './timeline.ts'
import { colleagues, listWatchers } from './watching/service.ts'

export const text = (most: number) => z.string().trim().min(1).max(most)
export const caseParams = accountParams.extend({ case: z.string().trim().min(3).max(40) })

export const reachable = ({ tx, account, principal }: Call, number: string, hold = false): Promise<store.Case> =>
  cases.reachCase(tx, account, principal, number, hold)

export const staff = (call: Pick<Call, 'principal'>) => call.principal.accountKind === 'provider'

export async function wholeCase(call: Call, found: store.Case, known?: readonly CaseEvent[]) {
  const { tx } = call
  const [events, attachments, rmas, links, watchers, specialist, masked, toInstall] = await Promise.all([
    known ?? store.listEvents(tx, found.accountId, found.id, false),
    known ? [] : listAttachments(tx, found.accountId, found.id, !staff(call)),
    known ? [] : listRmas(tx, found.accountId, found.id),
    known ? [] : store.listLinks(tx, found.accountId, found.id),
    known ? [] : listWatchers(tx, found.accountId, found.id),
    known ? null : findSpecialist(tx, found.accountId, found.id),
    known ? new Map<number, readonly string[]>() : listMasked(tx, found.accountId, found.id),
    found.deviceId === null ? [] : stillToInstall(tx, call.account, found.deviceId, call.now),
  ])
  const shown = staff(call) ? events : events.filter((event) => event.visibility === 'public')
  const said = outcomeOf(events)
  const able = movesFrom(found.state, call.principal.accountKind).filter(
    (move) => lacks(call.principal.roles, moves[move].permission) === undefined,
  )
  return {
    ...rowView(found),
    decision: found.decisionId,
    requesterEmail: found.requesterEmail,
    requesterPhone: found.requesterPhone,
    clock: viewClock(found.terms.clock, events, call.now, call.principal.zone),
    timeline: shown.map((event) => eventView(event, masked.get(event.seq))),
    attachments: attachments.map((file) => fileView(file, staff(call))),
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
    // each side sees its own people; staff see everybody
    watchers: watchers
      .filter(({ side }) => staff(call) || side === call.principal.accountKind)
      .map(({ memberId, name, side }) => ({ id: memberId, name, side })),
    watching: watchers.some(({ memberId }) => memberId === call.principal.personId),
    playbook: staff(call) ? playbookOf(found.terms.playbook ?? [], found.priority, events) : [],
    language: found.terms.language ? { title: found.terms.language.title, clauses: [...found.terms.language.clauses] } : null,
    outcome: {
      asked: found.terms.outcome !== undefined,
      clauses: [...(found.terms.outcome?.clauses ?? [])],
      said: said !== undefined,
      outage: said?.outageMinutes === undefined ? null : hoursWords(said.outageMinutes),
    },
    toInstall: toInstall.map(({ clauses, ...rest }) => ({ ...rest, clauses: [...clauses] })),
    impact: { asked: asksImpact(found), clauses: [...(found.terms.impact?.clauses ?? [])], text: impactOf(events) },
    missReason: found.response === 'missed' ? missReasonOf(events) : null,
    guide: found.terms.guide
      ? { version: found.terms.guide.version, url: found.terms.guide.url ?? null, meaning: found.terms.guide.meanings[found.priority] }
      : null,
    specialist: specialist && { name: specialist.name, since: toIso(specialist.since) },
    moves: able.map((move) => ({ move, title: moves[move].title, needs: moves[move].needs })),
  }
}

/** Answers with the case as it is after the act. */
async function after(call: Call, number: string) {
  const found = await cases.requireCase(call.tx, call.account, number)
  return ok(await wholeCase(call, found), found.version)
}

export type Engineer = { readonly id: string; readonly name: string; readonly roles: readonly string[]; readonly senior: boolean }
export type FindEngineer = (given: string) => Promise<Engineer | undefined>

/** An act on one case: the case is held while it happens, and the answer is the case as it is after. */
export const act = <B extends z.ZodType>(declared: {
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

/** `engineer` finds somebody on the provider's staff; the caller wires it to the parties slice, and `followers` to those above. */
export function caseOperations(engineer: FindEngineer, followers: CaseFollowers): readonly Operation[] {
  return [
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
      run: async (call, found, body) => {
        await cases.addMessage(call.tx, found, call.now, call.principal, body.text)
        await dropDraft(call.tx, found, call.principal.personId, 'reply')
      },
    }),
    act({
      id: 'case.note',
      path: 'notes',
      summary: 'Write an internal note; colleagues who are named hear of it and watch the case from then on',
      permission: 'case.note',
      body: z.object({ text: text(50_000), mentions: z.array(z.string().max(200)).max(20).default([]) }),
      run: async (call, found, body) => {
        const named = await colleagues(engineer, body.mentions)
        await cases.addNote(call.tx, found, call.now, call.principal, body.text, named)
        await dropDraft(call.tx, found, call.principal.personId, 'note')
      },
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
      run: (call, found, body) => changePriority(call.tx, found, call.now, call.principal, body.priority, body.reason),
    }),
    act({
      id: 'case.ask-priority',
      path: 'priority-request',
      summary: 'Ask for another priority',
      permission: 'case.update',
      body: z.object({ priority: z.enum(priorities), reason: text(500) }),
      run: (call, found, body) => askPriority(call.tx, found, call.now, call.principal, body.priority, body.reason),
    }),
    act({
      id: 'case.move',
      path: 'moves',
      summary: 'Move the case through its states',
      permission: 'case.update',
      edits: true,
      body: z.object({
        move: moveName,
        reason: z.string().trim().max(2000).default(''),
        agreedBy: z.string().trim().max(200).default(''),
        impact: z.string().trim().max(2000).default(''),
      }),
      run: async (call, found, body) => {
        const refusal = lacks(call.principal.roles, moves[body.move].permission)
        if (refusal) throw badRequest('You may not make this move', { found: refusal })
        await moveCase(call.tx, found, call.now, call.principal, body, followers)
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
        const owner = body.to === null ? null : await engineer(body.to === 'me' ? call.principal.personId : body.to)
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
  ]
}
