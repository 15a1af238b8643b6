import { Select, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { usePicks } from '../ui/filters.ts'
import { CountryField, countryName, Dialog, Filters, Form, ownZone, Pick, SearchBox, Send, ZoneField } from '../ui/form.tsx'
import { IconPlus } from '../ui/icons.ts'
import { RowLink, TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { choices, theatreWords } from '../ui/words.ts'

type Account = Answer<'account.list'>['items'][number]

export const kindWords = { customer: 'Customer', partner: 'Partner', provider: 'Provider' } as const

const columns: readonly Column<Account>[] = [
  {
    name: 'Account',
    lead: true,
    sort: (row) => row.name,
    cell: (row) => (
      <>
        <RowLink to="/accounts/$account" params={{ account: row.code }}>
          {row.name}
        </RowLink>
        <div className="small dim">{row.code}</div>
      </>
    ),
  },
  {
    name: 'Kind',
    brief: true,
    sort: (row) => row.kind,
    cell: (row) => <Tag tone={row.kind === 'customer' ? 'info' : 'plain'}>{kindWords[row.kind]}</Tag>,
  },
  { name: 'Theatre', wide: true, sort: (row) => row.theatre, cell: (row) => theatreWords[row.theatre] },
  { name: 'Country', brief: true, sort: (row) => row.country, cell: (row) => countryName(row.country) },
  { name: 'Time zone', wide: true, sort: (row) => row.zone, cell: (row) => row.zone },
  {
    name: 'State',
    brief: true,
    sort: (row) => row.status,
    cell: (row) => (row.status === 'active' ? <Tag tone="ok">Active</Tag> : <Tag tone="dim">Closed</Tag>),
  },
]

/** Accounts I may see. */
export function AccountsPage() {
  const may = useMay()
  const [picks] = usePicks()
  const [opening, setOpening] = useState(false)
  const query = useApi('account.list', {})
  const wanted = (picks.q ?? '').toLowerCase()
  const keep = (row: Account) =>
    (wanted === '' || `${row.code} ${row.name} ${row.address} ${countryName(row.country)}`.toLowerCase().includes(wanted)) &&
    (picks.kind === undefined || row.kind === picks.kind)
  const filtered = wanted !== '' || picks.kind !== undefined
  const fresh = may('account.edit') === undefined && query.data !== undefined && !query.data.items.some(({ kind }) => kind === 'customer')
  const add = (
    <Act reason={may('account.edit')} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpening(true)}>
      Open an account
    </Act>
  )
  return (
    <Page title="Accounts" lead="Customers and partners, and the provider itself." actions={add}>
      {fresh && <FirstSteps />}
      <Card label="Accounts" flush>
        <Filters>
          <SearchBox label="Search" placeholder="Name, code, country" />
          <Pick name="kind" label="Kind" any="All kinds" of={choices(kindWords)} />
        </Filters>
        <ListTable
          caption="Accounts"
          columns={columns}
          query={query}
          keep={keep}
          rowKey={(row) => row.code}
          empty={
            filtered ? (
              <Empty title="No account fits">Search with another word.</Empty>
            ) : (
              <Empty title="No account yet">Open the first customer: then its sites, people, devices and orders.</Empty>
            )
          }
        />
      </Card>
      {opening && <OpenDialog onClose={() => setOpening(false)} />}
    </Page>
  )
}

/** What comes next in an installation that has no customer yet. */
function FirstSteps() {
  return (
    <div style={{ marginBottom: 16 }}>
      <Card title="First steps">
        <ol style={{ margin: 0, paddingLeft: 20 }}>
          <li>
            <TextLink to="/staff">Add your staff</TextLink>: engineers, contract staff, order desk. Each role may do its own things.
          </li>
          <li>Open the first customer’s account, here.</li>
          <li>On the account add a site and people, and import its devices.</li>
          <li>Record base contracts, qualify the customer, place an order, activate the contract.</li>
          <li>
            Look through the <TextLink to="/policies">policies</TextLink>: what holds where the service descriptions are silent.
          </li>
        </ol>
      </Card>
    </div>
  )
}

function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const navigate = useNavigate()
  const [given, setGiven] = useState({ code: '', kind: 'customer', name: '', theatre: 'EMEA', country: '', zone: ownZone(), address: '' })
  const set = (name: keyof typeof given) => (value: string | null) => setGiven((before) => ({ ...before, [name]: value ?? '' }))
  const text = (name: keyof typeof given) => ({
    value: given[name],
    onChange: (event: { currentTarget: { value: string } }) => set(name)(event.currentTarget.value),
  })
  const act = useAct('account.open', {
    done: ({ name }) => `${name} is open`,
    after: ({ code }) => void navigate({ to: '/accounts/$account', params: { account: code } }),
  })
  return (
    <Dialog title="Open an account" opened onClose={onClose} size={580}>
      <Form onSubmit={() => act.mutate({ body: { ...given, code: given.code.toUpperCase() } as never })}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label="Name" required data-autofocus {...text('name')} />
          <TextInput
            label="Code"
            description="Two to twelve capitals or digits; stays for ever."
            required
            maxLength={12}
            {...text('code')}
          />
          <Select
            label="Kind"
            data={[
              { value: 'customer', label: 'Customer' },
              { value: 'partner', label: 'Partner' },
            ]}
            value={given.kind}
            onChange={set('kind')}
            allowDeselect={false}
          />
          <Select label="Theatre" data={choices(theatreWords)} value={given.theatre} onChange={set('theatre')} allowDeselect={false} />
          <CountryField label="Country" required value={given.country || null} onChange={set('country')} />
          <ZoneField label="Time zone" required value={given.zone} onChange={set('zone')} />
        </SimpleGrid>
        <Textarea label="Address" minRows={2} {...text('address')} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Open the account
        </Send>
      </Form>
    </Dialog>
  )
}
