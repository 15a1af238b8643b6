import { Anchor, Button, Group, Select, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { type Answer, addressOf } from '../../client/client.ts'
import { kindWords, severityWords } from '../../guidance/automation/events/judge-event.ts'
import { useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import type { Place } from './rolled-out.ts'

type Event = Answer<'automation.events'>['items'][number]
type Fate = Event['fate']
const fateWords: Readonly<Record<Fate, readonly [Tone, string]>> = {
  opened: ['ok', 'Opened a case'],
  added: ['info', 'Added to its case'],
  test: ['warn', 'Test'],
  refused: ['danger', 'No case'],
}
const [few, many] = [10, 200]

const More = ({ next, limit, onMore, children }: { next: string | null; limit: number; onMore: () => void; children: ReactNode }) => (
  <>
    {children}
    {next !== null && (
      <div style={{ padding: '0 16px 12px' }}>
        {limit < many ? (
          <Button size="compact-sm" variant="default" onClick={onMore}>
            Show more
          </Button>
        ) : (
          <Text size="xs" c="dimmed">
            The last {many} are shown.
          </Text>
        )}
      </div>
    )}
  </>
)

/** Detected events with what became of them (SSM-3.2.p4). */
export function Events({ live, ...place }: Place & { readonly live: boolean }) {
  const [limit, setLimit] = useState(few)
  const [fate, setFate] = useState<Fate | null>(null)
  const query = useApi('automation.events', { params: place, query: { limit, ...(fate ? { fate } : {}) } }, { every: 60_000, keep: true })
  return (
    <Card
      title="Events"
      aside={
        <Select
          size="xs"
          w={170}
          aria-label="What became of them"
          placeholder="All events"
          clearable
          data={Object.entries(fateWords).map(([value, [, label]]) => ({ value, label }))}
          value={fate}
          onChange={(value) => setFate(value as Fate | null)}
        />
      }
      flush
    >
      <Loaded query={query} lines={4}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty title={fate ? 'No such event' : 'No event came yet'}>
              {live
                ? 'An event of a covered device opens a case, or is added to the one that is open about it.'
                : 'Until automation is live, events are kept as tests and open no case.'}
            </Empty>
          ) : (
            <More next={next} limit={limit} onMore={() => setLimit(many)}>
              <ul className="lines" style={{ padding: '8px 16px' }}>
                {items.map((each) => (
                  <li key={each.event}>
                    <OneEvent account={place.account} of={each} />
                  </li>
                ))}
              </ul>
            </More>
          )
        }
      </Loaded>
    </Card>
  )
}

function OneEvent({ account, of }: { readonly account: string; readonly of: Event }) {
  const [tone, word] = fateWords[of.fate]
  return (
    <>
      <Group gap={8}>
        <Text size="sm" fw={600} className="break">
          {kindWords(of.kind)}
        </Text>
        <Text size="sm" className="mono break">
          {of.serial}
        </Text>
        <Tag tone={tone}>{word}</Tag>
        {of.case && (
          <TextLink to="/accounts/$account/cases/$case" params={{ account, case: of.case }}>
            {of.case}
          </TextLink>
        )}
      </Group>
      {of.text && (
        <Text size="sm" className="break">
          {of.text}
        </Text>
      )}
      {of.fate === 'refused' && (
        <Group gap={8}>
          <Text size="sm" className="break">
            {of.why}
          </Text>
          <ClauseChips ids={of.clauses} most={4} />
          {of.decision && (
            <TextLink to="/accounts/$account/decisions/$decision" params={{ account, decision: of.decision }}>
              The decision
            </TextLink>
          )}
        </Group>
      )}
      <Text size="xs" c="dimmed" className="break">
        {severityWords[of.severity]}, <When at={of.at} show="both" />, by {of.collector}
      </Text>
    </>
  )
}

/** What was collected of the devices, when and by which script (SSM-3.2.p3). */
export function Collected(place: Place) {
  const [limit, setLimit] = useState(few)
  const mayRead = useMay()('device-data.read') === undefined
  const query = useApi('automation.files', { params: place, query: { limit } }, { keep: true })
  return (
    <Card title="Collected" aside={<ClauseChips ids={['SSM-3.2.p3']} />} flush>
      <Loaded query={query} lines={4}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty title="Nothing was collected yet">Files of each device stand here with their time and script.</Empty>
          ) : (
            <More next={next} limit={limit} onMore={() => setLimit(many)}>
              <ul className="lines" style={{ padding: '8px 16px' }}>
                {items.map((each) => (
                  <li key={each.file}>
                    <Group gap={8}>
                      <TextLink
                        to="/accounts/$account/devices/$serial"
                        params={{ account: place.account, serial: each.serial }}
                        className="mono"
                      >
                        {each.serial}
                      </TextLink>
                      {mayRead ? (
                        <Anchor size="sm" className="break" href={addressOf('automation.file', { ...place, file: each.file }, {})}>
                          {each.name}
                        </Anchor>
                      ) : (
                        <Text size="sm" className="break">
                          {each.name}
                        </Text>
                      )}
                      {each.late && <Tag tone="dim">Older than what is known</Tag>}
                      {each.fates.map(({ what, fate }) => (
                        <Tag key={`${what} ${fate}`} tone={fate === 'new' || fate === 'changed' ? 'ok' : 'dim'}>
                          {what === 'nothing' ? 'kept, not read' : `${what}, ${fate}`}
                        </Tag>
                      ))}
                    </Group>
                    <Text size="xs" c="dimmed" className="break">
                      <When at={each.collectedAt} show="both" />, {each.script} {each.version} by {each.collector}
                    </Text>
                  </li>
                ))}
              </ul>
            </More>
          )
        }
      </Loaded>
    </Card>
  )
}
