import { Group, Select, TagsInput, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { reviewKinds, reviewTitles } from '../../analysis/reviews/kinds.ts'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { AccountPage } from '../ui/account-page.tsx'
import { Act } from '../ui/act.tsx'
import { usePath } from '../ui/filters.ts'
import { Dialog, Form, Send, serialsIn } from '../ui/form.tsx'
import { IconPlus } from '../ui/icons.ts'
import { RowLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'

type Row = Answer<'review.list'>['items'][number]

const columns = (account: string): readonly Column<Row>[] => [
  {
    name: 'Review',
    lead: true,
    cell: ({ number, kind }) => (
      <>
        <RowLink to="/accounts/$account/reviews/$review" params={{ account, review: number }}>
          {reviewTitles[kind]}
        </RowLink>
        <div className="small dim">{number}</div>
      </>
    ),
  },
  {
    name: 'State',
    brief: true,
    width: 210,
    cell: ({ state, owed }) => (
      <Group gap={6}>
        <Tag tone={state === 'released' ? 'ok' : 'info'}>{state === 'released' ? 'Released' : 'Draft'}</Tag>
        {owed !== null && <Tag tone="warn">Call to be held</Tag>}
      </Group>
    ),
  },
  { name: 'Findings', right: true, width: 100, cell: ({ items }) => items },
  { name: 'Devices', right: true, width: 100, cell: ({ devices }) => devices },
  { name: 'Engineer', width: 180, cell: ({ engineer }) => engineer || <span className="dim">nobody yet</span> },
  { name: 'Data up to', brief: true, width: 140, cell: ({ cutoff }) => <When at={cutoff} /> },
]

/** Reviews made of device data. */
export function ReviewsPage() {
  const { account } = usePath()
  const me = useMe()
  const may = useMay()
  const [making, setMaking] = useState(false)
  const own = me.account.code === account
  const query = useApi('review.list', { params: { account } })
  return (
    <AccountPage
      title="Reviews"
      lead="Bug notification impact, issue impact, configuration and health reviews, computed from device data and completed by a named engineer."
      actions={
        me.account.kind === 'provider' && (
          <Act reason={may('review.edit')} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
            Make a review
          </Act>
        )
      }
    >
      <Card label="Reviews" flush>
        <ListTable
          caption="Reviews, newest first"
          columns={columns(account)}
          query={query}
          rowKey={({ number }) => number}
          empty={
            <Empty title="No review yet">
              {own
                ? 'A review appears here once its engineer released it.'
                : 'Make one; it is computed at once and stays a draft until it is released.'}
            </Empty>
          }
        />
      </Card>
      {making && <MakeDialog account={account} onClose={() => setMaking(false)} />}
    </AccountPage>
  )
}

function MakeDialog({ account, onClose }: { readonly account: string; readonly onClose: () => void }) {
  const navigate = useNavigate()
  const [kind, setKind] = useState<(typeof reviewKinds)[number]>('PBNIR')
  const [devices, setDevices] = useState<string[]>([])
  const [engineer, setEngineer] = useState('')
  const list = useApi('device.list', { params: { account }, query: { limit: 200, top: 'true', status: 'in-use' } })
  const act = useAct('review.make', {
    done: ({ number }) => `${number} is computed`,
    after: ({ number }) => void navigate({ to: '/accounts/$account/reviews/$review', params: { account, review: number } }),
  })
  return (
    <Dialog title="Make a review" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account }, body: { kind, engineer, ...(devices.length > 0 ? { devices } : {}) } })}>
        <Select
          label="Kind"
          data={reviewKinds.map((value) => ({ value, label: `${reviewTitles[value]} (${value})` }))}
          value={kind}
          onChange={(value) => setKind((value ?? 'PBNIR') as typeof kind)}
          allowDeselect={false}
        />
        <TagsInput
          label="Devices"
          description="Without any, every chassis in use."
          placeholder="Serial"
          data={(list.data?.items ?? []).map(({ serial }) => serial)}
          limit={30}
          value={devices}
          onChange={(value) => setDevices(value.flatMap(serialsIn))}
          clearable
        />
        <TextInput
          label="Named engineer"
          description="Who stands for it. It can be said later."
          value={engineer}
          onChange={(event) => setEngineer(event.currentTarget.value)}
        />
        {act.isPending && (
          <Group>
            <Text size="sm">Looking at devices, records, configurations and answers.</Text>
          </Group>
        )}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Compute it
        </Send>
      </Form>
    </Dialog>
  )
}
