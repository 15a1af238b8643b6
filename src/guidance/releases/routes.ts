import { z } from 'zod'
import { type Call, contractParams, created, type Operation, ok, operation } from '../../http/operation.ts'
import { toIso } from '../../lib/time.ts'
import { weighed } from './plan.ts'
import { decidePlan, issuePlan, plansOf, writePlan } from './service.ts'

const oneParams = contractParams.extend({ plan: z.coerce.number().int().min(1).max(100_000) })
const words = (most: number) => z.string().trim().max(most)
const prose = words(5000).default('')
const said = z.object({ by: z.string(), at: z.string() })

const planSchema = z.object({
  plan: z.number(),
  serials: z.array(z.string()),
  current: z.string(),
  target: z.string(),
  ...(Object.fromEntries(weighed.map((part) => [part, z.string()])) as Record<(typeof weighed)[number], z.ZodString>),
  writtenBy: z.string(),
  writtenAt: z.string(),
  issued: said.nullable(),
  decision: said.extend({ text: z.string() }).nullable(),
})
const listSchema = z.object({ items: z.array(planSchema) })

const list = async ({ tx, account, now, principal }: Call, contract: string) => ({
  items: (await plansOf(tx, account, { now, principal }, contract)).map(({ seq, writtenAt, issued, decision, ...plan }) => ({
    ...plan,
    plan: seq,
    serials: [...plan.serials],
    writtenAt: toIso(writtenAt),
    issued: issued && { ...issued, at: toIso(issued.at) },
    decision: decision && { ...decision, at: toIso(decision.at) },
  })),
})
const one = async (call: Call, contract: string, seq: number) => {
  const found = (await list(call, contract)).items.find(({ plan }) => plan === seq)
  if (!found) throw new Error(`plan ${seq} of ${contract} was written and is not there`)
  return found
}

const path = '/api/accounts/:account/contracts/:contract/release-plans'

/** Planning of release upgrades with the advisor (ACP-13.p1). */
export const releasePlanOperations: readonly Operation[] = [
  operation({
    id: 'release-plan.list',
    method: 'GET',
    path,
    summary: 'Plans of release upgrades; a customer reads those that were issued',
    permission: 'advice.read',
    scope: 'account',
    params: contractParams,
    answers: { 200: listSchema },
    handle: async (call, { params: { contract } }) => ok(await list(call, contract)),
  }),
  operation({
    id: 'release-plan.write',
    method: 'POST',
    path,
    summary: 'Write a plan of a release upgrade, or write one anew that was not issued',
    permission: 'advice.log',
    scope: 'account',
    params: contractParams,
    body: z.object({
      /** Of one that is written anew. */
      plan: z.int().min(1).optional(),
      devices: z.array(words(64).min(1)).min(1).max(500),
      target: words(60).default(''),
      features: prose,
      problems: prose,
      risks: prose,
      benefits: prose,
      advice: prose,
    }),
    answers: { 201: planSchema },
    handle: async (call, { params: { contract }, body: { devices, ...body } }) => {
      const seq = await writePlan(call.tx, call.account, call, contract, { ...body, serials: devices })
      return created(await one(call, contract, seq))
    },
  }),
  operation({
    id: 'release-plan.issue',
    method: 'POST',
    path: `${path}/:plan/issue`,
    summary: 'Issue a plan: the customer reads it and decides',
    permission: 'advice.log',
    scope: 'account',
    params: oneParams,
    answers: { 200: planSchema },
    handle: async (call, { params: { contract, plan } }) => {
      await issuePlan(call.tx, call.account, call, contract, plan)
      return ok(await one(call, contract, plan))
    },
  }),
  operation({
    id: 'release-plan.decide',
    method: 'POST',
    path: `${path}/:plan/decision`,
    summary: 'Say what the customer decides on a plan',
    permission: 'release-plan.decide',
    scope: 'account',
    params: oneParams,
    body: z.object({ decision: words(2000).min(1) }),
    answers: { 200: planSchema },
    handle: async (call, { params: { contract, plan }, body: { decision } }) => {
      await decidePlan(call.tx, call.account, call, contract, plan, decision)
      return ok(await one(call, contract, plan))
    },
  }),
]
