import { Select, Stack, Text } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { fromIso } from '../../lib/time.ts'
import { Findings } from '../analysis/findings.tsx'
import { useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { IconAlertTriangle } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { absolute } from '../ui/time.ts'
import { When } from '../ui/when.tsx'
import { actorWords, countWords } from '../ui/words.ts'
import { NumberedText } from './numbered-text.tsx'

type Taken = Answer<'configuration.read'>
type Brief = Answer<'configuration.list'>['items'][number]

/** A configuration of a device: searched, folded, compared with earlier ones. Every secret is masked. */
export function ConfigurationPage() {
  const { account, serial } = usePath()
  const [picks] = usePicks()
  const query = useApi('configuration.read', { params: { account, serial, configuration: picks.of ?? 'newest' } })
  const list = useApi('configuration.list', { params: { account, serial } })
  return (
    <Loaded query={query} lines={14} page>
      {(found) => (
        <Page
          title={`Configuration of ${serial}`}
          lead={
            <>
              Taken <When at={found.takenAt} show="both" /> by {actorWords(found.takenBy)}. Every secret is masked; it was kept nowhere.
            </>
          }
          crumbs={
            <TextLink to="/accounts/$account/devices/$serial" params={{ account, serial }}>
              {serial}
            </TextLink>
          }
        >
          <div className="split">
            <div className="sticky">
              <NumberedText text={found.text} label="Text of the configuration" foldable={found.form === 'brace'} />
            </div>
            <Stack gap="md">
              {picks.of === undefined && <FindingsOf account={account} serial={serial} />}
              <Card title="Facts">
                <Facts
                  of={[
                    ['Host', found.host],
                    ['Last commit with', found.release && <span className="mono">{found.release}</span>],
                    [
                      'File',
                      <span key="f" className="break">
                        {found.name}
                      </span>,
                    ],
                    ['Lines', found.lines.toLocaleString('en')],
                    ['Secrets masked', found.masked.toLocaleString('en')],
                  ]}
                />
              </Card>
              {found.skipped.length > 0 && <LeftOut of={found} />}
              <Earlier of={found} all={list.data?.items ?? []} />
            </Stack>
          </div>
        </Page>
      )}
    </Loaded>
  )
}

function FindingsOf({ account, serial }: { readonly account: string; readonly serial: string }) {
  const [, pick] = usePicks()
  const query = useApi('finding.list', { params: { account, serial } })
  return (
    <Loaded query={query} lines={6}>
      {({ report }) => report && <Findings account={account} of={report} onLine={(line) => pick({ line: String(line), q: undefined })} />}
    </Loaded>
  )
}

const LeftOut = ({ of }: { readonly of: Taken }) => (
  <Card title={`${countWords(of.skipped.length, 'line')} left out`}>
    <Text size="sm" c="dimmed" mb="xs">
      What was not understood counts for nothing, and never as a pass.
    </Text>
    <ul className="lines small">
      {of.skipped.slice(0, 30).map(({ line, what }) => (
        <li key={`${line} ${what}`}>
          <IconAlertTriangle size={13} aria-hidden style={{ verticalAlign: -2 }} /> Line {line}: {what}
        </li>
      ))}
    </ul>
  </Card>
)

function Earlier({ of, all }: { readonly of: Taken; readonly all: readonly Brief[] }) {
  const { account, serial } = usePath()
  const { zone } = useMe().person
  const [picks, pick] = usePicks()
  const before = all.filter(({ takenAt }) => takenAt < of.takenAt)
  const from = before.find(({ id }) => id === picks.from) ?? before[0]
  const changes = useApi(
    'configuration.compare',
    { params: { account, serial, configuration: of.id }, query: { from: from?.id ?? '' } },
    { enabled: from !== undefined },
  )
  return (
    <Card title="Earlier and changes">
      <Stack gap="sm">
        {all.length > 1 && (
          <Select
            label="Shown"
            data={all.map(({ id, takenAt }) => ({ value: id, label: absolute(zone, fromIso(takenAt)) }))}
            value={of.id}
            // the newest one stands without a number in the address: its findings are beside it
            onChange={(id) => pick({ of: id === all[0]?.id ? undefined : (id ?? undefined), from: undefined }, { push: true })}
            allowDeselect={false}
          />
        )}
        {from === undefined ? (
          <Text size="sm" c="dimmed">
            {all.length > 1 ? 'This is the first one that is known.' : 'It is the only one that is known.'}
          </Text>
        ) : (
          <>
            <Select
              label="Compared with"
              data={before.map(({ id, takenAt }) => ({ value: id, label: absolute(zone, fromIso(takenAt)) }))}
              value={from.id}
              onChange={(id) => pick({ from: id ?? undefined })}
              allowDeselect={false}
            />
            <Loaded query={changes} lines={4}>
              {({ changes: lines }) =>
                lines.length === 0 ? (
                  <Text size="sm">Nothing that counts is otherwise.</Text>
                ) : (
                  <ul className="lines small mono" aria-label="Changes">
                    {lines.slice(0, 200).map((line) => (
                      <li key={line} className="break">
                        {line}
                      </li>
                    ))}
                    {lines.length > 200 && <li>and {lines.length - 200} more</li>}
                  </ul>
                )
              }
            </Loaded>
          </>
        )}
      </Stack>
    </Card>
  )
}
