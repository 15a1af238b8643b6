import { Group, Stack, Text } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { useAct } from '../api.ts'
import { HandOverOffer } from '../escalation/hand-over.tsx'
import { RequestActs } from '../escalation/requests.tsx'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClockBadge } from '../ui/clock-badge.tsx'
import { IconCheck, IconFlag, IconPhone } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { type Case, PriorityTag } from './tags.tsx'

type Standing = Answer<'case.beside'>

/** What cannot wait, above everything else beside the case: a call that rings, a hand-over, open escalations. */
export function Urgent({ of, beside }: { readonly of: Case; readonly beside: Standing | undefined }) {
  const may = useMay()
  const answer = useAct('page.acknowledge', { done: 'You answered: the calling is over' })
  if (!beside || beside.ringing.length + beside.handOvers.length + beside.escalations.length === 0) return null
  return (
    <>
      {beside.ringing.map((page) => (
        <Card key={page.id} title="It rings">
          <Stack gap="xs" align="flex-start">
            <Tag tone="alarm" icon={IconPhone}>
              {page.calls.at(-1) ? `Calling ${page.calls.at(-1)?.name}` : 'Ringing'}
            </Tag>
            <Text size="sm">
              Because {page.reason}, <When at={page.startedAt} />.
            </Text>
            <Act
              reason={may('page.acknowledge')}
              loading={answer.isPending}
              leftSection={<IconCheck size={15} aria-hidden />}
              onClick={() => answer.mutate({ params: { account: of.account, case: of.number, page: page.id } })}
            >
              I have it
            </Act>
            {answer.error && <Problem error={answer.error} title="The call goes on" />}
          </Stack>
        </Card>
      ))}
      {beside.handOvers.map((each) => (
        <HandOverOffer key={each.id} of={each} />
      ))}
      {beside.escalations.map((request) => (
        <Card
          key={request.number}
          title={
            <Group gap={8}>
              <IconFlag size={17} aria-hidden /> {request.number}
            </Group>
          }
          aside={<Tag tone={request.severity === 'high' ? 'danger' : 'warn'}>{request.severity}</Tag>}
        >
          <Stack gap="xs">
            <Text size="sm" className="break">
              {request.reason}
            </Text>
            <Text size="xs" c="dimmed">
              With {request.levelTitle}. {request.owner ? `${request.owner} leads it` : 'Nobody owns it yet'}. Next word{' '}
              {request.reportOverdue ? 'was due ' : 'by '}
              <When at={request.reportDueAt} show="absolute" />.
            </Text>
            <RequestActs request={request} />
          </Stack>
        </Card>
      ))}
    </>
  )
}

/** Other open cases of the account, those of the same device first. */
export function AlsoOpen({ of, beside }: { readonly of: Case; readonly beside: Standing | undefined }) {
  if (!beside || beside.open.length === 0) return null
  return (
    <Card title="Also open">
      <ul className="lines">
        {beside.open.map((row) => (
          <li key={row.number}>
            <Group gap={6} wrap="nowrap" align="flex-start">
              <PriorityTag of={row.priority} />
              <div style={{ minWidth: 0 }}>
                <TextLink to="/accounts/$account/cases/$case" params={{ account: row.account, case: row.number }}>
                  {row.number}
                </TextLink>{' '}
                <Text span size="sm">
                  {row.summary}
                </Text>
                <Group gap={6} mt={2}>
                  {row.serial !== null && row.serial === of.serial && <Tag tone="info">same device</Tag>}
                  {row.response === 'running' && <ClockBadge of={row} due={false} />}
                </Group>
              </div>
            </Group>
          </li>
        ))}
      </ul>
    </Card>
  )
}
