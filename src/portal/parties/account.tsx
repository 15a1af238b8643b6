import { Group, Stack, Tabs, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { caseColumns } from '../cases/cases.tsx'
import { ContractList } from '../contracts/contracts.tsx'
import { DeviceActions, DeviceList } from '../installed-base/devices.tsx'
import { WebhookList } from '../notifications/webhooks.tsx'
import { useMay, useMe } from '../session.tsx'
import { Act, ActLink } from '../ui/act.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { countryName, Dialog, Form, Send, ZoneField } from '../ui/form.tsx'
import { IconPhone, IconShoppingCart } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { theatreWords } from '../ui/words.ts'
import { MorePlaces } from './account-places.tsx'
import { kindWords } from './accounts.tsx'
import { ContactList } from './contact-list.tsx'
import { EngineerList } from './engineer-list.tsx'
import { PartnerList } from './partner-list.tsx'
import { PeopleList } from './people-list.tsx'
import { QualificationList } from './qualification-list.tsx'
import { SiteList } from './site-list.tsx'

type Account = Answer<'account.read'>

/** One account with everything that belongs to it. */
export function AccountPage() {
  const { account } = usePath()
  const query = useApi('account.read', { params: { account } })
  return (
    <Loaded query={query} lines={8} page>
      {(found) => <Whole of={found} />}
    </Loaded>
  )
}

function Whole({ of }: { readonly of: Account }) {
  const me = useMe()
  const may = useMay()
  const account = of.code
  const customer = of.kind === 'customer'
  const [editing, setEditing] = useState(false)
  const [{ tab: asked }, pick] = usePicks()
  const tabs = [
    ['about', 'About', true],
    ['devices', 'Devices', customer && may('device.read') === undefined],
    ['contracts', 'Contracts', customer && may('contract.read') === undefined],
    ['cases', 'Cases', customer && may('case.read') === undefined],
    ['people', 'People', may('people.read') === undefined],
    ['contacts', 'Contacts', customer && may('people.read') === undefined],
    ['partners', 'Partners', of.kind !== 'provider'],
    ['qualifications', 'Qualifications', customer && may('qualification.read') === undefined],
    ['webhooks', 'Webhooks', customer && may('webhook.edit') === undefined],
  ] as const
  const shown = tabs.filter(([, , visible]) => visible)
  const tab = shown.some(([name]) => name === asked) ? asked : 'about'
  return (
    <Page
      title={of.name}
      crumbs={
        <>
          <TextLink to="/accounts">Accounts</TextLink>
          <span aria-hidden>/</span>
          <span>{account}</span>
        </>
      }
      lead={
        <Group gap={8} mt={2}>
          <Tag tone={customer ? 'info' : 'plain'}>{kindWords[of.kind]}</Tag>
          <span>
            {account}, {countryName(of.country)}, {of.zone}
          </span>
        </Group>
      }
      actions={
        customer && (
          <>
            {me.account.kind === 'provider' && (
              <ActLink
                to="/ask"
                search={{ account } as never}
                variant="default"
                reason={may('case.open')}
                leftSection={<IconPhone size={16} aria-hidden />}
              >
                Log a call
              </ActLink>
            )}
            <ActLink to="/accounts/$account/exposure" params={{ account }} variant="default" reason={may('exposure.read')}>
              Exposure
            </ActLink>
            <ActLink to="/accounts/$account/health" params={{ account }} variant="default" reason={may('device-data.read')}>
              Health
            </ActLink>
            <ActLink to="/accounts/$account/requests" params={{ account }} variant="default" reason={may('request.read')}>
              Requests
            </ActLink>
            <ActLink to="/accounts/$account/changes" params={{ account }} variant="default" reason={may('change.read')}>
              Change windows
            </ActLink>
            <ActLink to="/accounts/$account/meetings" params={{ account }} variant="default" reason={may('meeting.read')}>
              Meetings
            </ActLink>
            <ActLink to="/accounts/$account/duties" params={{ account }} variant="default" reason={may('duty.read')}>
              Duties
            </ActLink>
            <MorePlaces account={account} />
            <ActLink
              to="/orders/new"
              search={{ account } as never}
              variant="default"
              reason={may('order.place')}
              leftSection={<IconShoppingCart size={16} aria-hidden />}
            >
              Place an order
            </ActLink>
          </>
        )
      }
    >
      <Tabs
        value={tab ?? 'about'}
        onChange={(value) => pick({ tab: value === 'about' ? undefined : (value ?? undefined), q: undefined, sort: undefined })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {shown.map(([name, title]) => (
            <Tabs.Tab key={name} value={name}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="about">
          <Stack gap="md">
            <Card
              title="About"
              aside={
                <Act size="compact-sm" variant="default" reason={may('account.edit')} onClick={() => setEditing(true)}>
                  Change
                </Act>
              }
            >
              <Facts
                two
                of={[
                  ['Name', of.name],
                  ['Code', of.code],
                  ['Theatre', theatreWords[of.theatre]],
                  ['Country', countryName(of.country)],
                  ['Address', of.address || <span className="dim">none</span>],
                  ['Time zone', of.zone],
                  ['Language', of.language],
                  ['State', of.status === 'active' ? 'Active' : 'Closed'],
                ]}
              />
            </Card>
            <SiteList account={account} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="devices">
          <Group justify="flex-end" mb="sm">
            <DeviceActions account={account} />
          </Group>
          <DeviceList account={account} />
        </Tabs.Panel>
        <Tabs.Panel value="contracts">
          <Group justify="flex-end" mb="sm">
            <ActLink to="/accounts/$account/base-contract" params={{ account }} variant="default" reason={may('contract.activate')}>
              Record a base contract
            </ActLink>
          </Group>
          <ContractList account={account} />
        </Tabs.Panel>
        <Tabs.Panel value="cases">
          <AccountCases account={account} />
        </Tabs.Panel>
        <Tabs.Panel value="people">
          <PeopleList account={account} side={of.kind} title="People" />
        </Tabs.Panel>
        <Tabs.Panel value="contacts">
          <ContactList account={account} />
          <EngineerList account={account} />
        </Tabs.Panel>
        <Tabs.Panel value="partners">
          <PartnerList account={account} kind={of.kind} />
        </Tabs.Panel>
        <Tabs.Panel value="qualifications">
          <QualificationList account={account} />
        </Tabs.Panel>
        <Tabs.Panel value="webhooks">
          <WebhookList account={account} />
        </Tabs.Panel>
      </Tabs>
      {editing && <EditDialog of={of} onClose={() => setEditing(false)} />}
    </Page>
  )
}

function AccountCases({ account }: { readonly account: string }) {
  const [picks] = usePicks()
  const query = useApi('case.list', { query: { account, limit: 50, cursor: picks.after } }, { keep: true })
  return (
    <Card label="Cases" flush>
      <ListTable
        caption="Cases of this account, newest first"
        columns={caseColumns(false)}
        query={query}
        rowKey={(row) => row.number}
        empty={<Empty title="No case yet">Nobody of this account has asked for help.</Empty>}
      />
    </Card>
  )
}

function EditDialog({ of, onClose }: { readonly of: Account; readonly onClose: () => void }) {
  const [given, setGiven] = useState({ name: of.name, address: of.address, zone: of.zone, language: of.language })
  const act = useAct('account.edit', { done: `${of.name} is changed`, after: onClose })
  return (
    <Dialog title={`Change ${of.code}`} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account: of.code }, body: given, ifMatch: of.version })}>
        <TextInput label="Name" required value={given.name} onChange={(event) => setGiven({ ...given, name: event.currentTarget.value })} />
        <Textarea
          label="Address"
          minRows={2}
          value={given.address}
          onChange={(event) => setGiven({ ...given, address: event.currentTarget.value })}
        />
        <ZoneField label="Time zone" value={given.zone} onChange={(zone) => setGiven({ ...given, zone })} />
        <TextInput
          label="Language"
          value={given.language}
          onChange={(event) => setGiven({ ...given, language: event.currentTarget.value })}
        />
        <Text size="xs" c="dimmed">
          The code, the country and the theatre stay.
        </Text>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Change
        </Send>
      </Form>
    </Dialog>
  )
}
