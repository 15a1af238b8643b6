import { Stack, Tabs } from '@mantine/core'
import { useMe } from '../session.tsx'
import { tabIn, usePath, usePicks } from '../ui/filters.ts'
import { TextLink } from '../ui/link.tsx'
import { Page } from '../ui/page.tsx'
import { ContactList } from './contact-list.tsx'
import { EngineerList } from './engineer-list.tsx'
import { PeopleList } from './people-list.tsx'

/** People and the parts they play for the services; for the customer, its own. */
export function PeoplePage() {
  const me = useMe()
  const { account } = usePath()
  const own = me.account.code === account
  const [picks, pick] = usePicks()
  const tab = tabIn(picks, ['roster', 'people'])
  return (
    <Page
      title="People and contacts"
      lead="Who may ask, who is named to the service, and who is a certified expert. Services set least and most."
      crumbs={
        own ? undefined : (
          <TextLink to="/accounts/$account" params={{ account }}>
            {account}
          </TextLink>
        )
      }
    >
      <Tabs value={tab} onChange={(value) => pick({ tab: value ?? undefined })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="roster">Roster</Tabs.Tab>
          <Tabs.Tab value="people">People</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="roster">
          <Stack gap="md">
            <ContactList account={account} />
            <EngineerList account={account} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="people">
          <PeopleList account={account} side={me.account.kind === 'partner' && own ? 'partner' : 'customer'} title="People" />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
