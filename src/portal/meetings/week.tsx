import { Button, Group } from '@mantine/core'
import { addDays } from '../../calendar/terms.ts'
import { useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { usePicks } from '../ui/filters.ts'
import { Filters } from '../ui/form.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { ListTable } from '../ui/table.tsx'
import { useToday } from '../ui/today.ts'
import { Span } from '../ui/when.tsx'
import { meetingColumns } from './list.tsx'

const mondayOf = (day: string): string => addDays(day, -((new Date(day).getUTCDay() + 6) % 7))

/** Meetings of a week over all accounts that the reader has. */
export function WeekPage() {
  const [picks, pick] = usePicks()
  const today = useToday()
  // at a weekend the week that comes is what matters
  const over = [0, 6].includes(new Date(today).getUTCDay())
  const current = mondayOf(addDays(today, over ? 2 : 0))
  const staff = useMe().account.kind !== 'customer'
  const from = mondayOf(/^\d{4}-\d{2}-\d{2}$/.test(picks.week ?? '') ? (picks.week as string) : current)
  const to = addDays(from, 6)
  const query = useApi('meeting.week', { query: { from, to } }, { keep: true })
  const go = (week: string) => pick({ week: week === current ? undefined : week })
  return (
    <Page
      title="Meetings of the week"
      lead={staff ? 'Of every account, in the order in which they are.' : 'In the order in which they are.'}
    >
      <Card label="Meetings of the week" flush>
        <Filters>
          <Group gap={8}>
            <Button.Group>
              <Button variant="default" onClick={() => go(addDays(from, -7))}>
                Earlier
              </Button>
              <Button variant="default" onClick={() => go(current)}>
                {over ? 'Next week' : 'This week'}
              </Button>
              <Button variant="default" onClick={() => go(addDays(from, 7))}>
                Later
              </Button>
            </Button.Group>
            <span className="small">
              <Span from={from} to={to} />
            </span>
          </Group>
        </Filters>
        <ListTable
          caption="Meetings of the week"
          columns={meetingColumns(staff)}
          query={query}
          rowKey={({ number }) => number}
          empty={
            <Empty title="No meeting in this week">
              {staff ? 'Series are planned on the page Meetings of an account.' : 'All that is planned stands on the page Meetings.'}
            </Empty>
          }
        />
      </Card>
    </Page>
  )
}
