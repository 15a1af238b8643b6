import { Group, Stack, Text } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useApi } from '../api.ts'
import { CoverList } from '../installed-base/cover.tsx'
import { useMe } from '../session.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { ClockBadge } from '../ui/clock-badge.tsx'
import { VerdictTag } from '../ui/decision-view.tsx'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts } from '../ui/page.tsx'
import { Waiting } from '../ui/states.tsx'
import { Day, When } from '../ui/when.tsx'
import { channelWords, queueWords, serviceWords } from '../ui/words.ts'
import type { Case } from './tags.tsx'

// each is for one side, shows only what there is, or stands further down: the page is there sooner without them
const AlsoOpen = lazy(async () => ({ default: (await import('./beside.tsx')).AlsoOpen }))
const Urgent = lazy(async () => ({ default: (await import('./beside.tsx')).Urgent }))
const BesideCase = lazy(async () => ({ default: (await import('../advisories/of-device.tsx')).BesideCase }))
const Detected = lazy(async () => ({ default: (await import('../guidance/detected.tsx')).Detected }))
const Files = lazy(async () => ({ default: (await import('./files.tsx')).Files }))
const Playbook = lazy(async () => ({ default: (await import('./playbook.tsx')).Playbook }))
const Returns = lazy(async () => ({ default: (await import('./returns.tsx')).Returns }))
const Watchers = lazy(async () => ({ default: (await import('./watchers.tsx')).Watchers }))
const WhatNext = lazy(async () => ({ default: (await import('./what-next.tsx')).WhatNext }))

const Work = lazy(async () => ({ default: (await import('./work.tsx')).Work }))

type Props = {
  readonly of: Case
  readonly attachmentHref: (id: string) => string
  readonly openRma: () => void
  readonly onEscalate: () => void
}

