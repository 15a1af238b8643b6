import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { localClock, localDate, wordsForDate, wordsForTime } from '../../calendar/local-time.ts'
import { addDays } from '../../calendar/terms.ts'
import { isAhead, stateTitles } from '../../changes/change.ts'
import { daysMs, fromIso } from '../../lib/time.ts'
import { useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { AccountFilter } from '../ui/account-filter.tsx'
import { AccountPage } from '../ui/account-page.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { Filters } from '../ui/form.tsx'
import { RowLink, TextLink } from '../ui/link.tsx'
import { useNow } from '../ui/now.ts'
import { Card, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Absences } from './absences.tsx'
import { ClosedTimes } from './closed-times.tsx'
import { Firms } from './firms.tsx'
import { MoveDialog } from './moves.tsx'
import { type Row, stateTones, windowIn } from './words.ts'

const lead = 'Times in which a network is changed with an engineer beside it. A window moves once both sides agree.'

/** Windows of every account that somebody may see. */
export function ChangesPage() {
  const { account } = useMe()
  const may = useMay()
  return (
    <Page title="Change windows" lead={lead}>
      <Stack gap="md">
        <Windows account={undefined} />
        {account.kind === 'provider' && may('request.plan') === undefined && (
          <>
            <Absences />
            <Firms />
          </>
        )}
        {account.kind === 'customer' && <ClosedTimes account={account.code} />}
      </Stack>
    </Page>
  )
}

/** Windows of one account. */
export function AccountChangesPage() {
  const { account } = usePath()
  return (
    <AccountPage title="Change windows" lead={lead}>
      <Stack gap="md">
        <Windows account={account} />
        <ClosedTimes account={account} />
      </Stack>
    </AccountPage>
  )
}

const mondayOf = (day: string): string => addDays(day, -((new Date(day).getUTCDay() + 6) % 7))

function Windows({ account }: { readonly account: string | undefined }) {
  const [picks, pick] = usePicks()
  const { zone } = useMe().person
  const now = useNow()
  const month = picks.view === 'month'
  const today = String(localDate(zone, now))
  const day = /^\d{4}-\d{2}-\d{2}$/.test(picks.day ?? '') ? (picks.day as string) : today
  const from = mondayOf(month ? `${day.slice(0, 8)}01` : day)
  const weeks = month ? 6 : 1
  const days = Array.from({ length: weeks * 7 }, (_, at) => addDays(from, at))
  const fromAt = new Date(Date.parse(from) - daysMs).toISOString()
  const toAt = new Date(Date.parse(from) + (weeks * 7 + 1) * daysMs).toISOString()
  const query = useApi(
    'change.list',
    { query: { from: fromAt, to: toAt, limit: 200, ...((account ?? picks.account) ? { account: account ?? picks.account ?? '' } : {}) } },
    { keep: true },
  )
  // what is asked for reaches a day further on both sides, since days begin elsewhere at another time
  const rows = query.data?.items
    .filter((row) => days.includes(dayOf(zone, row)))
    .toSorted((one, other) => one.startsAt.localeCompare(other.startsAt))
  const go = (step: number) => pick({ day: month ? addDays(`${day.slice(0, 8)}15`, step * 30) : addDays(day, step * 7) })
  const [moving, setMoving] = useState<{ row: Row; on: string }>()
  return (
    <Card label="Calendar of change windows" flush>
      <Filters end={account === undefined ? <AccountFilter /> : undefined}>
        <Group gap={8}>
          <SegmentedControl
            aria-label="How much is shown"
            data={[
              { value: 'week', label: 'Week' },
              { value: 'month', label: 'Month' },
            ]}
            value={month ? 'month' : 'week'}
            onChange={(value) => pick({ view: value === 'month' ? 'month' : undefined })}
          />
          <Button.Group>
            <Button variant="default" onClick={() => go(-1)}>
              Earlier
            </Button>
            <Button variant="default" onClick={() => pick({ day: undefined })}>
              Today
            </Button>
            <Button variant="default" onClick={() => go(1)}>
              Later
            </Button>
          </Button.Group>
          <span className="small">
            {month ? monthWords(day) : `${wordsForDate(from)} to ${wordsForDate(addDays(from, 6), true)}`}
            <span className="dim">, times of {zone}</span>
          </span>
        </Group>
      </Filters>
      <Grid
        days={days}
        month={month ? day.slice(0, 7) : undefined}
        today={today}
        zone={zone}
        rows={rows ?? []}
        every={account === undefined}
        onMove={(row, on) => setMoving({ row, on })}
      />
      <Loaded query={query}>
        {({ next }) => (
          <>
            {next && (
              <Text size="sm" p="sm" className="dim">
                There are more windows in these days than are shown: choose a week, or an account.
              </Text>
            )}
            <DataTable
              caption="The same windows as a list"
              columns={columns(account === undefined)}
              // what is still there of other days says nothing of these
              rows={query.isPlaceholderData ? undefined : rows}
              rowKey={({ number }) => number}
              empty={
                <Empty title="No window in these days">
                  Windows come from requests for change support, once both sides agreed on them.
                </Empty>
              }
            />
          </>
        )}
      </Loaded>
      {moving && <MoveDialog change={moving.row} on={moving.on} onClose={() => setMoving(undefined)} />}
    </Card>
  )
}

const dayOf = (zone: string, { startsAt }: Row): string => String(localDate(zone, fromIso(startsAt)))

const monthWords = (day: string) =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(day))

