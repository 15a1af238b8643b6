import { Box, Button, Group, Menu, Stack, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { addressOf } from '../../client/client.ts'
import { statusOf, useApi } from '../api.ts'
import { type Doing, useEvery, useTellPresence } from '../live.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClockBadge } from '../ui/clock-badge.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { IconChevronDown, IconPhone, IconUser } from '../ui/icons.ts'
import { useKeys } from '../ui/keys.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Loaded, Problem } from '../ui/states.tsx'
import { useCaseAct } from './act.ts'
import { Aside } from './aside.tsx'
import { Composer, type Composing } from './composer.tsx'
import {
  AskPriorityDialog,
  AssignDialog,
  EscalateDialog,
  LinkDialog,
  MoveDialog,
  PriorityDialog,
  ReferenceDialog,
  RespondDialog,
  RmaDialog,
} from './dialogs.tsx'
import { History } from './history.tsx'
import { MergeDialog } from './merge.tsx'
import { NextInView } from './next-in-view.tsx'
import { Colleagues } from './presence.tsx'
import { Stale } from './stale.tsx'
import { type Case, EscalatedTag, PriorityTag, StateTag } from './tags.tsx'

/** One case: what happened, how its clock stands, and everything that can be done about it. */
export function CasePage() {
  const { account, case: number } = usePath()
  const query = useApi('case.read', { params: { account, case: number } }, { every: useEvery() })
  return (
    <Loaded query={query} lines={12} page>
      {(found) => <Whole key={found.number} of={found} />}
    </Loaded>
  )
}

type Open =
  | 'respond'
  | 'escalate'
  | 'priority'
  | 'ask-priority'
  | 'assign'
  | 'link'
  | 'merge'
  | 'rma'
  | 'reference'
  | Case['moves'][number]
  | undefined

function Whole({ of }: { readonly of: Case }) {
  const me = useMe()
  const may = useMay()
  const staff = me.account.kind === 'provider'
  const [open, setOpen] = useState<Open>()
  const [composing, setComposing] = useState<Composing>('reply')
  const [typing, setTyping] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  const doing: Doing = typing ? (composing === 'note' ? 'noting' : 'replying') : 'viewing'
  useTellPresence(of.account, of.number, doing, staff && may('queue.read') === undefined)
  const closed = of.state === 'closed'
  const params = { account: of.account, case: of.number }
  const take = useCaseAct('case.assign', { done: `${of.number} is yours` })
  const bounce = useCaseAct('case.bounce', { done: 'Recorded; the contact no longer counts' })
  const failed = [take, bounce].find(({ error }) => error !== null)
  const write = (kind: Composing) => {
    setComposing(kind)
    setTimeout(() => box.current?.focus(), 30)
  }
  const mine = of.ownerId === me.person.id
  const senior = me.person.senior || me.person.roles.includes('SJ')
  const takeReason =
    may('case.assign') ??
    (of.queue === 'expert' && !senior ? 'Senior engineers handle this case (ACP-8.p2)' : undefined) ??
    (mine ? 'It is yours already' : closed ? 'The case is closed; reopen it first' : undefined)
  const respondReason = may('case.respond') ?? (closed ? 'The case is closed; reopen it first' : undefined)
  const takeIt = () => takeReason === undefined && take.mutate({ params, body: { to: 'me' }, ifMatch: of.version })
  const escalateReason = may('escalation.raise') ?? (closed ? 'The case is closed; reopen it first' : undefined)
  const escalate = () => escalateReason === undefined && setOpen('escalate')
  // asked for in a list, by a key for a row
  const [picks, pick] = usePicks()
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each wish
  useEffect(() => {
    if (picks.do === undefined) return
    if (picks.do === 'escalate') escalate()
    else if (picks.do === 'note' && staff && may('case.note') === undefined) write('note')
    else write('reply')
    pick({ do: undefined })
  }, [picks.do])
  useKeys({
    r: () => write('reply'),
    e: escalate,
    ...(staff
      ? {
          n: () => may('case.note') === undefined && write('note'),
          p: () => respondReason === undefined && setOpen('respond'),
          a: takeIt,
          t: takeIt,
        }
      : {}),
  })
  const close = () => setOpen(undefined)
  const attachmentHref = (id: string) => addressOf('attachment.read', { ...params, attachment: id })
  return (
    <Page
      title={`${of.number} ${of.summary}`}
      heading={of.summary}
      crumbs={
        <>
          <TextLink to={staff ? '/queue' : '/cases'}>{staff ? 'Queue' : 'My cases'}</TextLink>
          <span aria-hidden>/</span>
          <span>{of.number}</span>
          <NextInView number={of.number} />
        </>
      }
      lead={
        <Group gap={8} mt={4}>
          <PriorityTag of={of.priority} />
          <StateTag of={of.state} />
          <EscalatedTag of={of} />
          {staff ? (
            <TextLink to="/accounts/$account" params={{ account: of.account }}>
              {of.accountName}
            </TextLink>
          ) : null}
          <Text span size="sm">
            {of.number}
            {of.customerReference ? `, reference ${of.customerReference}` : ''}
            {of.owner ? `, with ${of.owner}` : ', nobody has it yet'}
          </Text>
        </Group>
      }
      actions={
        <>
          <div style={{ alignSelf: 'center' }}>
            <ClockBadge of={of} />
          </div>
          {staff && (
            <>
              <Act
                variant={of.respondedAt === null ? 'filled' : 'default'}
                reason={respondReason}
                leftSection={<IconPhone size={16} aria-hidden />}
                onClick={() => setOpen('respond')}
              >
                {of.respondedAt === null ? 'Respond' : 'Log a contact'}
              </Act>
              <Act
                variant="default"
                reason={takeReason}
                loading={take.isPending}
                leftSection={<IconUser size={16} aria-hidden />}
                onClick={takeIt}
              >
                Take
              </Act>
            </>
          )}
          <MoreMenu of={of} open={setOpen} escalate={escalateReason} />
        </>
      }
    >
      {failed && (
        <Box mb="md">
          {statusOf(failed.error) === 412 ? (
            <Stale of={of} done={failed.reset} />
          ) : (
            <Problem error={failed.error} title="It was not done" />
          )}
        </Box>
      )}
      {staff && <Colleagues number={of.number} />}
      <Moves of={of} open={setOpen} />
      <div className="split">
        <Stack gap="md">
          <Card title="What happened" flush>
            <div style={{ padding: '16px 16px 4px' }}>
              <History
                of={of}
                attachmentHref={attachmentHref}
                bounced={
                  staff && may('case.respond') === undefined && !closed
                    ? (contact) => bounce.mutate({ params, body: { contact } })
                    : undefined
                }
              />
            </div>
            <Composer key={of.number} of={of} kind={composing} onKind={setComposing} box={box} onTyping={setTyping} />
          </Card>
        </Stack>
        <Aside of={of} attachmentHref={attachmentHref} openRma={() => setOpen('rma')} onEscalate={escalate} />
      </div>
      <RespondDialog of={of} opened={open === 'respond'} onClose={close} />
      <EscalateDialog of={of} opened={open === 'escalate'} onClose={close} />
      <PriorityDialog of={of} opened={open === 'priority'} onClose={close} />
      <AskPriorityDialog of={of} opened={open === 'ask-priority'} onClose={close} />
      <AssignDialog of={of} opened={open === 'assign'} onClose={close} />
      <LinkDialog of={of} opened={open === 'link'} onClose={close} />
      {open === 'merge' && <MergeDialog of={of} onClose={close} />}
      <RmaDialog of={of} opened={open === 'rma'} onClose={close} />
      <ReferenceDialog of={of} opened={open === 'reference'} onClose={close} />
      {typeof open === 'object' && <MoveDialog of={of} move={open} onClose={close} />}
    </Page>
  )
}

/** The moves of the state table that are open to this person now. */
function Moves({ of, open }: { readonly of: Case; readonly open: (move: Case['moves'][number]) => void }) {
  if (of.moves.length === 0) return null
  const strong = of.moves.find(({ move }) => move === 'agree')
  return (
    <Group gap={6} mb="md" className="noprint" role="group" aria-label="Move the case">
      <span className="small dim">Move on:</span>
      {of.moves.map((move) => (
        <Button key={move.move} size="compact-sm" variant={move === strong ? 'filled' : 'default'} onClick={() => open(move)}>
          {move.title}
        </Button>
      ))}
    </Group>
  )
}

type MoreProps = { readonly of: Case; readonly open: (what: Open) => void; readonly escalate: string | undefined }

function MoreMenu({ of, open, escalate }: MoreProps) {
  const me = useMe()
  const may = useMay()
  const staff = me.account.kind === 'provider'
  const item = (title: string, what: Open, reason: string | undefined) => (
    <Menu.Item key={title} disabled={reason !== undefined} onClick={() => open(what)}>
      {title}
      {reason && (
        <Text size="xs" c="dimmed" component="div">
          {reason}
        </Text>
      )}
    </Menu.Item>
  )
  return (
    <Menu position="bottom-end" width={300} shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={15} aria-hidden />}>
          More
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {staff
          ? [
              item('Hand over or put back', 'assign', may('case.assign')),
              item('Change the priority', 'priority', may('case.priority')),
              item('Merge into another case', 'merge', may('case.work') ?? (of.state === 'closed' ? 'The case is closed' : undefined)),
              item('Open a return', 'rma', may('rma.edit') ?? (of.serial === null ? 'The case names no device' : undefined)),
            ]
          : [item('Ask for another priority', 'ask-priority', may('case.update'))]}
        {item('Ask for escalation', 'escalate', escalate)}
        {item('Set the reference', 'reference', may('case.update'))}
        {item('Link another case', 'link', may('case.update'))}
        <Menu.Item onClick={() => window.print()}>Print</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
