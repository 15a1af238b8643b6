import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { DateField, Dialog, Form, Send } from '../ui/form.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { DataTable } from '../ui/table.tsx'
import { Day } from '../ui/when.tsx'

/** Engineers who belong to a subcontractor. Customers never see it, and are not asked. */
export function Firms() {
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const query = useApi('firm.list', {})
  return (
    <Card
      title="Engineers of other firms"
      flush
      aside={
        <Act size="compact-sm" variant="default" reason={may('request.plan')} onClick={() => setAdding(true)}>
          Enter a firm
        </Act>
      }
    >
      <Loaded query={query} lines={3}>
        {({ items }) => (
          <DataTable
            caption="Engineers who belong to a subcontractor"
            rows={items}
            rowKey={({ engineer, startsOn, firm }) => `${engineer} ${firm} ${startsOn}`}
            columns={[
              { name: 'Engineer', lead: true, width: 190, cell: ({ name }) => name },
              { name: 'Firm', cell: ({ firm, firmName }) => `${firmName} (${firm})` },
              { name: 'From', cell: ({ startsOn }) => <Day on={startsOn} /> },
              { name: 'To', cell: ({ endsOn }) => (endsOn ? <Day on={endsOn} /> : 'further notice') },
            ]}
            empty={
              <Empty title="All are our own people">
                An engineer who belongs to a partner is entered here, and only the provider reads it.
              </Empty>
            }
          />
        )}
      </Loaded>
      {adding && <FirmDialog onClose={() => setAdding(false)} />}
    </Card>
  )
}

function FirmDialog({ onClose }: { readonly onClose: () => void }) {
  const list = useApi('engineer.list', {})
  const [engineer, setEngineer] = useState('')
  const [firm, setFirm] = useState('')
  const [startsOn, setStarts] = useState('')
  const act = useAct('firm.set', { done: 'It is entered', after: onClose })
  return (
    <Dialog title="The firm of an engineer" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ body: { engineer, firm: firm === '' ? null : firm, startsOn } })}>
        <Select
          label="Engineer"
          required
          searchable
          data={(list.data?.engineers ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={engineer || null}
          onChange={(value) => setEngineer(value ?? '')}
        />
        <TextInput
          label="Code of the partner"
          description="Left out, they are our own from that day on."
          value={firm}
          onChange={({ currentTarget: { value } }) => setFirm(value.toUpperCase().trim())}
        />
        <DateField label="From" required value={startsOn} onChange={({ currentTarget: { value } }) => setStarts(value)} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Enter it
        </Send>
      </Form>
    </Dialog>
  )
}
