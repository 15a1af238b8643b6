import { SegmentedControl, Stack } from '@mantine/core'
import { useState } from 'react'
import { useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { AccountPage } from '../ui/account-page.tsx'
import { Act, ActLink } from '../ui/act.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { Filters } from '../ui/form.tsx'
import { IconPlus } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { ListTable } from '../ui/table.tsx'
import { OpenActions } from './actions.tsx'
import { meetingColumns } from './list.tsx'
import { AskDialog, PlanDialog, SeriesDialog } from './plan.tsx'
import { Promised } from './promised.tsx'

/** Meetings of an account: what comes, what was, what was promised against what was held. */
export function MeetingsPage() {
  const { account } = usePath()
  const me = useMe()
  const may = useMay()
  const staff = me.account.kind === 'provider'
  const [picks, pick] = usePicks()
  const [open, setOpen] = useState<'series' | 'one' | 'ask'>()
  const when = picks.when === 'past' ? 'past' : 'ahead'
  const query = useApi('meeting.list', { params: { account }, query: { when, limit: 60 } }, { keep: true })
  const close = () => setOpen(undefined)
  return (
    <AccountPage
      title="Meetings"
      lead="Reviews, trainings and calls that a contract promises. A weekend or a holiday moves a meeting to the next working day and says so."
      actions={
        <>
          <ActLink to="/accounts/$account/webinars" params={{ account }} variant="default" reason={may('webinar.read')}>
            Webinars
          </ActLink>
          {!staff && (
            <>
              <Act variant="default" reason={may('meeting.join')} onClick={() => setOpen('one')}>
                Enter a project meeting
              </Act>
              <Act reason={may('meeting.join')} onClick={() => setOpen('ask')}>
                Ask for a review
              </Act>
            </>
          )}
          {staff && (
            <>
              <Act variant="default" reason={may('meeting.run')} onClick={() => setOpen('series')}>
                Plan a series
              </Act>
              <Act reason={may('meeting.run')} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('one')}>
                Plan a meeting
              </Act>
            </>
          )}
        </>
      }
    >
      <Stack gap="md">
        <Card label="List of meetings" flush>
          <Filters>
            <SegmentedControl
              aria-label="Which meetings"
              data={[
                { value: 'ahead', label: 'To come' },
                { value: 'past', label: 'Past' },
              ]}
              value={when}
              onChange={(value) => pick({ when: value === 'past' ? 'past' : undefined })}
            />
          </Filters>
          <ListTable
            caption={when === 'past' ? 'Past meetings, newest first' : 'Meetings to come, the next one first'}
            columns={meetingColumns(false)}
            query={query}
            rowKey={({ number }) => number}
            empty={
              <Empty title={when === 'past' ? 'No meeting was held yet' : 'No meeting is planned'}>
                {staff ? 'Plan a series for a contract, or a single meeting.' : 'Meetings appear here when your provider plans them.'}
              </Empty>
            }
          />
        </Card>
        <OpenActions account={account} />
        <Promised account={account} />
      </Stack>
      {open === 'series' && <SeriesDialog account={account} onClose={close} />}
      {open === 'one' && <PlanDialog account={account} project={!staff} onClose={close} />}
      {open === 'ask' && <AskDialog account={account} onClose={close} />}
    </AccountPage>
  )
}
