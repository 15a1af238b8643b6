import { Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useApi } from '../api.ts'
import { CoverList } from '../installed-base/cover.tsx'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { ClockBadge } from '../ui/clock-badge.tsx'
import { VerdictTag } from '../ui/decision-view.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { IconDownload, IconPlus } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts } from '../ui/page.tsx'
import { Waiting } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { sizeWords } from '../ui/time.ts'
import { Day, When } from '../ui/when.tsx'
import { channelWords, queueWords, serviceWords } from '../ui/words.ts'
import { useCaseAct } from './act.ts'
import type { Case } from './tags.tsx'
import { WhatNext } from './what-next.tsx'

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
  return (
    <div className="panel">
      {!staff && <WhatNext of={of} onEscalate={onEscalate} />}
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
            ['Reported', <When key="r" at={of.reportedAt} show="both" />],
            ['Reference', of.customerReference],
          ]}
        />
      </Card>
      {of.serial && <DeviceBeside account={account} serial={of.serial} />}
      <OpenedBy of={of} />
      <Card title="Files">
        {of.attachments.length === 0 ? (
          <Text size="sm" c="dimmed">
            No file yet.
          </Text>
        ) : (
          <ul className="lines">
            {of.attachments.map((file) => (
              <li key={file.id}>
                <Group gap={6} wrap="nowrap" align="flex-start">
                  <IconDownload size={15} aria-hidden style={{ flex: 'none', marginTop: 3 }} />
                  <div style={{ minWidth: 0 }}>
                    <a href={attachmentHref(file.id)} download className="break" title={`SHA-256 ${file.sha256}`}>
                      {file.name}
                    </a>
                    <Text size="xs" c="dimmed">
                      {sizeWords(file.sizeBytes)}, {file.uploadedBy}, <When at={file.uploadedAt} />
                    </Text>
                    {file.visibility === 'internal' && <Tag tone="warn">Staff only</Tag>}
                  </div>
                </Group>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Returns of={of} openRma={openRma} />
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

const rmaSteps = {
  requested: ['approved', 'cancelled'],
  approved: ['shipped', 'cancelled'],
  shipped: ['received'],
  received: ['closed'],
  closed: [],
  cancelled: [],
} as const
const rmaWords = {
  requested: 'Requested',
  approved: 'Approved',
  shipped: 'Shipped',
  received: 'Received',
  closed: 'Closed',
  cancelled: 'Cancelled',
} as const

function Returns({ of, openRma }: { readonly of: Case; readonly openRma: () => void }) {
  const may = useMay()
  const me = useMe()
  const staff = me.account.kind === 'provider'
  const [moving, setMoving] = useState<Case['rmas'][number]>()
  if (of.rmas.length === 0 && !staff) return null
  return (
    <Card
      title="Returns"
      aside={
        staff && (
          <Act
            size="compact-sm"
            variant="default"
            reason={may('rma.edit') ?? (of.serial === null ? 'The case names no device' : undefined)}
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={openRma}
          >
            Open a return
          </Act>
        )
      }
    >
      {of.rmas.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing goes back.
        </Text>
      ) : (
        <ul className="lines">
          {of.rmas.map((rma) => (
            <li key={rma.number}>
              <Group gap={8} justify="space-between">
                <Group gap={8}>
                  <Text size="sm" fw={600}>
                    {rma.number}
                  </Text>
                  <Tag tone={rma.state === 'closed' ? 'ok' : 'plain'}>{rmaWords[rma.state]}</Tag>
                </Group>
                {staff && rmaSteps[rma.state].length > 0 && (
                  <Act size="compact-sm" variant="default" reason={may('rma.edit')} onClick={() => setMoving(rma)}>
                    Move on
                  </Act>
                )}
              </Group>
              <Text size="sm" className="break">
                {rma.serial}: {rma.reason}
                {rma.replacementSerial && `. Replaced by ${rma.replacementSerial}`}
              </Text>
            </li>
          ))}
        </ul>
      )}
      {moving && <MoveRma of={of} rma={moving} onClose={() => setMoving(undefined)} />}
    </Card>
  )
}

function MoveRma({ of, rma, onClose }: { readonly of: Case; readonly rma: Case['rmas'][number]; readonly onClose: () => void }) {
  const [state, setState] = useState<string | null>(rmaSteps[rma.state][0] ?? null)
  const [replacement, setReplacement] = useState('')
  const act = useCaseAct('rma.move', { done: `${rma.number} moved on`, after: onClose })
  return (
    <Dialog title={`Return ${rma.number}`} opened onClose={onClose} size={420}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account: of.account, case: of.number },
            body: { number: rma.number, state: state as never, replacement: replacement || null },
          })
        }
      >
        <Select
          label="Next"
          data={rmaSteps[rma.state].map((value) => ({ value, label: rmaWords[value] }))}
          value={state}
          onChange={setState}
          allowDeselect={false}
        />
        {state === 'shipped' && (
          <TextInput
            label="Serial of the replacement"
            description="It takes over the cover."
            value={replacement}
            onChange={(event) => setReplacement(event.currentTarget.value)}
          />
        )}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Move on
        </Send>
      </Form>
    </Dialog>
  )
}
