import { Select } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'

type Part = Answer<'part.list'>['items'][number]
type Props = { readonly account: string; readonly contract: string }

/** Who performs each part of a contract, of which firm: for the provider's eyes. */
export function Performers({ account, contract }: Props) {
  const may = useMay()
  const [assigning, setAssigning] = useState<Part>()
  const query = useApi('part.list', { params: { account, contract } })
  return (
    <Card label="Who performs it" flush>
      <Loaded query={query} lines={6}>
        {({ items }) => (
          <DataTable
            caption="Who performs each part"
            rows={items}
            rowKey={({ part }) => part}
            columns={[
              { name: 'Part', lead: true, cell: ({ title }) => title },
              { name: 'Performed by', cell: ({ performer }) => performer?.name ?? 'our own people' },
              {
                name: 'Firm',
                cell: ({ firm, lapsed }) =>
                  firm === null ? '' : lapsed ? <Tag tone="danger">{firm}, no longer authorised</Tag> : <Tag tone="info">{firm}</Tag>,
              },
              {
                name: 'Assign',
                silent: true,
                right: true,
                width: 110,
                cell: (part) => (
                  <Act
                    size="compact-sm"
                    variant="default"
                    aria-label={`Assign ${part.title}`}
                    reason={may('request.plan')}
                    onClick={() => setAssigning(part)}
                  >
                    Assign
                  </Act>
                ),
              },
            ]}
            empty={<Empty title="No part is described">The service names nothing that is delivered.</Empty>}
          />
        )}
      </Loaded>
      {assigning && <AssignDialog account={account} contract={contract} of={assigning} onClose={() => setAssigning(undefined)} />}
    </Card>
  )
}

function AssignDialog({ account, contract, of, onClose }: Props & { readonly of: Part; readonly onClose: () => void }) {
  const list = useApi('engineer.list', {})
  const [engineer, setEngineer] = useState(of.performer?.id ?? '')
  const act = useAct('part.assign', { done: 'Assigned', after: onClose })
  return (
    <Dialog title={of.title} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, contract }, body: { part: of.part, engineer } })}>
        <Select
          label="Performed by"
          description="How much of a service may go to another firm, and to which, is judged."
          required
          searchable
          data={(list.data?.engineers ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={engineer || null}
          onChange={(value) => setEngineer(value ?? '')}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Assign
        </Send>
      </Form>
    </Dialog>
  )
}
