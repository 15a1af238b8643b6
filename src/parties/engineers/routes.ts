import { z } from 'zod'
import { audit } from '../../db/records.ts'
import { accountParams, created, dateText, type Operation, ok, operation } from '../../http/operation.ts'
import { actorOf } from '../../lib/principal.ts'
import { badRequest, notFound } from '../../lib/problem.ts'
import { toIso } from '../../lib/time.ts'
import type { Days } from '../service.ts'
import { findPersonNamed } from '../store.ts'
import * as store from './store.ts'

const recordSchema = z.object({
  personId: z.string(),
  name: z.string(),
  offering: z.string(),
  trainedOn: dateText.nullable(),
  skills: z.array(z.enum(store.skills)),
  note: z.string(),
  saidBy: z.string(),
  saidAt: z.string(),
})
const listSchema = z.object({ items: z.array(recordSchema) })

/** What is on record of a customer's engineers: when they were trained, and what they can do (CSS-8.d, CSS-8.e1). */
export const engineerRecordOperations = ({ of }: Pick<Days, 'of'>): readonly Operation[] => [
  operation({
    id: 'engineer-record.list',
    method: 'GET',
    path: '/api/accounts/:account/engineer-records',
    summary: "A customer's engineers: when each was trained in the software of a service, and what each can do",
    permission: 'people.read',
    scope: 'account',
    params: accountParams,
    answers: { 200: listSchema },
    handle: async ({ tx, account }) =>
      ok({ items: (await store.listEngineerRecords(tx, account.id)).map((each) => ({ ...each, saidAt: toIso(each.saidAt) })) }),
  }),
  operation({
    id: 'engineer-record.write',
    method: 'POST',
    path: '/api/accounts/:account/engineer-records',
    summary: 'Put on record when an engineer was trained and what they can do; the word before stays in the history',
    permission: 'engineer-record.write',
    scope: 'account',
    params: accountParams,
    body: z.object({
      /** The e-mail address or the id. */
      person: z.string().trim().min(3).max(200),
      offering: z.string().trim().min(2).max(20).default('CSS'),
      /** Left out: not trained yet. */
      trainedOn: dateText.optional(),
      skills: z.array(z.enum(store.skills)).max(3).default([]),
      note: z.string().trim().max(500).default(''),
    }),
    answers: { 201: listSchema },
    handle: async ({ tx, account, now, principal }, { body: { person: named, offering, trainedOn = null, skills, note } }) => {
      const person = await findPersonNamed(tx, account.id, named)
      if (person?.status !== 'active') throw notFound('active person')
      const today = of(account.zone, now)
      if (trainedOn !== null && trainedOn > today)
        throw badRequest('The day lies ahead', {
          found: trainedOn,
          expected: `${today} or earlier`,
          toDo: 'Put it on record once it was held.',
        })
      const actor = actorOf(principal)
      const said = { personId: person.id, offering: offering.toUpperCase(), trainedOn, skills: [...new Set(skills)], note }
      await store.insertEngineerRecord(tx, account.id, { ...said, saidBy: actor, saidAt: now })
      await audit(tx, { accountId: account.id, now, actor, action: 'engineer-record.write', subject: person.email, detail: said })
      const items = await store.listEngineerRecords(tx, account.id)
      return created({ items: items.map((each) => ({ ...each, saidAt: toIso(each.saidAt) })) })
    },
  }),
]
