import { Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { type DifferenceField, fieldWords } from '../../installed-base/reconciliation/compare.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { Confirm } from '../ui/form.tsx'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'
import { Collected, Events } from './automation-lists.tsx'
import { CollectorDialog } from './collector-dialog.tsx'
import type { Place } from './rolled-out.ts'

type State = Answer<'automation.read'>['state']
type Collector = Answer<'collector.list'>['items'][number]

/** What automation does: collectors with their keys and feeds, the comparison that rests on them, what was collected, and events with their cases. */
export const AtWork = ({ account, contract, state }: Place & { readonly state: State }) => (
  <>
    <Collectors account={account} contract={contract} />
    <Inventory account={account} contract={contract} />
    <Events account={account} contract={contract} live={state === 'live'} />
    <Collected account={account} contract={contract} />
  </>
)

function Collectors(place: Place) {
  const may = useMay()
  const query = useApi('collector.list', { params: place }, { every: 60_000 })
  const [making, setMaking] = useState(false)
  const [ending, setEnding] = useState<Collector>()
  const revoke = useAct('collector.revoke', { done: 'The key is revoked', after: () => setEnding(undefined) })
  return (
    <Card
      title="Collectors"
      aside={
        <Act size="compact-sm" variant="default" reason={may('collector.edit')} onClick={() => setMaking(true)}>
          Add a collector
        </Act>
      }
      flush
    >
      <Loaded query={query} lines={3}>
        {({ items, quietHours }) =>
          items.length === 0 ? (
            <Empty title="No collector yet">
              A machine at the customer sends inventory, files and events by a key of its own, for this contract alone.
            </Empty>
          ) : (
            <ul className="lines" style={{ padding: '8px 16px' }}>
              {items.map((each) => (
                <li key={each.id}>
                  <Group justify="space-between" align="flex-start" gap="md">
                    <OneCollector of={each} quietHours={quietHours} />
                    {each.revokedAt === null && (
                      <Act
                        size="compact-sm"
                        variant="default"
                        reason={may('collector.edit')}
                        aria-label={`Revoke the key of ${each.name}`}
                        onClick={() => setEnding(each)}
                      >
                        Revoke
                      </Act>
                    )}
                  </Group>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {making && <CollectorDialog {...place} onClose={() => setMaking(false)} />}
      <Confirm
        title={`Revoke the key of ${ending?.name}?`}
        opened={ending !== undefined}
        onClose={() => setEnding(undefined)}
        act="Revoke"
        busy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => ending && revoke.mutate({ params: { ...place, collector: ending.id } })}
      >
        It sends nothing any more, at once and for good. What it sent stays; what it said of the devices no longer counts in the comparison.
      </Confirm>
    </Card>
  )
}

const OneCollector = ({ of, quietHours }: { readonly of: Collector; readonly quietHours: number }) => (
  <Stack gap={4} style={{ flex: '1 1 240px', minWidth: 0 }}>
    <Group gap={8}>
      <Text size="sm" fw={600} className="break">
        {of.name}
      </Text>
      {of.revokedAt !== null ? (
        <Tag tone="dim">Revoked</Tag>
      ) : of.silent ? (
        <Tag tone="danger">Silent</Tag>
      ) : of.feed ? (
        <Tag tone="ok">Sends</Tag>
      ) : (
        <Tag tone="warn">No feed yet</Tag>
      )}
    </Group>
    {of.silent && (
      <Text size="sm">
        No inventory since <When at={of.quietSince} show="both" />; more than {quietHours} hours count as silent (policy H16).
      </Text>
    )}
    {of.feed && (
      <Text size="sm" className="break">
        Last feed: {countWords(of.feed.listed, 'device')} by {of.feed.source}, read <When at={of.feed.readAt} show="both" />
        {of.feed.late && '; an older reading, which does not count'}
      </Text>
    )}
    {of.feed && of.feed.unreadLines > 0 && (
      <details>
        <summary className="small">{countWords(of.feed.unreadLines, 'line')} could not be read</summary>
        <ul className="small">
          {of.feed.unread.slice(0, 20).map(({ line, found, toDo }) => (
            <li key={line}>
              Line {line}: found {found}. {toDo}
            </li>
          ))}
        </ul>
      </details>
    )}
    <Text size="xs" c="dimmed" className="break">
      Key …{of.keyStart}…, made by {of.madeBy} <When at={of.madeAt} />, cases for {of.contact}
      {of.lastUsedAt ? (
        <>
          , last used <When at={of.lastUsedAt} />
        </>
      ) : (
        ', not used yet'
      )}
      {of.revokedAt && (
        <>
          , revoked by {of.revokedBy} <When at={of.revokedAt} />
        </>
      )}
    </Text>
  </Stack>
)

/** How the newest inventories compare with what the provider holds, by source and time (SSM-3.2.p2). */
function Inventory(place: Place) {
  const may = useMay()
  const own = useMe().account.code === place.account
  const query = useApi('automation.comparison', { params: place })
  const rounds = useApi('reconciliation.list', { params: { account: place.account } })
  const open = rounds.data?.items.find(({ state }) => state === 'open')
  const begin = useAct('automation.open-round', { done: ({ round }) => `Round ${round} is open` })
  return (
    <Card
      title="Inventory"
      aside={
        <>
          <ClauseChips ids={['SSM-3.2.p2', 'SSM-3.1.b2']} />
          {!open && (
            <Act
              size="compact-sm"
              variant="default"
              reason={may('reconciliation.settle') ?? (query.data?.readAt ? undefined : 'No inventory came yet')}
              loading={begin.isPending}
              onClick={() => begin.mutate({ params: place })}
            >
              Settle the differences
            </Act>
          )}
        </>
      }
    >
      <Loaded query={query} lines={3}>
        {(of) =>
          of.readAt === null ? (
            <Empty title="No inventory came yet">
              The newest inventory of each collector is {own ? 'your' : 'the customer’s'} side of the comparison of devices.
            </Empty>
          ) : (
            <Stack gap="xs">
              <Text size="sm">
                {countWords(of.listed, 'device')} listed, {of.held} held, {of.same} the same
                {of.differences.length === 0 && '; nothing differs'}.
              </Text>
              {of.differences.length > 0 && (
                <ul className="lines small" aria-label="What differs">
                  {of.differences.map(({ field, count }) => (
                    <li key={field}>
                      {fieldWords[field as DifferenceField]}: {count}
                    </li>
                  ))}
                </ul>
              )}
              {of.sources.map(({ collector, source, readAt, listed }) => (
                <Text key={collector} size="xs" c="dimmed" className="break">
                  {source} by {collector}: {countWords(listed, 'device')}, read <When at={readAt} show="both" />
                </Text>
              ))}
              {open && (
                <TextLink to="/accounts/$account/reconciliations/$round" params={{ account: place.account, round: String(open.number) }}>
                  {open.source === 'feed'
                    ? `Round ${open.number}: ${countWords(open.open, 'difference')} to settle, kept up to date by feeds`
                    : `Round ${open.number} is open with a list by hand, which feeds do not change`}
                </TextLink>
              )}
            </Stack>
          )
        }
      </Loaded>
      {begin.error && <Problem error={begin.error} />}
    </Card>
  )
}
