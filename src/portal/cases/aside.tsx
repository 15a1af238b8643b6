import { Stack, Text } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { ClockBadge } from '../ui/clock-badge.tsx'
import { Card, Facts } from '../ui/page.tsx'
import { Waiting } from '../ui/states.tsx'
import { When } from '../ui/when.tsx'
import type { Case } from './tags.tsx'

// each is for one side, shows only what there is, or stands further down: the page is there sooner without them
const AboutCase = lazy(async () => ({ default: (await import('./about-case.tsx')).AboutCase }))
const AlsoOpen = lazy(async () => ({ default: (await import('./beside.tsx')).AlsoOpen }))
const Urgent = lazy(async () => ({ default: (await import('./beside.tsx')).Urgent }))
const BesideCase = lazy(async () => ({ default: (await import('../advisories/of-device.tsx')).BesideCase }))
const Detected = lazy(async () => ({ default: (await import('../guidance/detected.tsx')).Detected }))
const DeviceBeside = lazy(async () => ({ default: (await import('./device-beside.tsx')).DeviceBeside }))
const Files = lazy(async () => ({ default: (await import('./files.tsx')).Files }))
const LinkedCases = lazy(async () => ({ default: (await import('./linked-cases.tsx')).LinkedCases }))
const OpenedBy = lazy(async () => ({ default: (await import('./opened-by.tsx')).OpenedBy }))
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
              ['Missed because', of.missReason === null ? undefined : of.missReason || 'No reason is given yet'],
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
      <Suspense fallback={<Waiting lines={6} />}>
        <AboutCase of={of} />
      </Suspense>
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
      {of.serial && (
        <Suspense fallback={<Waiting lines={3} />}>
          <DeviceBeside account={account} serial={of.serial} />
        </Suspense>
      )}
      <Suspense>
        <BesideCase account={account} of={beside.data?.advisories ?? []} />
        <AlsoOpen of={of} beside={beside.data} />
      </Suspense>
      <Suspense fallback={<Waiting lines={3} />}>
        <OpenedBy of={of} />
      </Suspense>
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
        <Suspense>
          <LinkedCases of={of} />
        </Suspense>
      )}
    </div>
  )
}

/** Milliseconds prove something to a test; to a reader they say nothing. */
const withoutSplinters = (line: string): string => line.replace(/ \d+ ms\b/g, '')
