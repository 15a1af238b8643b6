import type { ReactNode } from 'react'
import { problemOf, useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { usePath } from './filters.ts'
import { TextLink } from './link.tsx'
import { Page } from './page.tsx'
import { Problem } from './states.tsx'

type Props = {
  /** What the page is of: `Credits` for one's own account, `Credits of ACME` for another one. */
  readonly title: string
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A page about one account: one's own by its plain name, another one with the way back to it. */
export function AccountPage({ title, lead, actions, children }: Props) {
  const { account } = usePath()
  const own = useMe().account.code === account
  // said once where there is no such account, and not by each list of the page
  const { error } = useApi('account.read', { params: { account } }, { enabled: !own })
  const missing = error !== null && problemOf(error).status === 404
  return (
    <Page
      title={own ? title : `${title} of ${account}`}
      lead={lead}
      actions={!missing && actions}
      crumbs={
        !own && (
          <TextLink to="/accounts/$account" params={{ account }}>
            {account}
          </TextLink>
        )
      }
    >
      {missing ? <Problem error={error} /> : children}
    </Page>
  )
}
