import { readOfferings } from '../catalog/service.ts'
import { dayOf, listContracts } from '../contracts/service.ts'
import { newId } from '../db/ids.ts'
import { audit } from '../db/records.ts'
import type { Tx } from '../db/scope.ts'
import { type AccountRef, actorOf, type Principal } from '../lib/principal.ts'
import { badRequest, notFound } from '../lib/problem.ts'
import type { Instant, LocalDate } from '../lib/time.ts'
import { isOffered, ownPages, type Resource } from './resource.ts'
import * as store from './store.ts'

type By = { readonly now: Instant; readonly principal: Principal }
export type Given = Pick<Resource, 'area' | 'title' | 'text' | 'url' | 'service' | 'endsOn'> & { readonly startsOn?: LocalDate | undefined }

/** What a reader finds in the portal: staff everything that was added, others what is there for them today (CSS-5.p1, CSS-5.p2). */
export async function resourcesFor(tx: Tx, account: AccountRef, { now, principal }: By): Promise<readonly Resource[]> {
  const kept = await store.listKept(tx)
  if (principal.accountKind === 'provider') return kept
  const today = dayOf(account.zone, now)
  const running = new Set(
    (await listContracts(tx, account.id))
      .filter(({ state, startsOn, endsOn }) => state === 'active' && startsOn <= today && today <= endsOn)
      .map(({ service }) => service),
  )
  const pages = principal.accountKind === 'customer' ? ownPages(account.code, principal.roles) : []
  return [...pages, ...kept.filter((each) => isOffered(each, today, running))]
}

/** A page of the portal or an address of the web; nothing else, which a browser might run. */
const isSafe = (url: string): boolean =>
  !/\s/.test(url) && (/^\/(?![/\\])/.test(url) || (/^https:\/\/[^/?#@]+([/?#]|$)/.test(url) && URL.canParse(url)))

async function checked(tx: Tx, given: Given): Promise<void> {
  if (!isSafe(given.url))
    throw badRequest('The address is none that can be opened', {
      found: given.url,
      expected: 'https://..., or a page of the portal such as /words',
      toDo: 'Correct the address.',
    })
  if (given.service !== null && !(await readOfferings(tx)).some(({ code }) => code === given.service))
    throw badRequest('No such service', { found: given.service, expected: 'the code of a service, such as CSS, or nothing' })
}

/** Adds something to an area: who may see it finds it from its first day on. */
export async function addResource(tx: Tx, account: AccountRef, by: By, given: Given): Promise<string> {
  await checked(tx, given)
  const id = newId(by.now)
  const actor = actorOf(by.principal)
  const startsOn = given.startsOn ?? dayOf(account.zone, by.now)
  if (given.endsOn !== null && given.endsOn < startsOn) throw badRequest('It would end before it begins', { found: given.endsOn })
  await store.insertResource(tx, { ...given, id, startsOn }, { actor, now: by.now })
  await audit(tx, { accountId: account.id, now: by.now, actor, action: 'resource.add', subject: given.title, detail: { area: given.area } })
  return id
}

/** Changes something that was added, or ends it with a last day. */
export async function editResource(tx: Tx, account: AccountRef, by: By, id: string, given: Given): Promise<void> {
  await checked(tx, given)
  const found = (await store.listKept(tx)).find((each) => each.id === id)
  if (!found) throw notFound('resource')
  const startsOn = given.startsOn ?? found.startsOn
  if (given.endsOn !== null && given.endsOn < startsOn) throw badRequest('It would end before it begins', { found: given.endsOn })
  await store.changeResource(tx, { ...given, id, startsOn })
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: actorOf(by.principal),
    action: 'resource.edit',
    subject: given.title,
    detail: { area: given.area, endsOn: given.endsOn },
  })
}
