import { z } from 'zod'
import { type Call, created, dateText, type Operation, ok, operation } from '../http/operation.ts'
import { areaNames, areas } from './resource.ts'
import { addResource, editResource, resourcesFor } from './service.ts'

const resourceSchema = z.object({
  /** Null for a page of the portal itself. */
  id: z.uuid().nullable(),
  title: z.string(),
  text: z.string(),
  url: z.string(),
  service: z.string().nullable(),
  startsOn: dateText.nullable(),
  endsOn: dateText.nullable(),
})
const listSchema = z.object({ areas: z.array(z.object({ area: z.enum(areaNames), title: z.string(), items: z.array(resourceSchema) })) })

const body = z.object({
  area: z.enum(areaNames),
  title: z.string().trim().min(1).max(120),
  text: z.string().trim().max(1000).default(''),
  url: z.string().trim().min(1).max(500),
  /** Only for customers with a running contract of this service. */
  service: z.string().trim().toUpperCase().min(1).max(20).nullable().default(null),
  startsOn: dateText.optional(),
  endsOn: dateText.nullable().default(null),
})

async function list({ tx, account, now, principal }: Call) {
  const found = await resourcesFor(tx, account, { now, principal })
  return {
    areas: areaNames.map((area) => ({
      area,
      title: areas[area].title,
      items: found.flatMap(({ area: where, ...each }) => (where === area ? [each] : [])),
    })),
  }
}

/** What the portal offers, in four areas; adding to it needs no new version of the program (CSS-5.p2). */
export const resourceOperations: readonly Operation[] = [
  operation({
    id: 'resource.list',
    method: 'GET',
    path: '/api/resources',
    summary: 'Information, answers, tools and service options of the portal; staff see what is to come and what has ended too',
    permission: 'clause.read',
    scope: 'own',
    answers: { 200: listSchema },
    handle: async (call) => ok(await list(call)),
  }),
  operation({
    id: 'resource.add',
    method: 'POST',
    path: '/api/resources',
    summary: 'Add something to an area of the portal, from a day on',
    permission: 'resource.edit',
    scope: 'provider',
    body,
    answers: { 201: listSchema.extend({ id: z.uuid() }) },
    handle: async (call, { body: given }) => {
      const id = await addResource(call.tx, call.account, call, given)
      return created({ id, ...(await list(call)) })
    },
  }),
  operation({
    id: 'resource.edit',
    method: 'PUT',
    path: '/api/resources/:resource',
    summary: 'Change something in an area of the portal, or end it with its last day',
    permission: 'resource.edit',
    scope: 'provider',
    params: z.object({ resource: z.uuid() }),
    body,
    answers: { 200: listSchema },
    handle: async (call, { params: { resource }, body: given }) => {
      await editResource(call.tx, call.account, call, resource, given)
      return ok(await list(call))
    },
  }),
]
