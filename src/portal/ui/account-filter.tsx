import { useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { Pick } from './form.tsx'

/** Keeps a list to one account; for a customer, who sees but one, there is nothing to choose. */
export function AccountFilter() {
  const customer = useMe().account.kind === 'customer'
  const accounts = useApi('account.list', {}, { fresh: 60_000, enabled: !customer })
  if (customer) return null
  return (
    <Pick
      name="account"
      label="Account"
      any="All accounts"
      width={200}
      searchable
      of={(accounts.data?.items ?? [])
        .filter(({ kind }) => kind === 'customer')
        .map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
    />
  )
}
