import type { Tx } from '../db/scope.ts'
import { addRoster } from '../escalation/on-call/service.ts'
import { type AccountRef, theClock } from '../lib/principal.ts'
import type { World } from './spec.ts'

/** The rosters of a world stand from long ago on. */
export async function buildRosters(
  tx: Tx,
  rosters: World['rosters'],
  provider: AccountRef,
  people: ReadonlyMap<string, { readonly personId: string }>,
) {
  for (const { layers, title, ...given } of rosters)
    await addRoster(tx, provider, 0, theClock('world'), {
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
