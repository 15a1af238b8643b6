import { z } from 'zod'
import { accountParams, created, dateText, type Operation, ok, operation } from '../../http/operation.ts'
import type { Principal } from '../../lib/principal.ts'
import { type LocalDate, toIso } from '../../lib/time.ts'
import { sides } from '../kinds.ts'
import { meetingParams } from '../running/routes.ts'
import { byOf, dayIn } from '../service.ts'
import { actionSchema, itemSchema, line, sentence } from '../views.ts'
import {
  type Action,
  addAction,
  addItem,
  agendaOf,
  draftItems,
  keepDraft,
  listActions,
  orderItems,
  postponeAction,
  publishMinutes,
  removeItem,
  settleAction,
} from './service.ts'

const actionParams = accountParams.extend({ action: z.uuid() })
const body = z.string().trim().min(1).max(30_000)
const decisions = z.array(z.string().trim().min(1).max(1000)).max(60)

export const actionView = (action: Action, principal: Principal, today: LocalDate) => ({
  id: action.id,
  account: action.account,
  meeting: action.meeting,
  text: action.text,
  about: action.about,
  ownerId: action.ownerId,
  ownerName: action.ownerName,
  side: action.side,
  dueOn: action.dueOn,
  overdue: action.state === 'open' && action.dueOn < today,
  state: action.state,
  settledAt: action.settledAt === null ? null : toIso(action.settledAt),
  settledBy: action.settledBy,
  note: action.note,
  mine: action.ownerId === principal.personId,
})

