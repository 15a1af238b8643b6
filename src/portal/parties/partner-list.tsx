import { Checkbox, MultiSelect, Select, SimpleGrid, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { AccountPick } from '../cases/pickers.tsx'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { DateField, Dialog, Form, Send } from '../ui/form.tsx'
import { IconPlus, IconShieldCheck } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { useToday } from '../ui/today.ts'
import { Day } from '../ui/when.tsx'
import { choices, partnerWords } from '../ui/words.ts'

type Link = Answer<'partner.list'>['items'][number]

const columns: readonly Column<Link>[] = [
  {
    name: 'Partner',
    lead: true,
    cell: (row) => (
      <>
        <b>{row.partnerName}</b> <span className="dim">{row.partner}</span>
      </>
    ),
  },
  { name: 'As', cell: (row) => partnerWords[row.kind] ?? row.kind },
  { name: 'Cases', cell: (row) => (row.seesCases ? <Tag tone="info">Sees the cases</Tag> : <Tag tone="dim">Does not see them</Tag>) },
  { name: 'From', cell: (row) => <Day on={row.startsOn} /> },
  { name: 'To', cell: (row) => (row.endsOn ? <Day on={row.endsOn} /> : <span className="dim">open</span>) },
]

/** Partners that act for a customer; on a partner's own account, what it is authorised for. */
export function PartnerList({ account, kind }: { readonly account: string; readonly kind: string }) {
  const may = useMay()
  const reason = may('account.edit')
  const query = useApi('partner.list', { params: { account } }, { enabled: kind === 'customer' })
  const [open, setOpen] = useState<'link' | 'authorise'>()
  if (kind === 'partner')
    return (
      <Card
        title="Authorisation"
        aside={
          <Act
            size="compact-sm"
            reason={reason}
            leftSection={<IconShieldCheck size={15} aria-hidden />}
            onClick={() => setOpen('authorise')}
          >
            Authorise
          </Act>
        }
      >
        <Text size="sm">
          A partner sells and supports only within its authorisation: for a territory and a time. Each one is in the audit trail.
        </Text>
        {open === 'authorise' && <AuthoriseDialog account={account} onClose={() => setOpen(undefined)} />}
      </Card>
    )
  return (
    <Card
      title="Partners"
      flush
      aside={
        <Act size="compact-sm" reason={reason} leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen('link')}>
          Let a partner act
        </Act>
      }
    >
      <ListTable
        caption="Partners that act for this account"
        columns={columns}
        query={query}
        rowKey={(row) => row.partner + row.kind + row.startsOn}
        empty={<Empty title="No partner acts for this account">It orders and asks for help itself.</Empty>}
      />
      {open === 'link' && <LinkDialog account={account} onClose={() => setOpen(undefined)} />}
    </Card>
  )
}

type DialogProps = { readonly account: string; readonly onClose: () => void }

function LinkDialog({ account, onClose }: DialogProps) {
  const [given, setGiven] = useState({ partner: '', kind: 'reseller', seesCases: false, startsOn: useToday(account), endsOn: '' })
  const act = useAct('partner.link', { done: 'The partner acts for this account', after: onClose })
  return (
    <Dialog title="Let a partner act" opened onClose={onClose}>
      <Form
        onSubmit={() => act.mutate({ params: { account }, body: { ...given, kind: given.kind as never, endsOn: given.endsOn || null } })}
      >
        <AccountPick only="partner" label="Partner" value={given.partner} onChange={(partner) => setGiven({ ...given, partner })} />
        <Select
          label="As"
          data={choices(partnerWords)}
          value={given.kind}
          onChange={(kind) => setGiven({ ...given, kind: kind ?? 'reseller' })}
          allowDeselect={false}
        />
        <Checkbox
          label="It sees the customer’s cases"
          description="Only when the customer said so."
          checked={given.seesCases}
          onChange={(event) => setGiven({ ...given, seesCases: event.currentTarget.checked })}
        />
        <SimpleGrid cols={2}>
          <DateField
            label="From"
            required
            value={given.startsOn}
            onChange={(event) => setGiven({ ...given, startsOn: event.currentTarget.value })}
          />
          <DateField label="To" value={given.endsOn} onChange={(event) => setGiven({ ...given, endsOn: event.currentTarget.value })} />
        </SimpleGrid>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Let it act
        </Send>
      </Form>
    </Dialog>
  )
}

function AuthoriseDialog({ account, onClose }: DialogProps) {
  const [given, setGiven] = useState({ kind: 'reseller', territory: [] as string[], startsOn: useToday(account), endsOn: '' })
  const act = useAct('partner.authorise', { done: 'Authorised', after: onClose })
  const names = new Intl.DisplayNames(['en'], { type: 'region' })
  const data = [
    'AT',
    'AU',
    'BE',
    'BR',
    'CA',
    'CH',
    'DE',
    'DK',
    'ES',
    'FI',
    'FR',
    'GB',
    'IE',
    'IN',
    'IT',
    'JP',
    'KR',
    'MX',
    'NL',
    'NO',
    'NZ',
    'PL',
    'PT',
    'SE',
    'SG',
    'US',
    'ZA',
  ].map((value) => ({ value, label: names.of(value) ?? value }))
  return (
    <Dialog title="Authorise the partner" opened onClose={onClose}>
      <Form
        onSubmit={() => act.mutate({ params: { account }, body: { ...given, kind: given.kind as never, endsOn: given.endsOn || null } })}
      >
        <Select
          label="As"
          data={choices(partnerWords)}
          value={given.kind}
          onChange={(kind) => setGiven({ ...given, kind: kind ?? 'reseller' })}
          allowDeselect={false}
        />
        <MultiSelect
          label="Territory"
          description="Countries; empty means everywhere."
          searchable
          data={data}
          value={given.territory}
          onChange={(territory) => setGiven({ ...given, territory })}
        />
        <SimpleGrid cols={2}>
          <DateField
            label="From"
            required
            value={given.startsOn}
            onChange={(event) => setGiven({ ...given, startsOn: event.currentTarget.value })}
          />
          <DateField label="To" value={given.endsOn} onChange={(event) => setGiven({ ...given, endsOn: event.currentTarget.value })} />
        </SimpleGrid>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Authorise
        </Send>
      </Form>
    </Dialog>
  )
}
