import type { ReactNode } from 'react'
import { useMe } from '../session.tsx'
import { usePath } from './filters.ts'
import { TextLink } from './link.tsx'
import { Page } from './page.tsx'

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
  return (
    <Page
      title={own ? title : `${title} of ${account}`}
      lead={lead}
      actions={actions}
      crumbs={
        !own && (
          <TextLink to="/accounts/$account" params={{ account }}>
            {account}
          </TextLink>
        )
      }
    >
      {children}
    </Page>
  )
}
