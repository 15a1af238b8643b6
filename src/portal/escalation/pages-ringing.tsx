import { Button, Group, Text } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { daysMs, fromIso } from '../../lib/time.ts'
import { teams } from '../../parties/permissions.ts'
import { useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { IconCheck, IconPhone } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'

type Page = Answer<'page.list'>['items'][number]

const states: Readonly<Record<Page['state'], { readonly word: string; readonly tone: Tone }>> = {
  ringing: { word: 'Ringing', tone: 'alarm' },
  acknowledged: { word: 'Answered', tone: 'ok' },
  unanswered: { word: 'Nobody answered', tone: 'danger' },
  over: { word: 'Over: the case was taken', tone: 'dim' },
}

const teamWords = (team: string): string => (teams as Readonly<Record<string, string>>)[team] ?? team

/** Somebody can still answer: it rings, or it rang today in vain. */
const waits = (page: Page): boolean =>
  page.state === 'ringing' || (page.state === 'unanswered' && Date.now() - fromIso(page.startedAt) < daysMs)

/** What waits for somebody first, then the last few. */
const shown = (items: readonly Page[]): readonly Page[] => [
  ...items.filter((page) => page.state === 'ringing'),
  ...items.filter((page) => page.state !== 'ringing').slice(0, 6),
]

/** What rings now and rang lately: who was called when, and who answered. */
export function PagesRinging() {
  const may = useMay()
  const query = useApi('page.list', { query: { limit: 20 } }, { every: 5000 })
  const answer = useAct('page.acknowledge', { done: 'You answered: the calling is over' })
  return (
    <Card title="Calls">
      <Loaded query={query} lines={3}>
        {({ items }) =>
          shown(items).length === 0 ? (
            <Empty title="Nothing rang">A P1 or P2 rings for who is on call when it is opened.</Empty>
          ) : (
            <ul className="lines">
              {shown(items).map((page) => (
                <li key={page.id}>
                  <Group justify="space-between" align="flex-start" wrap="nowrap">
                    <div style={{ minWidth: 0 }}>
                      <Group gap={8}>
                        <Tag tone={states[page.state].tone} {...(page.state === 'ringing' ? { icon: IconPhone } : {})}>
                          {states[page.state].word}
                        </Tag>
                        <TextLink to="/accounts/$account/cases/$case" params={{ account: page.account, case: page.case }}>
                          {page.case}
                        </TextLink>
                        <Text size="sm" span>
                          {page.priority}, {page.summary}
                        </Text>
                      </Group>
                      <Text size="xs" c="dimmed" mt={4}>
                        {teamWords(page.team)}, because {page.reason}. <When at={page.startedAt} />
                        {page.calls.length > 0 && `. Called: ${page.calls.map((call) => call.name).join(', then ')}`}
                        {page.acknowledgedBy && `. ${page.acknowledgedBy} answered`}
                      </Text>
                    </div>
                    {waits(page) && (
                      <Act
                        style={{ flex: 'none' }}
                        size="compact-sm"
                        reason={may('page.acknowledge')}
                        loading={answer.isPending && answer.variables?.params.page === page.id}
                        leftSection={<IconCheck size={15} aria-hidden />}
                        onClick={() => answer.mutate({ params: { account: page.account, case: page.case, page: page.id } })}
                        aria-label={`Answer the call of ${page.case}`}
                      >
                        I have it
                      </Act>
                    )}
                  </Group>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {answer.error && (
        <Text size="sm" c="red" role="alert">
          {answer.error.message}{' '}
          <Button size="compact-xs" variant="default" onClick={() => answer.reset()}>
            Close
          </Button>
        </Text>
      )}
    </Card>
  )
}
