import { useMe } from '../session.tsx'
import { Page } from '../ui/page.tsx'
import { PeopleList } from './people-list.tsx'

/** The provider's own people. */
export function StaffPage() {
  const me = useMe()
  return (
    <Page title="Staff" lead={`The people of ${me.account.name}: their roles, teams and zones.`}>
      <PeopleList account={me.account.code} side="provider" title="Staff" />
    </Page>
  )
}
