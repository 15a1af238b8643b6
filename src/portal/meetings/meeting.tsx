import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { addressOf } from '../../client/client.ts'
import { topicsOf } from '../../meetings/kinds.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { usePath } from '../ui/filters.ts'
import { IconDownload, IconPlus, IconX } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { useNow } from '../ui/now.ts'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Loaded, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { minutesWords } from '../ui/time.ts'
import { Day, When } from '../ui/when.tsx'
import { actorWords } from '../ui/words.ts'
import { ActionTable } from './actions.tsx'
import { ActionDialog, EndDialog, HoldDialog, InviteDialog, LeadDialog, MoveDialog, OutcomeDialog, type Whole } from './acts.tsx'
import { Agenda } from './agenda.tsx'
import { Minutes } from './minutes.tsx'
import { AnswerTag, MeetingTime, StateTag } from './words.tsx'

/** One meeting: who comes, what about, what was said, who does what until when. */
export function MeetingPage() {
  const { account, meeting } = usePath()
  const query = useApi('meeting.read', { params: { account, meeting } })
  return (
    <Loaded query={query} lines={12} page>
      {(found) => <OneMeeting account={account} of={found} />}
    </Loaded>
  )
}

type Open = 'move' | 'cancel' | 'miss' | 'hold' | 'invite' | 'lead' | 'action' | 'outcome'

