import { acrossAccounts, type Tx } from '../../db/scope.ts'
import { listAccounts, listPeople, type Person } from '../store.ts'

/** Everybody of the provider, whom the scope of a customer does not show. */
export const listStaff = (tx: Tx): Promise<readonly Person[]> =>
  acrossAccounts(tx, async (wide) => {
    const [provider] = await listAccounts(wide, 'provider')
    return provider ? listPeople(wide, provider.id) : []
  })
