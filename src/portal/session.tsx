import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { Answer } from '../client/client.ts'
import { lacks, type Permission } from '../parties/permissions.ts'
import { client, queries } from './api.ts'

export type Me = Answer<'me.read'>

export const meQuery = queryOptions({
  queryKey: ['me.read', {}],
  queryFn: () => client.call('me.read', {}),
  staleTime: 60_000,
  retry: false,
})

/** Whoever is signed in. Pages below the frame always have one. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data

/** Why I may not, from the table that the server asks too; undefined when I may. */
export function useMay(): (permission: Permission) => string | undefined {
  const { person } = useMe()
  return (permission) => lacks(person.roles, permission)
}

/** Ends what this browser knows of the session; drafts stay. */
export function forget(): void {
  queries.clear()
}

/**
 * Goes to the sign-in page by loading it anew: pages that are still drawn never see a memory that was emptied under them.
 * @param next the page to come back to
 */
export function signInAgain(next?: string): void {
  location.assign(next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in')
}