function OneMeeting({ account, of }: { readonly account: string; readonly of: Whole }) {
  const may = useMay()
  const own = useMe().account.code === account
  const [open, setOpen] = useState<Open>()
  const { meeting, outcome } = of
  const params = { account, meeting: meeting.number }
  const planned = meeting.state === 'planned'
  const begun = useNow() >= Date.parse(meeting.startsAt)
  const close = () => setOpen(undefined)
  const runs = may('meeting.run')
  const dialog = { account, of, onClose: close }
  return (
    <Page
      title={`${meeting.title} ${meeting.number}`}
      crumbs={
        <TextLink to="/accounts/$account/meetings" params={{ account }}>
          {own ? 'Meetings' : `Meetings of ${account}`}
        </TextLink>
      }
      lead={
        <Group gap={8}>
          <StateTag of={meeting} />
          {[meeting.suspended, meeting.reason, meeting.moved].filter(Boolean).join('. ')}
        </Group>
      }
      actions={
        <>
          <Button
            component="a"
            href={addressOf('meeting.calendar', params, {})}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            For a calendar
          </Button>
          {planned && runs === undefined && (
            <>
              <Button variant="default" onClick={() => setOpen('move')}>
                Move
              </Button>
              <Button variant="default" onClick={() => setOpen(begun ? 'miss' : 'cancel')}>
                {begun ? 'It was missed' : 'Cancel it'}
              </Button>
              <Act reason={begun ? undefined : 'It has not begun'} onClick={() => setOpen('hold')}>
                It was held
              </Act>
            </>
          )}
        </>
      }
    >
      <div className="split">
        <Stack gap="md">
          {planned && meeting.myAnswer !== null && <Answering account={account} of={of} />}
          <Agenda account={account} of={of} />
          {meeting.kind === 'post-change' && (
            <Card
              title="Goal and result"
              aside={
                runs === undefined && (
                  <Button size="compact-sm" variant="default" onClick={() => setOpen('outcome')}>
                    {outcome ? 'Change' : 'Record'}
                  </Button>
                )
              }
            >
              {outcome ? (
                <Facts
                  of={[
                    ['Goal', outcome.goal],
                    ['Result', outcome.result],
                    [
                      'Verdict',
                      <Tag key="v" tone={outcome.verdict === 'met' ? 'ok' : 'warn'}>
                        {outcome.verdict}
                      </Tag>,
                    ],
                    ['Improvements', outcome.improvements],
                    ...outcome.changes.map(
                      (each) => ['Agreed change', `${each.text} (${each.providerName}, ${each.customerName})`] as const,
                    ),
                  ]}
                />
              ) : (
                <Text size="sm" c="dimmed">
                  No verdict yet. Until there is one the review is not held (ISS-3.2.1).
                </Text>
              )}
            </Card>
          )}
          <Minutes key={`${meeting.state} ${of.minutes.length}`} account={account} of={of} />
          <Card
            title="Actions"
            flush
            aside={
              meeting.state !== 'cancelled' &&
              may('meeting.join') === undefined && (
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconPlus size={14} aria-hidden />}
                  onClick={() => setOpen('action')}
                >
                  Add an action
                </Button>
              )
            }
          >
            <ActionTable rows={of.actions} />
          </Card>
        </Stack>
        <Stack gap="md">
          <Card title="Facts">
            <Facts
              of={[
                ['When', <MeetingTime key="w" of={meeting} />],
                ['Length', minutesWords(meeting.minutes)],
                ['Where', meeting.mode === 'onsite' ? `Onsite: ${meeting.place}` : meeting.place || 'Remote'],
                ['From', of.from],
                ['Stated in', meeting.statement],
                ['Other hours', meeting.agreement && `By agreement ${meeting.agreement}`],
                ['Run by', <RunBy key="r" of={meeting} {...(planned && runs === undefined ? { onChange: () => setOpen('lead') } : {})} />],
                ['Planned for', meeting.plannedOn !== meeting.on && <Day key="p" on={meeting.plannedOn} />],
                [
                  'Contract',
                  meeting.contract && (
                    <TextLink key="c" to="/accounts/$account/contracts/$contract" params={{ account, contract: meeting.contract }}>
                      {meeting.contract}
                    </TextLink>
                  ),
                ],
                ['About', meeting.about && `${meeting.about.kind} ${meeting.about.id}`],
                ['Topics', meeting.topics.map((code) => topicsOf[meeting.kind]?.[code]?.title ?? code).join(', ')],
                ['Promised by', <ClauseChips key="k" ids={meeting.clauses} />],
              ]}
            />
            {meeting.kind === 'project' && <Invited account={account} of={of} />}
          </Card>
          <People account={account} of={of} onInvite={() => setOpen('invite')} />
          <Card title="What happened">
            <ul className="lines small">
              {of.events.map(({ seq, kind, text, actor, at }) => (
                <li key={seq} className="break">
                  {eventWords[kind] ?? kind}
                  {text && `: ${text}`}
                  <div className="dim">
                    {actorWords(actor)}, <When at={at} />
                  </div>
                </li>
              ))}
            </ul>
          </Card>
        </Stack>
      </div>
      {open === 'move' && <MoveDialog {...dialog} />}
      {(open === 'cancel' || open === 'miss') && <EndDialog {...dialog} how={open} />}
      {open === 'hold' && <HoldDialog {...dialog} />}
      {open === 'invite' && <InviteDialog {...dialog} />}
      {open === 'lead' && <LeadDialog {...dialog} />}
      {open === 'action' && <ActionDialog {...dialog} />}
      {open === 'outcome' && <OutcomeDialog {...dialog} />}
    </Page>
  )
}

const eventWords: Readonly<Record<string, string>> = {
  planned: 'Planned',
  move: 'Moved',
  cancel: 'Cancelled',
  miss: 'Missed',
  hold: 'Held',
  invite: 'Invited',
  uninvite: 'Taken off',
  answer: 'Answered',
  agenda: 'Agenda',
  minutes: 'Minutes',
  action: 'Action',
  outcome: 'Outcome',
  provider: 'Provider',
  lead: 'Led by',
  suspended: 'Suspended',
  ask: 'Asked for',
}

const RunBy = ({ of, onChange }: { readonly of: Whole['meeting']; readonly onChange?: () => void }) => (
  <Group gap={8}>
    {of.leadName || (of.kind === 'project' ? 'the customer' : 'nobody yet')}
    {onChange && (
      <Button size="compact-xs" variant="default" aria-label="Change who leads it" onClick={onChange}>
        Change
      </Button>
    )}
  </Group>
)

