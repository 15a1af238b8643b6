import { Stack, Text } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { ClauseChip } from '../ui/clause-chip.tsx'
import { IconAlertTriangle, IconHourglass } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { dateWords } from '../ui/time.ts'

type Leaver = Answer<'leaver.list'>['items'][number]

const columns: readonly Column<Leaver>[] = [
  {
    name: 'Person',
    lead: true,
    cell: ({ name, email }) => (
      <>
        <b>{name}</b>
        <div className="small dim break">{email}</div>
      </>
    ),
  },
  {
    name: 'Why',
    brief: true,
    cell: ({ why, idleDays, seenOn, leftOn, noticedOn, noPriorNotice }) => (
      <Stack gap={3} align="flex-start">
        <Tag tone={why === 'left' ? 'danger' : 'warn'} icon={why === 'left' ? IconAlertTriangle : IconHourglass}>
          {why === 'left' ? 'Has left' : `Not seen for ${idleDays} days`}
        </Tag>
        <span className="small dim">
          {why === 'left'
            ? leftOn
              ? `left ${dateWords(leftOn)}${noticedOn ? `, told ${dateWords(noticedOn)}` : ''}`
              : ''
            : seenOn
              ? `last seen ${dateWords(seenOn)}`
              : 'never seen'}
        </span>
        {noPriorNotice && (
          <span className="small">
            Last seen {seenOn && dateWords(seenOn)}: {noPriorNotice}
          </span>
        )}
      </Stack>
    ),
  },
  {
    name: 'What to do',
    cell: ({ toDo, parts }) => (
      <Stack gap={3}>
        <span>{toDo}</span>
        {parts.map((part) => (
          <span key={`${part.kind} ${part.what}`}>
            {part.what}. <span className="dim">{part.toDo}</span>
          </span>
        ))}
      </Stack>
    ),
  },
]

/** Who left and still plays a part, and who was not seen for so long that they may have left. */
export function Leavers({ account }: { readonly account: string }) {
  const query = useApi('leaver.list', { params: { account } })
  return (
    <Card title="Leavers" aside={<ClauseChip id="CSS-8.f" />} flush>
      <Loaded query={query} lines={3}>
        {({ items, idleAfterDays }) => (
          <>
            {items.length > 0 && (
              <Text size="sm" c="dimmed" px="md" py="sm">
                Nobody is switched off by this list. It flags who was not seen for {idleAfterDays} days, and who left and still plays a
                part.
              </Text>
            )}
            <DataTable
              caption="People who left or may have left"
              columns={columns}
              rows={items}
              rowKey={({ personId }) => personId}
              empty={
                <Empty title="Nobody to look at">
                  Whoever left plays no part any more, and everybody else was seen in the last {idleAfterDays} days.
                </Empty>
              }
            />
          </>
        )}
      </Loaded>
    </Card>
  )
}
