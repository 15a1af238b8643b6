import { newId } from '../db/ids.ts'
import type { Tx } from '../db/scope.ts'
import { addRoster } from '../escalation/on-call/service.ts'
import type { AccountRef, Principal } from '../lib/principal.ts'
import type { Instant } from '../lib/time.ts'
import type { World } from './spec.ts'

/** The rosters of a world stand from long ago on. */
export async function buildRosters(
  tx: Tx,
  rosters: World['rosters'],
  provider: AccountRef,
  people: ReadonlyMap<string, { readonly personId: string }>,
  now: Instant,
) {
  const world: Principal = {
    kind: 'clock',
    personId: newId(now),
    name: 'world',
    email: '',
    accountId: provider.id,
    accountCode: provider.code,
    accountKind: 'provider',
    roles: [],
    teams: [],
    zone: 'UTC',
    theatre: null,
  }
  for (const { layers, title, ...given } of rosters)
    await addRoster(tx, provider, 0, world, {
      ...given,
      title: title ?? `${given.team}${given.theatre ? `, ${given.theatre}` : ''}`,
      layers: layers.map((layer) => ({
        ...layer,
        zone: layer.zone ?? given.zone,
        people: layer.people.map((name) => {
          const person = people.get(name)
          if (!person) throw new Error(`roster of ${given.team}: nobody is called ${name}`)
          return person.personId
        }),
      })),
    })
}
