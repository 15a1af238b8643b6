import { Group, SegmentedControl, Stack, Text } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import type { Permission } from '../../parties/permissions.ts'
import { type DueKind, dueKinds, dueTitles, type Standing, standingOf } from '../../reports/day/due.ts'
import { useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { AccountFilter } from '../ui/account-filter.tsx'
import { usePicks } from '../ui/filters.ts'
import { Filters, Pick } from '../ui/form.tsx'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { Day } from '../ui/when.tsx'

type Due = Answer<'day.read'>['items'][number]

const standings: readonly (readonly [Standing, string, Tone])[] = [
  ['overdue', 'Overdue', 'danger'],
  ['today', 'Today', 'warn'],
  ['later', 'In the days after', 'info'],
]

/** What a service manager has to look at today and this week, over all accounts. */
export function DayPage() {
  const [picks, pick] = usePicks()
  const days = picks.days ?? '7'
  const query = useApi(
    'day.read',
    { query: { days: Number(days), ...(picks.account ? { account: picks.account } : {}) } },
    { keep: true, every: 120_000 },
  )
  return (
    <Page
      title="My day"
      lead="Meetings, requests, deliverables, signatures and what ends, over every account: what is late first, then today, then what comes."
    >
      <Card label="What is shown" flush>
        <Filters>
          <AccountFilter />
          <Pick name="kind" label="Kind" any="Everything" of={dueKinds.map((value) => ({ value, label: dueTitles[value] }))} width={230} />
          <SegmentedControl
            aria-label="How far ahead"
            data={[
              { value: '0', label: 'Today' },
              { value: '7', label: 'A week' },
              { value: '31', label: 'A month' },
            ]}
            value={days}
            onChange={(value) => pick({ days: value === '7' ? undefined : value })}
          />
        </Filters>
      </Card>
      <div style={{ marginTop: 16 }}>
        <Loaded query={query} lines={12}>
          {({ today, items, cut }) => {
            const shown = picks.kind ? items.filter(({ kind }) => kind === picks.kind) : items
            if (shown.length === 0)
              return (
                <Card label="Due">
                  <Empty title="Nothing is due">
                    {picks.kind || picks.account
                      ? 'Choose another kind or account.'
                      : 'Nothing is late, and nothing falls due in this time.'}
                  </Empty>
                </Card>
              )
            return (
              <Stack gap="md">
                {cut && <Text size="sm">There is more than can be shown. Choose an account.</Text>}
                {standings.map(([standing, title, tone]) => {
                  const of = shown.filter((each) => standingOf(each, today) === standing)
                  return of.length === 0 ? null : (
                    <Card key={standing} title={title} aside={<Tag tone={tone}>{of.length}</Tag>} flush>
                      <ul className="lines" style={{ padding: '8px 16px' }}>
                        {of.map((each) => (
                          <OneDue key={`${each.kind} ${each.account} ${each.ref} ${each.title}`} of={each} />
                        ))}
                      </ul>
                    </Card>
                  )
                })}
              </Stack>
            )
          }}
        </Loaded>
      </div>
    </Page>
  )
}

const OneDue = ({ of }: { readonly of: Due }) => (
  <li>
    <Group justify="space-between" gap="md" wrap="nowrap" align="flex-start">
      <Stack gap={2} style={{ minWidth: 0 }}>
        <Text size="sm" fw={600} className="break">
          <DueLink of={of} />
        </Text>
        <Text size="xs" c="dimmed">
          {[dueTitles[of.kind], of.ref.startsWith(`${of.account}-`) ? of.ref : `${of.account} ${of.ref}`.trim(), of.who]
            .filter((each) => each !== '')
            .join(', ')}
        </Text>
      </Stack>
      <Text size="sm" style={{ flex: 'none' }}>
        <Day on={of.on} />
      </Text>
    </Group>
  </li>
)

const ofRequests: ReadonlySet<DueKind> = new Set(['request', 'service-day', 'deliverable', 'signature'])

/** Some see that a thing is due, and not its page. */
const pageNeeds: Partial<Record<DueKind, Permission>> = {
  meeting: 'meeting.read',
  action: 'meeting.read',
  recording: 'webinar.edit',
  'webinar-question': 'webinar.edit',
}

function DueLink({ of: { kind, account, ref, title } }: { readonly of: Due }) {
  const may = useMay()
  const needed = pageNeeds[kind]
  if (needed !== undefined && may(needed) !== undefined) return title
  if (kind === 'meeting' || kind === 'action')
    return (
      <TextLink to="/accounts/$account/meetings/$meeting" params={{ account, meeting: ref }}>
        {title}
      </TextLink>
    )
  if (kind === 'recording' || kind === 'webinar-question') return <TextLink to="/webinars">{title}</TextLink>
  if (kind === 'asked' || kind === 'miss-reason')
    return (
      <TextLink to="/accounts/$account/cases/$case" params={{ account, case: ref }}>
        {title}
      </TextLink>
    )
  if (kind === 'automation' || kind === 'planned-change')
    return (
      <TextLink to="/accounts/$account/contracts/$contract/support" params={{ account, contract: ref }}>
        {title}
      </TextLink>
    )
  if (kind === 'window' || kind === 'open-issue' || kind === 'review')
    return (
      <TextLink to="/accounts/$account/changes/$change" params={{ account, change: ref }}>
        {title}
      </TextLink>
    )
  if (ofRequests.has(kind))
    return (
      <TextLink to="/accounts/$account/requests/$request" params={{ account, request: ref }}>
        {title}
      </TextLink>
    )
  if (kind === 'installation' || kind === 'enquiry')
    return (
      <TextLink to="/accounts/$account/software/$software" params={{ account, software: ref }}>
        {title}
      </TextLink>
    )
  if (kind === 'credits')
    return (
      <TextLink to="/accounts/$account/credits" params={{ account }}>
        {title}
      </TextLink>
    )
  return (
    <TextLink to="/accounts/$account/contracts/$contract/proof" params={{ account, contract: ref }}>
      {title}
    </TextLink>
  )
}
