import { z } from 'zod'
import { dayOf } from '../../contracts/service.ts'
import { type Call, dateText, type Operation, ok, operation } from '../../http/operation.ts'
import { toIso } from '../../lib/time.ts'
import { lacks } from '../../parties/permissions.ts'
import { reasons } from '../access/access.ts'
import { act, caseParams, reachable, text } from '../routes.ts'
import { serviceOf } from '../service.ts'
import { askableKinds, askClauses, askKindNames, askKinds, waitingFor } from './item.ts'
import { askFor, dropItem, giveItem, listAsks, listWaits } from './service.ts'
import { technicalContactNow } from './technical/service.ts'
import { daysWaited, waitedMillis } from './waiting.ts'

const instant = z.iso.datetime()
const number = z.number().int().min(1).max(10_000)

const askedSchema = z.object({
  item: z.number(),
  kind: z.enum(askKindNames),
  title: z.string(),
  what: z.string(),
  reason: z.enum(reasons),
  clauses: z.array(z.string()),
  dueOn: z.string(),
  overdue: z.boolean(),
  askedBy: z.string(),
  askedAt: instant,
  state: z.enum(['open', 'received', 'dropped']),
  answer: z.string(),
  attachment: z.string().nullable(),
  closedBy: z.string().nullable(),
  closedAt: instant.nullable(),
  /** Midnights from asking to the answer, or to now. */
  days: z.number(),
})

async function board(call: Call, of: string) {
  const { tx, account, now, principal } = call
  const found = await reachable(call, of)
  const asks = await listAsks(tx, account.id, found.id)
  const waits = await listWaits(tx, account.id, found.id)
  const today = dayOf(account.zone, now)
  const offering = await serviceOf(tx, found)
  const open = asks.filter(({ state }) => state === 'open')
  const openWaits = waits.filter(({ to }) => to === null)
  return {
    items: asks.map((each) => ({
      item: each.number,
      kind: each.item,
      title: askKinds[each.item].title,
      what: each.what,
      reason: each.reason,
      clauses: [...askClauses(each.item, offering)],
      dueOn: each.dueOn,
      overdue: each.state === 'open' && each.dueOn < today,
      askedBy: each.askedBy,
      askedAt: toIso(each.askedAt),
      state: each.state,
      answer: each.answer,
      attachment: each.attachmentId,
      closedBy: each.closedBy,
      closedAt: each.closedAt === null ? null : toIso(each.closedAt),
      days: daysWaited(account.zone, { from: each.askedAt, to: each.closedAt }, now),
    })),
    waitingFor: waitingFor(open, openWaits.length - open.length),
    waitedMs: waitedMillis(waits, now),
    technicalContact: await technicalContactNow(tx, account, found, now).then((each) => each && { ...each, clauses: [...each.clauses] }),
    kinds: askableKinds.map((kind) => ({ kind, title: askKinds[kind].title, clauses: [...askClauses(kind, offering)] })),
    may: { ask: lacks(principal.roles, 'case.work') === undefined, give: lacks(principal.roles, 'case.update') === undefined },
  }
}

/** What the customer is asked for on a case, and what came of it. */
export const askingOperations: readonly Operation[] = [
  operation({
    id: 'case.asked',
    method: 'GET',
    path: '/api/accounts/:account/cases/:case/asked',
    summary: 'What the customer was asked for on a case, and for how long it waited',
    permission: 'case.read',
    scope: 'account',
    params: caseParams,
    answers: {
      200: z.object({
        items: z.array(askedSchema),
        /** What the case waits for, in words; empty when it waits for nothing. */
        waitingFor: z.string(),
        /** Time for which anything was open; what overlaps counts once. */
        waitedMs: z.number(),
        /** Whether a technical contact is named, and whether the case waits for one; null where its service asks for none (CSS-8.a2). */
        technicalContact: z.object({ named: z.boolean(), waits: z.boolean(), clauses: z.array(z.string()), toDo: z.string() }).nullable(),
        kinds: z.array(z.object({ kind: z.enum(askableKinds), title: z.string(), clauses: z.array(z.string()) })),
        may: z.object({ ask: z.boolean(), give: z.boolean() }),
      }),
    },
    handle: async (call, { params }) => ok(await board(call, params.case)),
  }),
  act({
    id: 'case.ask',
    path: 'asked',
    summary: 'Ask the customer for something that the work needs; the case waits until it is there',
    permission: 'case.work',
    body: z.object({ kind: z.enum(askableKinds), what: text(5000), reason: z.enum(reasons).default('performance'), dueOn: dateText }),
    run: ({ tx, account, now, principal }, found, { kind, ...body }) => askFor(tx, account, found, now, principal, { ...body, item: kind }),
  }),
  act({
    id: 'case.give',
    path: 'asked/received',
    summary: 'Give what was asked for: words, or a file that is attached to the case',
    permission: 'case.update',
    body: z.object({ item: number, text: z.string().trim().max(20_000).default(''), attachment: z.uuid().nullable().default(null) }),
    run: ({ tx, account, now, principal }, found, body) => giveItem(tx, account, found, now, principal, body),
  }),
  act({
    id: 'case.drop-ask',
    path: 'asked/dropped',
    summary: 'Say that something is not needed any more',
    permission: 'case.work',
    body: z.object({ item: number, reason: text(2000) }),
    run: ({ tx, account, now, principal }, found, body) => dropItem(tx, account, found, now, principal, body),
  }),
]
