import { Stack, Text } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { ClauseChip, ClauseChips } from '../ui/clause-chip.tsx'
import { IconCheck, IconX } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { queueWords } from '../ui/words.ts'

type Test = Answer<'contact-access.test'>['items'][number]

const columns: readonly Column<Test>[] = [
  {
    name: 'Contact',
    lead: true,
    cell: ({ name, email }) => (
      <>
        <b>{name}</b>
        <div className="small dim break">{email}</div>
      </>
    ),
  },
  {
    name: 'Could open a case',
    brief: true,
    cell: ({ opens }) => (
      <Tag tone={opens ? 'ok' : 'danger'} icon={opens ? IconCheck : IconX}>
        {opens ? 'Yes' : 'No'}
      </Tag>
    ),
  },
  {
    name: 'To whom, or why not',
    cell: ({ opens, queue, why, clauses, toDo }) =>
      opens ? (
        <span>{queueWords[queue as keyof typeof queueWords] ?? queue}</span>
      ) : (
        <Stack gap={3}>
          {why.map((each) => (
            <span key={each}>{each}</span>
          ))}
          {toDo.map((each) => (
            <span key={each} className="dim">
              {each}
            </span>
          ))}
          <ClauseChips ids={clauses} most={4} />
        </Stack>
      ),
  },
]

/** Whether each contact could open an urgent case at this instant, by the judgement that a real one gets. */
export function AccountTests({ account }: { readonly account: string }) {
  const query = useApi('contact-access.test', { params: { account } }, { fresh: 60_000 })
  return (
    <Card title="Could each contact open a case?" aside={<ClauseChip id="SSM-3.1.b3" />} flush>
      <Loaded query={query} lines={4}>
        {({ device, items }) => (
          <>
            <Text size="sm" c="dimmed" px="md" py="sm">
              {device
                ? `Tried with a P2 by web about the device ${device}. Nothing was opened.`
                : 'No device in use is held, so a case cannot name one.'}
            </Text>
            <DataTable
              caption="Whether each contact could open a case"
              columns={columns}
              rows={items.toSorted((one, other) => Number(one.opens) - Number(other.opens))}
              rowKey={({ personId }) => personId}
              empty={<Empty title="No contact yet">Name contacts first.</Empty>}
            />
          </>
        )}
      </Loaded>
    </Card>
  )
}
