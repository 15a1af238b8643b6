import { NumberInput, Radio, Select, SimpleGrid, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { deadlineAfter } from '../../calendar/terms.ts'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { DateField, Dialog, Form, Send } from '../ui/form.tsx'
import { IconCheck, IconPlus, IconX } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { useToday } from '../ui/today.ts'
import { Day } from '../ui/when.tsx'
import { actorWords } from '../ui/words.ts'

type Qualification = Answer<'qualification.list'>['items'][number]

const columns: readonly Column<Qualification>[] = [
  { name: 'Service', lead: true, cell: (row) => <b>{row.offering}</b> },
  {
    name: 'Outcome',
    cell: (row) =>
      row.outcome === 'qualified' ? (
        <Qualified until={row.validUntil} />
      ) : (
        <Tag tone="danger" icon={IconX}>
          Declined
        </Tag>
      ),
  },
  { name: 'Reason', cell: (row) => row.reason },
  { name: 'Footprint', cell: (row) => (row.footprint === null ? '' : `${row.footprint} devices`) },
  { name: 'Decided by', cell: (row) => actorWords(row.decidedBy) },
  { name: 'On', cell: (row) => <Day on={row.decidedOn} /> },
  { name: 'Valid to', cell: (row) => <Day on={row.validUntil} /> },
]

function Qualified({ until }: { readonly until: string }) {
  const over = until < useToday()
  return (
    <Tag tone={over ? 'dim' : 'ok'} icon={IconCheck}>
      Qualified{over ? ', over' : ''}
    </Tag>
  )
}

/** A person's consent, given beforehand, that an end user may buy a service. */
export function QualificationList({ account }: { readonly account: string }) {
  const may = useMay()
  const query = useApi('qualification.list', { params: { account } })
  const [deciding, setDeciding] = useState(false)
  return (
    <Card
      title="Qualifications"
      flush
      aside={
        <Act
          size="compact-sm"
          reason={may('qualification.decide')}
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => setDeciding(true)}
        >
          Qualify or decline
        </Act>
      }
    >
      <ListTable
        caption="Qualifications of this account"
        columns={columns}
        query={query}
        rowKey={(row) => row.id}
        empty={<Empty title="Nobody has decided yet">Services that ask for a qualified end user cannot be ordered before.</Empty>}
      />
      {deciding && <DecideDialog account={account} onClose={() => setDeciding(false)} />}
    </Card>
  )
}

function DecideDialog({ account, onClose }: { readonly account: string; readonly onClose: () => void }) {
  const offerings = useApi('offering.list', {}, { fresh: 600_000 })
  const today = useToday(account)
  const [given, setGiven] = useState({
    offering: '',
    outcome: 'qualified',
    decidedOn: today,
    validUntil: deadlineAfter(today, 12),
    reason: '',
  })
  const [footprint, setFootprint] = useState<number | string>('')
  const act = useAct('qualification.decide', { done: 'Decided', after: onClose })
  return (
    <Dialog title="Qualify or decline" opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account },
            body: { ...given, outcome: given.outcome as never, footprint: typeof footprint === 'number' ? footprint : null },
          })
        }
      >
        <Select
          label="Service"
          required
          data={(offerings.data?.items ?? []).map(({ code, title }) => ({ value: code, label: `${title} (${code})` }))}
          value={given.offering || null}
          onChange={(offering) => setGiven({ ...given, offering: offering ?? '' })}
        />
        <Radio.Group label="Outcome" value={given.outcome} onChange={(outcome) => setGiven({ ...given, outcome })}>
          <Stack gap={6} mt={6}>
            <Radio value="qualified" label="Qualified" />
            <Radio value="declined" label="Declined" />
          </Stack>
        </Radio.Group>
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <DateField
            label="Decided on"
            required
            value={given.decidedOn}
            onChange={(event) => setGiven({ ...given, decidedOn: event.currentTarget.value })}
          />
          <DateField
            label="Valid to"
            required
            value={given.validUntil}
            onChange={(event) => setGiven({ ...given, validUntil: event.currentTarget.value })}
          />
          <NumberInput label="Footprint" min={0} value={footprint} onChange={setFootprint} />
        </SimpleGrid>
        <Textarea
          label="Reason"
          required
          minRows={2}
          value={given.reason}
          onChange={(event) => setGiven({ ...given, reason: event.currentTarget.value })}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Decide
        </Send>
      </Form>
    </Dialog>
  )
}
