import { z } from 'zod'
import { newId } from '../../db/ids.ts'
import { requireVersion } from '../../http/app.ts'
import { type Call, created, type Operation, ok, operation } from '../../http/operation.ts'
import { conflict, notFound } from '../../lib/problem.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import { teams } from '../../parties/permissions.ts'
import * as store from './store.ts'

const blockSchema = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  team: z.string().nullable(),
  owner: z.string(),
  version: z.number(),
  /** Whether I may change it: it is mine, or my team's. */
  editable: z.boolean(),
})
const blockBody = z.object({ title: z.string().trim().min(1).max(80), text: z.string().trim().min(1).max(10_000) })
/** A password that was copied along is masked here as everywhere it is written. */
const masked = <Body extends { readonly text: string }>(body: Body): Body => ({ ...body, text: maskText(body.text) })
const blockParams = z.object({ block: z.uuid() })
const mostBlocks = 200

const visible = ({ tx, principal }: Call) => store.listBlocks(tx, principal.accountId, principal.personId, principal.teams)
const shown = ({ principal }: Call, { ownerId, ...block }: store.TextBlock) => ({
  ...block,
  editable: ownerId === principal.personId || (block.team !== null && principal.teams.includes(block.team)),
})
async function requireBlock(call: Call, id: string) {
  const block = (await visible(call)).find((each) => each.id === id)
  if (!block) throw notFound('text block')
  return block
}
const taken = (title: string) => conflict(`There is a text block "${title}" already`, { toDo: 'Choose another title, or change that one.' })

/** Texts that are written often: one's own, and those of one's teams. */
export const textBlockOperations: readonly Operation[] = [
  operation({
    id: 'text-block.list',
    method: 'GET',
    path: '/api/text-blocks',
    summary: 'My text blocks and those of my teams',
    permission: 'case.note',
    scope: 'own',
    answers: { 200: z.object({ items: z.array(blockSchema) }) },
    handle: async (call) => ok({ items: (await visible(call)).map((block) => shown(call, block)) }),
  }),
  operation({
    id: 'text-block.save',
    method: 'POST',
    path: '/api/text-blocks',
    summary: 'Keep a text block, for myself or for a team of mine',
    permission: 'case.note',
    scope: 'own',
    body: blockBody.extend({
      team: z
        .enum(Object.keys(teams) as [string, ...string[]])
        .nullable()
        .default(null),
    }),
    answers: { 201: blockSchema },
    handle: async (call, { body }) => {
      const { principal, tx, now } = call
      if (body.team !== null && !principal.teams.includes(body.team))
        throw conflict('A text block is shared with a team of one’s own', {
          found: body.team,
          expected: principal.teams.join(', ') || 'no team',
        })
      if ((await visible(call)).filter(({ ownerId }) => ownerId === principal.personId).length >= mostBlocks)
        throw conflict(`You have ${mostBlocks} text blocks`, { toDo: 'Remove one first.' })
      const block = { ...masked(body), id: newId(now), ownerId: principal.personId, owner: principal.name, version: 1 }
      if (!(await store.insertBlock(tx, principal.accountId, block, now))) throw taken(body.title)
      return created(shown(call, block), 1)
    },
  }),
  operation({
    id: 'text-block.change',
    method: 'PUT',
    path: '/api/text-blocks/:block',
    summary: 'Change a text block of mine or of my team',
    permission: 'case.note',
    scope: 'own',
    params: blockParams,
    body: blockBody,
    answers: { 200: blockSchema },
    handle: async (call, { params, body }) => {
      const block = await requireBlock(call, params.block)
      requireVersion(call, block.version)
      const others = (await visible(call)).filter((each) => each.id !== block.id && each.team === block.team)
      if (others.some(({ title }) => title.toLowerCase() === body.title.toLowerCase())) throw taken(body.title)
      await store.changeBlock(call.tx, call.principal.accountId, block.id, masked(body))
      return ok(shown(call, { ...block, ...masked(body), version: block.version + 1 }), block.version + 1)
    },
  }),
  operation({
    id: 'text-block.remove',
    method: 'DELETE',
    path: '/api/text-blocks/:block',
    summary: 'Remove a text block of mine or of my team',
    permission: 'case.note',
    scope: 'own',
    params: blockParams,
    answers: { 204: z.null() },
    handle: async (call, { params }) => {
      const block = await requireBlock(call, params.block)
      await store.removeBlock(call.tx, call.principal.accountId, block.id)
      return { status: 204 }
    },
  }),
]