function Answering({ account, of: { meeting } }: { readonly account: string; readonly of: Whole }) {
  const act = useAct('meeting.answer', { done: 'Your answer is kept' })
  const say = (answer: 'accepted' | 'tentative' | 'declined') =>
    act.mutate({ params: { account, meeting: meeting.number }, body: { answer } })
  const may = useMay()
  return (
    <Card label="Your answer">
      <Group justify="space-between">
        <Text size="sm">Will you come?</Text>
        <Group gap={8}>
          {(
            [
              ['accepted', 'Yes'],
              ['tentative', 'Perhaps'],
              ['declined', 'No'],
            ] as const
          ).map(([answer, words]) => (
            <Act
              key={answer}
              size="compact-md"
              variant={meeting.myAnswer === answer ? 'filled' : 'default'}
              aria-pressed={meeting.myAnswer === answer}
              reason={may('meeting.join')}
              onClick={() => say(answer)}
            >
              {words}
            </Act>
          ))}
        </Group>
      </Group>
      {act.error && <Problem error={act.error} />}
    </Card>
  )
}

function People({
  account,
  of: { meeting, people },
  onInvite,
}: {
  readonly account: string
  readonly of: Whole
  readonly onInvite: () => void
}) {
  const may = useMay()
  const remove = useAct('meeting.uninvite', { done: 'Taken off' })
  const edits = meeting.state === 'planned' && may('meeting.run') === undefined
  return (
    <Card
      title="People"
      aside={
        edits && (
          <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={onInvite}>
            Invite
          </Button>
        )
      }
    >
      {remove.error && <Problem error={remove.error} />}
      {people.length === 0 && (
        <Text size="sm" c="dimmed">
          Nobody is invited yet.
        </Text>
      )}
      <ul className="lines">
        {people.map(({ id, name, side, answer, attended, email }) => (
          <li key={id}>
            <Group justify="space-between" gap={6} wrap="nowrap">
              <div style={{ minWidth: 0 }}>
                <Text size="sm" className="break">
                  {name}
                </Text>
                <div className="small dim break">
                  {side === 'guest' ? `Guest, ${email}` : side === 'provider' ? 'For the provider' : 'For the customer'}
                </div>
              </div>
              <Group gap={4} wrap="nowrap">
                {attended === null ? (
                  <AnswerTag of={answer} />
                ) : (
                  <Tag tone={attended ? 'ok' : 'dim'}>{attended ? 'Attended' : 'Did not attend'}</Tag>
                )}
                {edits && (
                  <Button
                    variant="subtle"
                    color="gray"
                    size="compact-sm"
                    px={6}
                    aria-label={`Take ${name} off`}
                    onClick={() => remove.mutate({ params: { account, meeting: meeting.number, invited: id }, body: {} })}
                  >
                    <IconX size={16} aria-hidden />
                  </Button>
                )}
              </Group>
            </Group>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** A project meeting is the customer's; not to invite the provider is a breach of its duty (MSP-5.o). */
function Invited({ account, of: { meeting } }: { readonly account: string; readonly of: Whole }) {
  const act = useAct('meeting.provider', { done: 'Kept' })
  return (
    <Group mt="sm" gap={8}>
      <Tag tone={meeting.breach === null ? 'ok' : 'warn'}>{meeting.breach ?? 'The provider is invited'}</Tag>
      {meeting.state === 'planned' && (
        <Button
          size="compact-sm"
          variant="default"
          loading={act.isPending}
          onClick={() => act.mutate({ params: { account, meeting: meeting.number }, body: { invited: !meeting.providerInvited } })}
        >
          {meeting.providerInvited ? 'Not invited' : 'Invite'}
        </Button>
      )}
    </Group>
  )
}
