import { Stack } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { ReasonList, VerdictTag } from '../ui/decision-view.tsx'
import { type Column, DataTable } from '../ui/table.tsx'

type Fate = Answer<'order.preview'>['lines'][number]

const columns: readonly Column<Fate>[] = [
  { name: 'Serial', lead: true, cell: ({ serial }) => <b className="mono">{serial}</b>, width: 140 },
  { name: 'Verdict', cell: ({ verdict }) => <VerdictTag verdict={verdict} />, width: 130 },
  {
    name: 'Why',
    cell: ({ reasons }) => {
      const failing = reasons.filter(({ holds }) => !holds)
      return failing.length === 0 ? <span className="dim">Every condition holds</span> : <ReasonList of={failing} />
    },
  },
]

/** What becomes of each device of an order. */
export const LineFates = ({ lines }: { readonly lines: readonly Fate[] }) => (
  <Stack gap={0}>
    <DataTable caption="Devices of the order and their fates" columns={columns} rows={lines} rowKey={({ serial }) => serial} empty={null} />
  </Stack>
)
