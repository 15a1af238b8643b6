import { audit, send } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { actorOf, type Principal } from '../../lib/principal.ts'
import { badRequest, conflict, notFound } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { lacks, seesOwnCasesOnly } from '../../parties/permissions.ts'
import type { Case } from '../case.ts'
import * as store from './store.ts'

export { listWatchers } from './store.ts'

/** Most people who watch one case: a list that is longer hides whom it tells. */
const mostWatchers = 50

/** Somebody who may be made a watcher, as the parties slice knows them. */
export type Candidate = {
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
  readonly side: store.Watcher['side']
}

/** Staff found by e-mail address or id, each once. `engineer` finds one of them. */
export async function colleagues(
  engineer: (given: string) => Promise<Omit<Candidate, 'side'> | undefined>,
  given: readonly string[],
): Promise<readonly Candidate[]> {
  const found = new Map<string, Candidate>()
  for (const each of new Set(given)) {
    const person = await engineer(each)
    if (!person)
      throw badRequest('Nobody on the staff is known by this', {
        found: each,
        expected: 'the e-mail address or the id of somebody on the staff',
      })
    found.set(person.id, { id: person.id, name: person.name, roles: person.roles, side: 'provider' })
  }
  return [...found.values()]
}

/** Whom a public event of a case is for: those named and whoever watches, but never the one who did it. */
async function audience(tx: Tx, found: Case, by: Principal, named: readonly (string | null)[]) {
  const watchers = await store.listWatchers(tx, found.accountId, found.id)
  const ids = new Set([...named.filter((id) => id !== null), ...watchers.map((each) => each.memberId)])
  ids.delete(by.personId)
  return [...ids].map((personId) => ({ personId }))
}

/** Tells of a public event of a case: those named, and whoever watches. `about` is the event and what it says. */
export const tellPublic = async (
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  about: { readonly event: string; readonly text: string } & Readonly<Record<string, unknown>>,
  named: readonly (string | null)[],
) =>
  send(tx, {
    accountId: found.accountId,
    now,
    kind: 'case-notice',
    subject: found.number,
    payload: { from: by.name, ...about, to: await audience(tx, found, by, named) },
  })

/** What keeps somebody from seeing a case, undefined when they may: watching never opens what was closed to them. */
const blind = (found: Case, who: Candidate): string | undefined =>
  lacks(who.roles, 'case.read') ??
  (who.side === 'customer' && seesOwnCasesOnly(who.roles) && found.requesterId !== who.id ? `${who.name} sees own cases only` : undefined)

/** Somebody hears of the case from now on. Who watches already goes on; who may not see the case is refused. */
export async function addWatcher(tx: Tx, found: Case, now: Instant, by: Principal, who: Candidate): Promise<void> {
  const refusal = blind(found, who)
  if (refusal) throw badRequest(`${who.name} may not see this case`, { found: refusal, toDo: 'Nobody gets to see a case by watching it.' })
  const there = await store.listWatchers(tx, found.accountId, found.id)
  if (there.some(({ memberId }) => memberId === who.id)) return
  if (there.length >= mostWatchers) throw conflict(`${mostWatchers} people watch this case`, { toDo: 'Take somebody off first.' })
  await store.insertWatcher(tx, found.accountId, found.id, { memberId: who.id, name: who.name, side: who.side, addedBy: by.name }, now)
  await audit(tx, {
    accountId: found.accountId,
    now,
    actor: actorOf(by),
    action: 'case.watch',
    subject: found.number,
    detail: { who: who.name, side: who.side },
  })
}

/** Somebody hears of it no more: everybody may stop for themselves and for people of their own side. */
export async function removeWatcher(tx: Tx, found: Case, now: Instant, by: Principal, memberId: string): Promise<void> {
  const there = (await store.listWatchers(tx, found.accountId, found.id)).find((each) => each.memberId === memberId)
  if (!there || (there.side !== by.accountKind && by.accountKind !== 'provider')) throw notFound('watcher')
  await store.deleteWatcher(tx, found.accountId, found.id, memberId)
  await audit(tx, {
    accountId: found.accountId,
    now,
    actor: actorOf(by),
    action: 'case.unwatch',
    subject: found.number,
    detail: { who: there.name },
  })
}

/** An internal note is told to those it names, who watch from then on, and to the staff who watch. Nobody else hears of it. */
export async function tellOfNote(
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  text: string,
  mentioned: readonly Candidate[],
): Promise<void> {
  for (const who of mentioned) await addWatcher(tx, found, now, by, who)
  const named = new Set(mentioned.map(({ id }) => id))
  const watching = (await store.listWatchers(tx, found.accountId, found.id))
    .filter(({ side, memberId }) => side === 'provider' && memberId !== by.personId && !named.has(memberId))
    .map(({ memberId }) => memberId)
  named.delete(by.personId)
  const tell = (event: 'mention' | 'note', to: readonly string[]) =>
    to.length === 0
      ? undefined
      : send(tx, {
          accountId: found.accountId,
          now,
          kind: 'case-note',
          subject: found.number,
          payload: { event, from: by.name, text, to: to.map((personId) => ({ personId })) },
        })
  await tell('mention', [...named])
  await tell('note', watching)
}