type GridProps = {
  readonly days: readonly string[]
  /** The month that is shown, `2026-03`: days around it stand back. */
  readonly month: string | undefined
  readonly today: string
  readonly zone: string
  readonly rows: readonly Row[]
  readonly every: boolean
  readonly onMove: (row: Row, on: string) => void
}

/** Days with their windows. A window is dragged to another day to propose it; the page of the change does the same by keyboard. */
function Grid({ days, month, today, zone, rows, every, onMove }: GridProps) {
  const may = useMay()
  const canMove = may('change.agree') === undefined
  const [over, setOver] = useState('')
  const on = Map.groupBy(rows, (row) => dayOf(zone, row))
  return (
    <ul className="windows" aria-label="Days">
      {days.map((day) => (
        <li
          key={day}
          className="day"
          data-today={day === today}
          data-over={day === over}
          data-beside={month !== undefined && !day.startsWith(month)}
          data-empty={!on.has(day)}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(day)
          }}
          onDragLeave={() => setOver('')}
          onDrop={(event) => {
            event.preventDefault()
            setOver('')
            const row = rows.find(({ number }) => number === event.dataTransfer.getData('text/plain'))
            if (row && dayOf(zone, row) !== day) onMove(row, day)
          }}
        >
          <div className="small dim">{wordsForDate(day)}</div>
          {(on.get(day) ?? []).map((row) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: dragging has its way by keyboard on the page of the change
            <div
              key={row.number}
              className="window"
              data-tone={stateTones[row.state]}
              draggable={canMove && isAhead(row.state)}
              onDragStart={(event) => event.dataTransfer.setData('text/plain', row.number)}
            >
              <TextLink to="/accounts/$account/changes/$change" params={{ account: row.account, change: row.number }}>
                {clockOf(zone, row.startsAt)} to {clockOf(zone, row.endsAt)}
              </TextLink>
              <div className="small">
                {every ? `${row.account}, ` : ''}
                {row.engineer?.name ?? 'no engineer yet'}
              </div>
              <div className="small dim">{stateTitles[row.state]}</div>
            </div>
          ))}
        </li>
      ))}
    </ul>
  )
}

const clockOf = (zone: string, at: string): string => {
  const clock = localClock(zone, fromIso(at))
  return 'kind' in clock ? at : wordsForTime(clock.millisOfDay).slice(0, 5)
}

const columns = (every: boolean): readonly Column<Row>[] => [
  {
    name: 'Window',
    lead: true,
    cell: ({ account, number, title, startsAt, endsAt, zone }) => (
      <>
        <RowLink to="/accounts/$account/changes/$change" params={{ account, change: number }}>
          {title}
        </RowLink>
        <div className="small dim">
          {number}, {windowIn(zone, startsAt, endsAt)} ({zone})
        </div>
      </>
    ),
  },
  ...(every ? [{ name: 'Account', width: 110, cell: ({ account }: Row) => account }] : []),
  { name: 'State', brief: true, width: 170, cell: ({ state }) => <Tag tone={stateTones[state]}>{stateTitles[state]}</Tag> },
  {
    name: 'Engineer',
    width: 170,
    cell: ({ engineer }) =>
      engineer?.name ?? (
        <Text span size="sm" className="dim">
          nobody yet
        </Text>
      ),
  },
]
