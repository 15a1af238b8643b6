import { Box, Button, Group, Menu, Stack, Text } from '@mantine/core'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { addressOf } from '../../client/client.ts'
import { statusOf, useApi } from '../api.ts'
import { type Doing, useEvery, useTellPresence } from '../live.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClockBadge } from '../ui/clock-badge.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { IconChevronDown, IconPhone, IconUser } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { usePageActs } from '../ui/page-acts.ts'
import { Loaded, Problem } from '../ui/states.tsx'
import { useCaseAct } from './act.ts'
import { Aside } from './aside.tsx'
import { type CaseAct, caseActs } from './case-acts.ts'
import type { Open } from './case-dialogs.tsx'
import { Composer, type Composing } from './composer.tsx'
import { History } from './history.tsx'
import { NextInView } from './next-in-view.tsx'
import { Colleagues } from './presence.tsx'
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

const loadDialogs = () => import('./case-dialogs.tsx').then(({ CaseDialogs: found }) => ({ default: found }))
const CaseDialogs = lazy(loadDialogs)
// two who change one case at once are rare
const Stale = lazy(async () => ({ default: (await import('./stale.tsx')).Stale }))

function Whole({ of }: { readonly of: Case }) {
  const me = useMe()
  const may = useMay()
  const staff = me.account.kind === 'provider'
  const [open, setOpen] = useState<Open>()
  const [composing, setComposing] = useState<Composing>('reply')
  const [typing, setTyping] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  // fetched while the case is read, so that no key waits for it
  useEffect(() => void loadDialogs(), [])
  const doing: Doing = typing ? (composing === 'note' ? 'noting' : 'replying') : 'viewing'
  useTellPresence(of.account, of.number, doing, staff && may('queue.read') === undefined)
  const closed = of.state === 'closed'
  const params = { account: of.account, case: of.number }
  const take = useCaseAct('case.assign', { done: `${of.number} is yours` })
  const bounce = useCaseAct('case.bounce', { done: 'Recorded; the contact no longer counts' })
  const back = useCaseAct('case.return-text', { done: 'Given back; the customer is asked to write it anew' })
  const giveBack = (seq: number) => back.mutate({ params, body: { seq } })
  const failed = [take, bounce, back].find(({ error }) => error !== null)
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
  const watch = useCaseAct('case.watch', { done: 'You hear of it now' })
  const unwatch = useCaseAct('case.unwatch', { done: 'You hear of it no more' })
  const acts = caseActs({
    of,
    staff,
    may,
    takeReason,
    take: takeIt,
    watch: () => (of.watching ? unwatch.mutate({ params: { ...params, watcher: 'me' } }) : watch.mutate({ params, body: {} })),
    write,
    open: setOpen,
  })
  usePageActs(acts)
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
          <MoreMenu acts={acts} />
        </>
      }
    >
      {failed && (
        <Box mb="md">
          {statusOf(failed.error) === 412 ? (
            <Suspense>
              <Stale of={of} done={failed.reset} />
            </Suspense>
          ) : (
            <Problem error={failed.error} title="It was not done" />
          )}
        </Box>
      )}
      {staff && <Colleagues number={of.number} />}
      <Moves of={of} open={(move) => setOpen(move.move === 'resolve' && of.outcome.asked && !of.outcome.said ? 'outcome' : move)} />
      <div className="split">
        <Stack gap="md">
          <Card title="What happened" flush>
            <div style={{ padding: '16px 16px 4px' }}>
              <History
                of={of}
                attachmentHref={attachmentHref}
                onReturn={staff && of.language !== null && may('case.work') === undefined && !closed ? giveBack : undefined}
                onSplit={staff && may('case.open') === undefined && !closed ? (seq, text) => setOpen({ split: seq, text }) : undefined}
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
      <Suspense>
        <CaseDialogs of={of} open={open} mine={mine} close={close} next={setOpen} />
      </Suspense>
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

function MoreMenu({ acts }: { readonly acts: readonly CaseAct[] }) {
  return (
    <Menu position="bottom-end" width={300} shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={15} aria-hidden />}>
          More
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {acts
          .filter(({ more }) => more)
          .map(({ title, key, reason, run }) => (
            <Menu.Item
              key={title}
              disabled={reason !== undefined}
              onClick={run}
              rightSection={
                key && (
                  <Text size="xs" c="dimmed" className="mono" aria-hidden>
                    {key}
                  </Text>
                )
              }
            >
              {title}
              {reason && (
                <Text size="xs" c="dimmed" component="div">
                  {reason}
                </Text>
              )}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  )
}