/** Beside the history: the clock and why, who and what it is about, and what decided that it was opened. */
export function Aside({ of, attachmentHref, openRma, onEscalate }: Props) {
  const me = useMe()
  const staff = me.account.kind === 'provider'
  const { account } = of
  const beside = useApi('case.beside', { params: { account, case: of.number } }, { every: 20_000 })
  return (
    <div className="panel">
      <Suspense>
        <Urgent of={of} beside={beside.data} />
      </Suspense>
      {!staff && (
        <Suspense fallback={<Waiting lines={6} />}>
          <WhatNext of={of} onEscalate={onEscalate} />
        </Suspense>
      )}
      <Card title="First response">
        <Stack gap="sm">
          <ClockBadge of={of} due={false} />
          <Facts
            of={[
              ['Due', of.clock.dueAt && <When at={of.clock.dueAt} show="both" />],
              ['Answered', of.clock.respondedAt && <When at={of.clock.respondedAt} show="both" />],
              ['Target of', of.clock.targetRule],
              [
                'Binding',
                of.clock.force === 'guideline'
                  ? 'A guideline, not a promise'
                  : of.clock.force === 'target'
                    ? 'A promise of the contract'
                    : undefined,
              ],
            ]}
          />
          <div>
            <Text size="sm" fw={600} component="h3">
              Why?
            </Text>
            <ul style={{ margin: '4px 0 0', paddingLeft: 18 }}>
              {of.clock.why.map((line) => (
                <li key={line}>
                  <Text size="sm">{withoutSplinters(line)}</Text>
                </li>
              ))}
            </ul>
          </div>
          <ClauseChips ids={of.clock.clauses} />
        </Stack>
      </Card>
      <Suspense>
        <Work of={of} />
      </Suspense>
      <Card title="About">
        <Facts
          of={[
            ['Asked by', of.requester],
            ['E-mail', of.requesterEmail && <a href={`mailto:${of.requesterEmail}`}>{of.requesterEmail}</a>],
            ['Phone', of.requesterPhone && <a href={`tel:${of.requesterPhone.replace(/[^+\d]/g, '')}`}>{of.requesterPhone}</a>],
            ['Kind', of.kind === 'tech' ? 'Technical' : 'Administrative'],
            ['Came by', channelWords[of.channel as keyof typeof channelWords] ?? of.channel],
            staff ? ['Queue', queueWords[of.queue]] : ['Handled by', queueWords[of.queue]],
            ['Owner', of.owner],
            [staff ? 'Specialist' : 'Your specialist', of.specialist?.name],
            ['Reported', <When key="r" at={of.reportedAt} show="both" />],
            ['Reference', of.customerReference],
          ]}
        />
      </Card>
      {of.channel === 'automation' && (
        <Suspense>
          <Detected account={account} of={of.number} />
        </Suspense>
      )}
      {of.playbook.length > 0 && (
        <Suspense>
          <Playbook of={of} />
        </Suspense>
      )}
      {of.serial && <DeviceBeside account={account} serial={of.serial} />}
      <Suspense>
        <BesideCase account={account} of={beside.data?.advisories ?? []} />
        <AlsoOpen of={of} beside={beside.data} />
      </Suspense>
      <OpenedBy of={of} />
      <Card title="Files">
        <Suspense>
          <Files of={of} href={attachmentHref} />
        </Suspense>
      </Card>
      <Suspense>
        <Returns of={of} openRma={openRma} />
      </Suspense>
      <Suspense>
        <Watchers of={of} />
      </Suspense>
      {of.links.length > 0 && (
        <Card title="Linked cases">
          <ul className="lines">
            {of.links.map((link) => (
              <li key={link.number + link.kind}>
                <TextLink to="/accounts/$account/cases/$case" params={{ account, case: link.number }}>
                  {link.number}
                </TextLink>{' '}
                <Text span size="sm">
                  {link.summary}
                </Text>
                <Text size="xs" c="dimmed">
                  {link.kind.replace('-', ' ')}, {link.state}
                </Text>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  )
}

function DeviceBeside({ account, serial }: { readonly account: string; readonly serial: string }) {
  const device = useApi('device.read', { params: { account, serial } }, { fresh: 60_000 })
  const cover = useApi('cover.read', { params: { account, serial } }, { fresh: 60_000 })
  return (
    <Card
      title="Device"
      aside={
        <TextLink to="/accounts/$account/devices/$serial" params={{ account, serial }} className="mono">
          {serial}
        </TextLink>
      }
    >
      {device.isPending ? (
        <Waiting lines={3} />
      ) : (
        <Stack gap="sm">
          {device.data ? (
            <Facts
              of={[
                ['Product', device.data.product],
                ['Site', device.data.site],
                ['Release', device.data.release],
                ['End of support', device.data.endOfSupportOn && <Day key="e" on={device.data.endOfSupportOn} />],
              ]}
            />
          ) : (
            <Text size="sm" c="dimmed">
              It is not in the installed base under this serial.
            </Text>
          )}
          {cover.data && <CoverList account={account} of={cover.data} short />}
        </Stack>
      )}
    </Card>
  )
}

/** The decision that opened the case, with what it cites. */
function OpenedBy({ of }: { readonly of: Case }) {
  const { account } = of
  const decision = useApi('decision.read', { params: { account, decision: of.decision } }, { fresh: 600_000 })
  return (
    <Card
      title="Why it was accepted"
      aside={
        <TextLink to="/accounts/$account/decisions/$decision" params={{ account, decision: of.decision }}>
          The decision
        </TextLink>
      }
    >
      <Stack gap="xs">
        <Group gap={8}>
          {decision.data && <VerdictTag verdict={decision.data.verdict} />}
          <Text size="sm">
            {of.offering ? serviceWords(of.offering) : 'No service'}
            {of.contract && (
              <>
                {', '}
                <TextLink to="/accounts/$account/contracts/$contract" params={{ account, contract: of.contract }}>
                  {of.contract}
                </TextLink>
              </>
            )}
          </Text>
        </Group>
        {decision.data && <ClauseChips ids={decision.data.decidedBy} most={6} />}
      </Stack>
    </Card>
  )
}

/** Milliseconds prove something to a test; to a reader they say nothing. */
const withoutSplinters = (line: string): string => line.replace(/ \d+ ms\b/g, '')
