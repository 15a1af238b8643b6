import { useNavigate, useParams, useSearch } from '@tanstack/react-router'

/** The search part of the address as plain texts: filters, tab, sort and page live there, so a page can be sent to somebody. */
export type Picks = Readonly<Record<string, string | undefined>>

export const parsePicks = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search))

export const writePicks = (picks: Record<string, unknown>): string => {
  const pairs = Object.entries(picks).filter(([, value]) => value !== undefined && value !== null && value !== '')
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`
}

/** What stands in the address, and a way to change it. Changing a filter goes back to the first page. */
export function usePicks(): readonly [Picks, (change: Picks, options?: { readonly push?: boolean }) => void] {
  const picks = useSearch({ strict: false }) as Picks
  const navigate = useNavigate()
  const change = (given: Picks, { push = false } = {}) => {
    const first = 'after' in given ? {} : { after: undefined }
    const put = (before: Picks) => Object.fromEntries(Object.entries({ ...before, ...first, ...given }).filter(([, value]) => value))
    void navigate({ to: '.', search: put as never, replace: !push, resetScroll: false })
  }
  return [picks, change]
}

/** The tab that the address names; the first one where it names none of them, so that an old or mistyped address still shows a page. */
export const tabIn = <Name extends string>({ tab }: Picks, names: readonly [Name, ...Name[]]): Name =>
  names.find((name) => name === tab) ?? names[0]

type PathName =
  | 'account'
  | 'case'
  | 'change'
  | 'serial'
  | 'contract'
  | 'clause'
  | 'decision'
  | 'code'
  | 'key'
  | 'roster'
  | 'mail'
  | 'webhook'
  | 'review'
  | 'request'
  | 'meeting'
  | 'round'
  | 'software'

/** The parameters of the path. */
export function usePath(): Readonly<Record<PathName, string>> {
  const path: unknown = useParams({ strict: false })
  return path as Readonly<Record<PathName, string>>
}