/** Agenda, minutes and actions of a meeting. */
export const noteOperations: readonly Operation[] = [
  operation({
    id: 'meeting-action.mine',
    method: 'GET',
    path: '/api/meeting-actions',
    summary: 'My open actions of every account, the first due first',
    permission: 'meeting.read',
    scope: 'reach',
    answers: { 200: z.object({ items: z.array(actionSchema) }) },
    handle: async ({ tx, now, principal }) =>
      ok({
        items: (await listActions(tx, { ownerId: principal.personId, state: 'open', limit: 200 })).map((each) =>
          actionView(each, principal, dayIn(principal.zone, now)),
        ),
      }),
  }),
  operation({
    id: 'meeting-action.list',
    method: 'GET',
    path: '/api/accounts/:account/meeting-actions',
    summary: 'Open actions of an account, the first due first',
    permission: 'meeting.read',
    scope: 'account',
    params: accountParams,
    answers: { 200: z.object({ items: z.array(actionSchema) }) },
    handle: async ({ tx, account, now, principal }) =>
      ok({
        items: (await listActions(tx, { accountId: account.id, state: 'open', limit: 200 })).map((each) =>
          actionView(each, principal, dayIn(account.zone, now)),
        ),
      }),
  }),
  operation({
    id: 'meeting-agenda.draft',
    method: 'POST',
    path: '/api/accounts/:account/meetings/:meeting/agenda/draft',
    summary: 'Add to an agenda what is open now: actions, cases, published records',
    permission: 'meeting.join',
    scope: 'account',
    params: meetingParams,
    body: z.object({}).optional(),
    answers: { 200: z.object({ items: z.array(itemSchema) }) },
    handle: async ({ tx, account, now, principal }, { params }) =>
      ok({ items: [...(await agendaOf(tx, account, await draftItems(tx, account, byOf(now, principal), params.meeting)))] }),
  }),
  operation({
    id: 'meeting-agenda.add',
    method: 'POST',
    path: '/api/accounts/:account/meetings/:meeting/agenda',
    summary: 'Add an item to an agenda',
    permission: 'meeting.join',
    scope: 'account',
    params: meetingParams,
    body: z.object({
      title: sentence,
      note: line.default(''),
      /** The device that it is about. */
      device: line.min(1).max(60).optional(),
    }),
    answers: { 201: z.object({ id: z.string() }) },
    handle: async ({ tx, account, now, principal }, { params, body: given }) =>
      created({ id: await addItem(tx, account, byOf(now, principal), params.meeting, given) }),
  }),
  operation({
    id: 'meeting-agenda.order',
    method: 'POST',
    path: '/api/accounts/:account/meetings/:meeting/agenda/order',
    summary: 'Put the items of an agenda in order: all of their ids',
    permission: 'meeting.run',
    scope: 'account',
    params: meetingParams,
    body: z.object({ items: z.array(z.uuid()).max(200) }),
    answers: { 200: z.object({ ordered: z.boolean() }) },
    handle: async ({ tx, account, now, principal }, { params, body: { items } }) => {
      await orderItems(tx, account, byOf(now, principal), params.meeting, items)
      return ok({ ordered: true })
    },
  }),
  operation({
    id: 'meeting-agenda.remove',
    method: 'POST',
    path: '/api/accounts/:account/meetings/:meeting/agenda/:item/remove',
    summary: 'Take an item off an agenda',
    permission: 'meeting.join',
    scope: 'account',
    params: meetingParams.extend({ item: z.uuid() }),
    body: z.object({}).optional(),
    answers: { 200: z.object({ removed: z.boolean() }) },
    handle: async ({ tx, account, now, principal }, { params }) => {
      await removeItem(tx, account, now, principal, params.meeting, params.item)
      return ok({ removed: true })
    },
  }),
  operation({
    id: 'meeting-minutes.draft',
    method: 'POST',
    path: '/api/accounts/:account/meetings/:meeting/minutes/draft',
    summary: 'Keep minutes that are being written',
    permission: 'meeting.run',
    scope: 'account',
    params: meetingParams,
    body: z.object({ text: z.string().max(30_000), decisions: z.array(z.string().max(1000)).max(60), version: z.number().int().min(0) }),
    answers: { 200: z.object({ version: z.number() }) },
    handle: async ({ tx, account, now, principal }, { params, body: given }) =>
      ok({ version: await keepDraft(tx, account, byOf(now, principal), params.meeting, given) }),
  }),
  operation({
    id: 'meeting-minutes.publish',
    method: 'POST',
    path: '/api/accounts/:account/meetings/:meeting/minutes',
    summary: 'Publish minutes with their decisions; a further version corrects them with a reason',
    permission: 'meeting.run',
    scope: 'account',
    params: meetingParams,
    body: z.object({ text: body, decisions: decisions.default([]), why: line.default('') }),
    answers: { 201: z.object({ version: z.number() }) },
    handle: async ({ tx, account, now, principal }, { params, body: given }) =>
      created({ version: await publishMinutes(tx, account, byOf(now, principal), params.meeting, given) }),
  }),
  operation({
    id: 'meeting-action.add',
    method: 'POST',
    path: '/api/accounts/:account/meetings/:meeting/actions',
    summary: 'Add an action with its owner and the day it is due',
    permission: 'meeting.join',
    scope: 'account',
    params: meetingParams,
    body: z.object({
      text: sentence,
      about: sentence.max(60).optional(),
      /** One of those invited, by the id of the invitation. */
      owner: z.uuid().optional(),
      ownerName: sentence.optional(),
      side: z.enum(sides).optional(),
      dueOn: dateText,
    }),
    answers: { 201: z.object({ id: z.string() }) },
    handle: async ({ tx, account, now, principal }, { params, body: { owner, ...given } }) =>
      created({ id: await addAction(tx, account, byOf(now, principal), params.meeting, { ...given, ownerId: owner }) }),
  }),
  operation({
    id: 'meeting-action.settle',
    method: 'POST',
    path: '/api/accounts/:account/meeting-actions/:action/settle',
    summary: 'Mark an action as done, or drop it with a reason',
    permission: 'meeting.join',
    scope: 'account',
    params: actionParams,
    body: z.object({ state: z.enum(['done', 'dropped']), note: line.default('') }),
    answers: { 200: z.object({ state: z.string() }) },
    handle: async ({ tx, account, now, principal }, { params, body: given }) => {
      await settleAction(tx, account, now, principal, params.action, given)
      return ok({ state: given.state })
    },
  }),
  operation({
    id: 'meeting-action.postpone',
    method: 'POST',
    path: '/api/accounts/:account/meeting-actions/:action/postpone',
    summary: 'Give an action another day, with the reason',
    permission: 'meeting.run',
    scope: 'account',
    params: actionParams,
    body: z.object({ dueOn: dateText, reason: sentence }),
    answers: { 200: z.object({ dueOn: dateText }) },
    handle: async ({ tx, account, now, principal }, { params, body: given }) => {
      await postponeAction(tx, account, byOf(now, principal), params.action, given)
      return ok({ dueOn: given.dueOn })
    },
  }),
]
