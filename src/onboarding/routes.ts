import { z } from 'zod'
import { accountParams, type Call, contractParams, dateText, instantText, type Operation, ok, operation } from '../http/operation.ts'
import { actorOf } from '../lib/principal.ts'
import { toIso } from '../lib/time.ts'
import { shownOn, states } from './items.ts'
import { type MeetingNamed, readChecklists, type ShownBy, tick } from './service.ts'

const saidSchema = z.object({
  state: z.enum(states),
  on: dateText,
  text: z.string(),
  document: z.object({ id: z.string(), name: z.string() }).nullable(),
  meeting: z.string().nullable(),
  at: instantText,
  by: z.string(),
})
const answer = z.object({
  items: z.array(
    z.object({
      contract: z.string(),
      service: z.string(),
      done: z.number(),
      of: z.number(),
      complete: z.boolean(),
      dueOn: dateText.nullable(),
      dueProblem: z.string().nullable(),
      offeredOn: dateText.nullable(),
      late: z.boolean(),
      byRequest: z.boolean(),
      items: z.array(
        z.object({
          code: z.string(),
          clauses: z.array(z.string()),
          title: z.string(),
          group: z.string(),
          meeting: z.boolean(),
          said: saidSchema.nullable(),
          /** What a record shows of it, and the page on which it stands; it needs no tick then. */
          shown: z.object({ on: dateText, text: z.string(), meeting: z.string().nullable(), page: z.enum(shownOn) }).nullable(),
        }),
      ),
    }),
  ),
})

const view = async ({ tx, account, now }: Call, shownBy: ShownBy) =>
  ok({
    items: (await readChecklists(tx, account, now, shownBy)).map(({ progress, items, ...rest }) => ({
      ...rest,
      ...progress,
      items: items.map(({ said, shown, clauses, ...item }) => ({
        ...item,
        clauses: [...clauses],
        shown: shown && { on: shown.on, text: shown.text, meeting: shown.meeting, page: shown.page },
        said: said && {
          state: said.state,
          on: said.onDay,
          text: said.text,
          document: said.documentId === null ? null : { id: said.documentId, name: said.documentName ?? '' },
          meeting: said.meeting,
          at: toIso(said.at),
          by: said.actor,
        },
      })),
    })),
  })

/** What is set up at the beginning of a contract, with what shows it. */
export const onboardingOperations = (shownBy: ShownBy, meetingNamed: MeetingNamed): readonly Operation[] => [
  operation({
    id: 'onboarding.list',
    method: 'GET',
    path: '/api/accounts/:account/onboarding',
    summary: 'What is to be set up under each running contract, and how far it is',
    permission: 'onboarding.read',
    scope: 'account',
    params: accountParams,
    answers: { 200: answer },
    handle: (call) => view(call, shownBy),
  }),
  operation({
    id: 'onboarding.tick',
    method: 'POST',
    path: '/api/accounts/:account/contracts/:contract/onboarding',
    summary: 'Say that an item is set up, with what shows it; that it is open again; or that it was declined',
    permission: 'onboarding.tick',
    scope: 'account',
    params: contractParams,
    body: z.object({
      item: z.string().trim().min(1).max(40),
      state: z.enum(states),
      on: dateText.nullable().default(null),
      text: z.string().trim().min(1).max(1000),
      document: z.uuid().nullable().default(null),
      meeting: z.string().trim().min(1).max(40).nullable().default(null),
    }),
    answers: { 200: answer },
    handle: async (call, { params, body }) => {
      await tick(call.tx, call.account, { now: call.now, actor: actorOf(call.principal) }, { shownBy, meetingNamed }, params.contract, body)
      return view(call, shownBy)
    },
  }),
]
