import { useMe } from '../session.tsx'
import { TextLink } from './link.tsx'

/** The way back to the account that a page is of; nothing for its own people, who are there. */
export function AccountCrumb({ account }: { readonly account: string }) {
  if (useMe().account.code === account) return null
  return (
    <>
      <TextLink to="/accounts/$account" params={{ account }}>
        {account}
      </TextLink>
      <span aria-hidden>/</span>
    </>
  )
}

/** The way back from a page about one contract. */
export const ContractCrumbs = ({ account, contract }: { readonly account: string; readonly contract: string }) => (
  <>
    <AccountCrumb account={account} />
    <TextLink to="/accounts/$account/contracts/$contract" params={{ account, contract }}>
      {contract}
    </TextLink>
  </>
)
