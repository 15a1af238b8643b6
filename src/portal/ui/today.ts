import { localDate } from '../../calendar/local-time.ts'
import { useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { useNow } from './now.ts'

/**
 * Today, `2026-03-06`: what forms begin with, and what is over by. Of an account it is the day there, by which its contracts begin and end;
 * without one, and until its zone is known, the reader's own.
 */
export function useToday(account = ''): string {
  const me = useMe()
  const now = useNow()
  const of = useApi('account.read', { params: { account } }, { enabled: account !== '', fresh: 600_000 })
  return String(localDate(of.data?.zone ?? me.person.zone, now))
}
