import { Group, Select, SimpleGrid, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { client, useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act, ActLink } from '../ui/act.tsx'
import type { CsvColumn } from '../ui/csv-file.ts'
import { ExportCsv } from '../ui/export.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { DateField, Dialog, Filters, Form, Pick, SearchBox, Send } from '../ui/form.tsx'
import { IconPlus, IconUpload } from '../ui/icons.ts'
import { RowLink, TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { dateWords } from '../ui/time.ts'
import { serviceWords, sourceWords, statusWords } from '../ui/words.ts'
import { CoverTag } from './cover.tsx'

type Row = Answer<'cover.list'>['items'][number]

const columns = (account: string): readonly Column<Row>[] => [
  {
    name: 'Serial',
    lead: true,
    cell: (row) => (
      <RowLink to="/accounts/$account/devices/$serial" params={{ account, serial: row.serial }} className="mono">
        {row.serial}
        {row.host !== '' && <span className="small dim"> {row.host}</span>}
      </RowLink>
    ),
  },
  { name: 'Product', brief: true, cell: (row) => row.product || <span className="dim">not known</span> },
  {
    name: 'Status',
    brief: true,
    cell: (row) => (row.status === 'in-use' ? statusWords[row.status] : <Tag tone="dim">{statusWords[row.status] ?? row.status}</Tag>),
  },
  { name: 'Cover', brief: true, cell: (row) => <CoverTag covered={row.covered} /> },
  {
    name: 'By, or why not',
    brief: true,
    cell: (row) => {
      const good = row.covers.filter((cover) => cover.covered)
      if (good.length > 0)
        return (
          <Group gap={6}>
            {good.map((cover) => (
              <span key={cover.contract}>
                {serviceWords(cover.offering)} <span className="dim small">to {dateWords(cover.until)}</span>
              </span>
            ))}
          </Group>
        )
      const why = row.covers.flatMap((cover) => cover.why.filter((reason) => reason.weight !== 'advise'))
      const first = why[0]
      if (!first) return <span className="dim">No contract lists it</span>
      return (
        <span>
          {first.title}: no{' '}
          <span className="dim small">
            ({first.clauses.slice(0, 2).join(', ')}
            {why.length > 1 ? `, and ${why.length - 1} more` : ''})
          </span>
        </span>
      )
    },
  },
]

const file: readonly CsvColumn<Row>[] = [
  { name: 'Serial', of: (row) => row.serial },
  { name: 'Host', of: (row) => row.host },
  { name: 'Product', of: (row) => row.product },
  { name: 'Status', of: (row) => statusWords[row.status] ?? row.status },
  { name: 'Covered', of: (row) => (row.covered ? 'yes' : 'no') },
  {
    name: 'Covered by',
    of: (row) =>
      row.covers
        .filter((cover) => cover.covered)
        .map((cover) => `${cover.offering} ${cover.contract} to ${cover.until}`)
        .join('; '),
  },
  {
    name: 'Why not',
    of: (row) =>
      row.covered
        ? ''
        : [...new Set(row.covers.flatMap((cover) => cover.why.map((reason) => reason.sentence)))].join('; ') || 'No contract lists it',
  },
]

/** The devices of an account with their cover; for the customer, "My devices". */
export function DevicesPage() {
  const me = useMe()
  const { account } = usePath()
  const own = me.account.code === account
  return (
    <Page
      title={own ? 'My devices' : `Devices of ${account}`}
      lead="What is covered today, by which contract; and where nothing covers a device, why not."
      crumbs={
        own ? undefined : (
          <>
            <TextLink to="/accounts">Accounts</TextLink>
            <span aria-hidden>/</span>
            <TextLink to="/accounts/$account" params={{ account }}>
              {account}
            </TextLink>
          </>
        )
      }
      actions={<DeviceActions account={account} />}
    >
      <DeviceList account={account} />
    </Page>
  )
}

export function DeviceActions({ account }: { readonly account: string }) {
  const may = useMay()
  const [adding, setAdding] = useState(false)
  return (
    <>
      <ActLink
        to="/accounts/$account/devices/import"
        params={{ account }}
        variant="default"
        reason={may('device.register')}
        leftSection={<IconUpload size={16} aria-hidden />}
      >
        Import a list
      </ActLink>
      <ActLink to="/accounts/$account/reconciliations" params={{ account }} variant="default" reason={may('device.read')}>
        Compare lists
      </ActLink>
      <ActLink to="/accounts/$account/devices/data" params={{ account }} variant="default" reason={may('device-data.take')}>
        Bring device data in
      </ActLink>
      <ActLink to="/accounts/$account/checks" params={{ account }} variant="default" reason={may('device-data.read')}>
        Checks
      </ActLink>
      <Act reason={may('device.register')} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
        Register a device
      </Act>
      <RegisterDialog account={account} opened={adding} onClose={() => setAdding(false)} />
    </>
  )
}

export function DeviceList({ account }: { readonly account: string }) {
  const [picks] = usePicks()
  const params = { account }
  const filters = { query: picks.q, on: picks.on }
  const query = useApi('cover.list', { params, query: { ...filters, limit: 50, cursor: picks.after } }, { keep: true })
  const keep = (row: Row) => (picks.cover === 'yes' ? row.covered : picks.cover === 'no' ? !row.covered : true)
  return (
    <Card label="Devices" flush>
      <Filters
        end={
          <ExportCsv
            list={`Devices of ${account}`}
            columns={file}
            keep={keep}
            read={(cursor) => client.call('cover.list', { params, query: { ...filters, limit: 200, cursor } })}
          />
        }
      >
        <SearchBox label="Search" placeholder="Host, serial, product" />
        <Pick
          name="cover"
          label="Cover"
          any="Covered or not"
          of={[
            { value: 'yes', label: 'Covered' },
            { value: 'no', label: 'Not covered' },
          ]}
        />
        <OnDay />
      </Filters>
      {query.data && picks.cover && (
        <Text size="xs" c="dimmed" px="md" pt={8}>
          Of the {query.data.items.length} devices on this page.
        </Text>
      )}
      <ListTable
        caption="Devices with their cover"
        columns={columns(account)}
        query={query}
        keep={keep}
        rowKey={(row) => row.serial}
        empty={
          picks.q || picks.cover ? (
            <Empty title="No device fits">Search with fewer letters, or take the filter away.</Empty>
          ) : (
            <Empty title="No device is registered yet">
              Register one by its serial, or import a list or the output of “show chassis hardware”.
            </Empty>
          )
        }
      />
    </Card>
  )
}

function OnDay() {
  const [picks, pick] = usePicks()
  return (
    <DateField
      label="Cover on"
      className="beside"
      value={picks.on ?? ''}
      onChange={(event) => pick({ on: event.currentTarget.value || undefined })}
    />
  )
}

type DialogProps = { readonly account: string; readonly opened: boolean; readonly onClose: () => void }

function RegisterDialog({ account, opened, onClose }: DialogProps) {
  const staff = useMe().account.kind === 'provider'
  const navigate = useNavigate()
  const sites = useApi('site.list', { params: { account } }, { enabled: opened })
  const [given, setGiven] = useState({
    serial: '',
    product: '',
    site: '',
    acquired: 'purchase',
    source: 'vendor',
    seller: '',
    originProof: '',
    release: '',
    endOfSupportOn: '',
  })
  const set = (name: keyof typeof given) => (value: string | null) => setGiven((before) => ({ ...before, [name]: value ?? '' }))
  const text = (name: keyof typeof given) => ({
    value: given[name],
    onChange: (event: { currentTarget: { value: string } }) => set(name)(event.currentTarget.value),
  })
  const add = useAct('device.add', {
    done: (device) => `${device.serial} is registered`,
    after: (device) => {
      onClose()
      void navigate({ to: '/accounts/$account/devices/$serial', params: { account, serial: device.serial } })
    },
  })
  const send = () =>
    add.mutate({
      params: { account },
      body: {
        serial: given.serial,
        product: given.product,
        site: given.site || null,
        acquired: given.acquired as never,
        source: given.source as never,
        seller: given.seller,
        originProof: given.originProof,
        release: given.release,
        endOfSupportOn: given.endOfSupportOn || null,
      },
    })
  return (
    <Dialog title="Register a device" opened={opened} onClose={onClose} size={560}>
      <Form onSubmit={send}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label="Serial" required data-autofocus {...text('serial')} />
          <TextInput label="Product" placeholder="MX480" {...text('product')} />
        </SimpleGrid>
        <Select
          label="Site"
          description="With a site it is registered: serial and installation address."
          placeholder={sites.data?.items.length === 0 ? 'No site yet: add one on the account first' : 'Choose'}
          data={(sites.data?.items ?? []).map(({ name, city }) => ({ value: name, label: city ? `${name}, ${city}` : name }))}
          value={given.site || null}
          onChange={set('site')}
          clearable
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select
            label="Acquired by"
            data={[
              { value: 'purchase', label: 'Purchase' },
              { value: 'lease', label: 'Lease' },
            ]}
            value={given.acquired}
            onChange={set('acquired')}
            allowDeselect={false}
          />
          <Select
            label="From"
            data={Object.entries(sourceWords).map(([value, label]) => ({ value, label }))}
            value={given.source}
            onChange={set('source')}
            allowDeselect={false}
          />
          <TextInput label="Seller" {...text('seller')} />
          <TextInput label="Proof of origin" placeholder="Number of the invoice or lease" {...text('originProof')} />
          <TextInput label="Running release" {...text('release')} />
          {staff && <DateField label="End of support" {...text('endOfSupportOn')} />}
        </SimpleGrid>
        <Send busy={add.isPending} error={add.error} onCancel={onClose}>
          Register
        </Send>
      </Form>
    </Dialog>
  )
}
