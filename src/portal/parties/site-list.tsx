import { SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { CountryField, countryName, Dialog, Form, ownZone, Send, ZoneField } from '../ui/form.tsx'
import { IconPlus } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'

type Site = Answer<'site.list'>['items'][number]

/** Where the devices stand. */
export function SiteList({ account }: { readonly account: string }) {
  const may = useMay()
  const reason = may('site.edit')
  const query = useApi('site.list', { params: { account } })
  const [editing, setEditing] = useState<Site | 'new'>()
  const columns: readonly Column<Site>[] = [
    { name: 'Site', lead: true, sort: (row) => row.name, cell: (row) => <b>{row.name}</b> },
    { name: 'Address', cell: (row) => [row.address, row.address.includes(row.city) ? '' : row.city].filter(Boolean).join(', ') },
    { name: 'Country', sort: (row) => row.country, cell: (row) => countryName(row.country) },
    { name: 'Time zone', sort: (row) => row.zone, cell: (row) => row.zone },
    { name: 'Owner', cell: (row) => row.owner },
    {
      name: 'Act',
      cell: (row) => (
        <Act size="compact-sm" variant="default" reason={reason} onClick={() => setEditing(row)} aria-label={`Change ${row.name}`}>
          Change
        </Act>
      ),
    },
  ]
  return (
    <Card
      title="Sites"
      flush
      aside={
        <Act size="compact-sm" reason={reason} leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setEditing('new')}>
          Add a site
        </Act>
      }
    >
      <ListTable
        caption="Sites of the account"
        columns={columns}
        query={query}
        rowKey={(row) => row.id}
        empty={<Empty title="No site yet">Devices are registered at a site: serial and installation address.</Empty>}
      />
      {editing !== undefined && (
        <SiteDialog account={account} of={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
    </Card>
  )
}

function SiteDialog({ account, of, onClose }: { readonly account: string; readonly of: Site | undefined; readonly onClose: () => void }) {
  const [given, setGiven] = useState({
    name: of?.name ?? '',
    address: of?.address ?? '',
    city: of?.city ?? '',
    country: of?.country ?? '',
    zone: of?.zone ?? ownZone(),
    owner: of?.owner ?? '',
  })
  const set = (name: keyof typeof given) => (value: string | null) => setGiven((before) => ({ ...before, [name]: value ?? '' }))
  const text = (name: keyof typeof given) => ({
    value: given[name],
    onChange: (event: { currentTarget: { value: string } }) => set(name)(event.currentTarget.value),
  })
  const add = useAct('site.add', { done: ({ name }) => `${name} is added`, after: onClose })
  const edit = useAct('site.edit', { done: ({ name }) => `${name} is changed`, after: onClose })
  const send = () =>
    of
      ? edit.mutate({ params: { account, site: of.id }, body: given, ifMatch: of.version })
      : add.mutate({ params: { account }, body: given })
  return (
    <Dialog title={of ? `Change ${of.name}` : 'Add a site'} opened onClose={onClose} size={560}>
      <Form onSubmit={send}>
        <TextInput label="Name" required data-autofocus {...text('name')} />
        <Textarea label="Address" minRows={2} {...text('address')} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label="City" {...text('city')} />
          <CountryField label="Country" required value={given.country || null} onChange={set('country')} />
          <ZoneField label="Time zone" required value={given.zone} onChange={set('zone')} />
          <TextInput label="Owner, if it is somebody else" {...text('owner')} />
        </SimpleGrid>
        <Send busy={add.isPending || edit.isPending} error={add.error ?? edit.error} onCancel={onClose}>
          {of ? 'Change' : 'Add'}
        </Send>
      </Form>
    </Dialog>
  )
}
