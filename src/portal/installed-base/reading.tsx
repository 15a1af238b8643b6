import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { fromIso } from '../../lib/time.ts'
import { Findings } from '../analysis/findings.tsx'
import { useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { IconAlertTriangle } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { absolute } from '../ui/time.ts'
import { When } from '../ui/when.tsx'
import { actorWords, countWords } from '../ui/words.ts'
import { NumberedText } from './numbered-text.tsx'

type Reading = Answer<'reading.read'>
type Brief = Answer<'reading.list'>['items'][number]
type Said = Reading['answers'][number]
type Change = Answer<'reading.compare'>['changes'][number]

/** What a device answered to show commands at one time: its health, the text, and what is otherwise than at another time. */
export function ReadingPage() {
  const { account, serial } = usePath()
  const [picks] = usePicks()
  const list = useApi('reading.list', { params: { account, serial } })
  return (
    <Loaded query={list} lines={14} page>
      {({ items }) =>
        items.length === 0 ? (
          <Page title={`Readings of ${serial}`} crumbs={<Crumb />}>
            <Card label="Readings">
              <Empty title="No reading yet">
                Bring in what the device answers to show commands, as files from a collector, a session or a support report.
              </Empty>
            </Card>
          </Page>
        ) : (
          <OneReading key={picks.of ?? items[0]?.id} all={items} id={picks.of ?? items[0]?.id ?? ''} />
        )
      }
    </Loaded>
  )
}

function Crumb() {
  const { account, serial } = usePath()
  return (
    <TextLink to="/accounts/$account/devices/$serial" params={{ account, serial }}>
      {serial}
    </TextLink>
  )
}

function OneReading({ all, id }: { readonly all: readonly Brief[]; readonly id: string }) {
  const { account, serial } = usePath()
  const query = useApi('reading.read', { params: { account, serial, reading: id } })
  return (
    <Loaded query={query} lines={14} page>
      {(found) => (
        <Page
          title={`Reading of ${serial}`}
          crumbs={<Crumb />}
          lead={
            <>
              {found.clock === 'device' ? 'Answered' : 'Taken'} <When at={found.readAt} show="both" />
              {found.clock === 'device' ? ' by the clock of the device' : `, brought in by ${actorWords(found.takenBy)}`}. Every secret is
              masked; it was kept nowhere.
            </>
          }
        >
          <div className="split">
            <Stack gap="md">
              <Health id={id} />
              <NumberedText text={found.text} label="Text of the answers" foldable={false} />
            </Stack>
            <Stack gap="md">
              <Others of={found} all={all} />
              <Said of={found} />
            </Stack>
          </div>
        </Page>
      )}
    </Loaded>
  )
}

function Health({ id }: { readonly id: string }) {
  const { account, serial } = usePath()
  const [, pick] = usePicks()
  const query = useApi('health.read', { params: { account, serial }, query: { reading: id } })
  return (
    <Loaded query={query} lines={8}>
      {({ report, earlier }) =>
        report && (
          <Findings
            account={account}
            of={report}
            title="Health"
            note={
              earlier ? (
                <>
                  What only shows in its growth is held against the reading of <When at={earlier.readAt} show="both" />.
                </>
              ) : (
                'What only shows in its growth needs an earlier reading.'
              )
            }
            onLine={(line) => pick({ line: String(line), q: undefined })}
          />
        )
      }
    </Loaded>
  )
}

const outcomes: Readonly<Record<Said['outcome'], { readonly word: string; readonly tone: Tone }>> = {
  read: { word: 'Read', tone: 'ok' },
  empty: { word: 'Empty', tone: 'warn' },
  refused: { word: 'Refused', tone: 'warn' },
  'not-running': { word: 'Not running', tone: 'plain' },
  unread: { word: 'Not understood', tone: 'danger' },
}

/** Each answer with what became of it; the ones that tell nothing first. */
function Said({ of }: { readonly of: Reading }) {
  const [, pick] = usePicks()
  const [whole, setWhole] = useState(false)
  const open = of.answers.filter(({ outcome, warnings }) => outcome !== 'read' || warnings.length > 0)
  const shown = whole ? of.answers : open
  return (
    <Card title={countWords(of.answers.length, 'answer')}>
      <Stack gap="sm">
        <Facts
          of={[
            ['Host', of.host],
            [
              'Files',
              <span key="f" className="break">
                {of.files.map(({ name }) => name).join(', ')}
              </span>,
            ],
          ]}
        />
        {shown.length === 0 ? (
          <Text size="sm">All of them were understood.</Text>
        ) : (
          <ul className="lines small" aria-label="Answers">
            {shown.map((each) => (
              <li key={`${each.line} ${each.kind} ${each.engine}`}>
                <Group gap={6}>
                  <Tag tone={outcomes[each.outcome].tone}>{outcomes[each.outcome].word}</Tag>
                  <span className="mono">{each.command ?? each.kind}</span>
                  {each.engine && <span className="dim">{each.engine}</span>}
                  <Button variant="subtle" size="compact-xs" onClick={() => pick({ line: String(each.line), q: undefined })}>
                    line {each.line}
                  </Button>
                </Group>
                {each.message && <div className="dim break">{each.message}</div>}
                {each.warnings.slice(0, 3).map(({ line, message }) => (
                  <div key={`${line} ${message}`} className="break">
                    <IconAlertTriangle size={13} aria-hidden style={{ verticalAlign: -2 }} /> Line {line}: {message}
                  </div>
                ))}
                {each.warnings.length > 3 && <div className="dim">and {each.warnings.length - 3} more</div>}
              </li>
            ))}
          </ul>
        )}
        {of.answers.length > open.length && (
          <Group>
            <Button variant="default" size="compact-sm" onClick={() => setWhole(!whole)}>
              {whole ? 'Only what was not understood' : 'All answers'}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  )
}

const verdicts: Readonly<Record<Change['verdict'], { readonly word: string; readonly tone: Tone }>> = {
  worse: { word: 'Worse', tone: 'danger' },
  changed: { word: 'Changed', tone: 'warn' },
  better: { word: 'Better', tone: 'ok' },
}

/** Other readings of the device, and what is otherwise than in one of them: before and after a change. */
function Others({ of, all }: { readonly of: Reading; readonly all: readonly Brief[] }) {
  const { account, serial } = usePath()
  const { zone } = useMe().person
  const [picks, pick] = usePicks()
  const others = all.filter(({ id }) => id !== of.id)
  const from = others.find(({ id }) => id === picks.from) ?? others.find(({ readAt }) => readAt < of.readAt)
  const query = useApi(
    'reading.compare',
    { params: { account, serial, reading: of.id }, query: { from: from?.id ?? '' } },
    { enabled: from !== undefined },
  )
  const option = ({ id, readAt, commands }: Brief) => ({
    value: id,
    label: `${absolute(zone, fromIso(readAt))}, ${countWords(commands.length, 'command')}`,
  })
  return (
    <Card title="Compare">
      <Stack gap="sm">
        {all.length > 1 && (
          <Select
            label="Shown"
            data={all.map(option)}
            value={of.id}
            onChange={(id) => pick({ of: id ?? undefined, from: undefined, line: undefined }, { push: true })}
            allowDeselect={false}
          />
        )}
        {others.length === 0 ? (
          <Text size="sm" c="dimmed">
            It is the only one that is known. With one from before a change and one from after it, they are compared here.
          </Text>
        ) : (
          <>
            <Select
              label="Compared with"
              placeholder="Choose another reading"
              data={others.map(option)}
              value={from?.id ?? null}
              onChange={(id) => pick({ from: id ?? undefined })}
              allowDeselect={false}
            />
            {from && (
              <Loaded query={query} lines={4}>
                {(found) => <Changes of={found} />}
              </Loaded>
            )}
          </>
        )}
      </Stack>
    </Card>
  )
}

const mostChanges = 60

function Changes({ of }: { readonly of: Answer<'reading.compare'> }) {
  const [, pick] = usePicks()
  return (
    <>
      {of.changes.length === 0 ? (
        <Text size="sm">
          {of.looked.length === 0 ? 'They have no answer to a command in common.' : 'Nothing that counts is otherwise.'}
        </Text>
      ) : (
        <ul className="lines small" aria-label="Changes">
          {of.changes.slice(0, mostChanges).map((each) => (
            <li key={`${each.facet} ${each.engine} ${each.element}`}>
              <Group gap={6}>
                <Tag tone={verdicts[each.verdict].tone}>{verdicts[each.verdict].word}</Tag>
                <span className="break">{each.element}</span>
                {each.lineAfter > 0 && (
                  <Button variant="subtle" size="compact-xs" onClick={() => pick({ line: String(each.lineAfter), q: undefined })}>
                    line {each.lineAfter}
                  </Button>
                )}
              </Group>
              <span className="dim break">
                {each.facet}: {each.before ?? 'not there'} → {each.after ?? 'not there'}
              </span>
            </li>
          ))}
          {of.changes.length + of.more > mostChanges && <li>and {of.changes.length + of.more - mostChanges} more</li>}
        </ul>
      )}
      {of.looked.length > 0 && (
        <Text size="sm" c="dimmed">
          Looked at: {of.looked.map(({ facet, before, after }) => `${facet} (${before} then, ${after} now)`).join(', ')}.
        </Text>
      )}
      {of.notCompared.length > 0 && (
        <details>
          <summary className="small">{countWords(of.notCompared.length, 'answer')} could not be compared</summary>
          <ul className="lines small">
            {of.notCompared.map((each) => (
              <li key={each} className="break">
                {each}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
