import type { Principal } from '../lib/principal.ts'

/** What happens by itself is done by the clock: it has no roles and no account of its own. */
export const theClock: Principal = {
  kind: 'clock',
  personId: '',
  name: 'Clock',
  email: '',
  accountId: '',
  accountCode: '',
  accountKind: 'provider',
  roles: [],
  teams: [],
  zone: 'UTC',
  theatre: null,
}
