import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { useEvery } from '../live.ts'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { IconCheck, IconEye, IconLock } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { WordDialog } from '../ui/word-dialog.tsx'
import { AnnounceDialog, GrantDialog } from './access-dialogs.tsx'
import { useCaseAct } from './act.ts'
import type { Case } from './tags.tsx'

type Board = Answer<'case.access'>
type Access = Board['access'][number]
type Session = Board['sessions'][number]

const states: Readonly<Record<Access['state'], readonly [string, Tone]>> = {
  asked: ['Waits for the customer', 'warn'],
  granted: ['Granted', 'ok'],
  declined: ['Declined', 'danger'],
  withdrawn: ['Not needed', 'dim'],
  revoked: ['Revoked', 'danger'],
  ended: ['Ended', 'dim'],
}
const ends: Readonly<Record<NonNullable<Session['endedBy']>, string>> = {
  engineer: 'Ended',
  revoked: 'Cut off: access revoked',
  'grant-ended': 'Cut off: access ended',
  'called-off': 'Called off',
}

/** Access to the customer's network that was asked for on this case, and the sessions on it; nothing while there is none. */
export function AccessCard({ of }: { readonly of: Case }) {
  const board = useApi('case.access', { params: { account: of.account, case: of.number } }, { every: useEvery() })
  if (!board.data || board.data.access.length === 0) return null
  return (
    <Card title="Access to the network" aside={<ClauseChips ids={board.data.clauses} />}>
      <ul className="lines">
        {board.data.access.toReversed().map((each) => (
          <li key={each.request}>
            <One of={of} access={each} board={board.data} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function One({ of, access, board }: { readonly of: Case; readonly access: Access; readonly board: Board }) {
  const [open, setOpen] = useState<'grant' | 'decline' | 'revoke' | 'withdraw' | 'announce'>()
  const close = () => setOpen(undefined)
  const params = { account: of.account, case: of.number }
  const { request } = access
  const decline = useCaseAct('case.access-decline', { done: 'Declined', after: close })
  const revoke = useCaseAct('case.access-revoke', { done: 'Revoked; nothing runs on it any more', after: close })
  const withdraw = useCaseAct('case.access-withdraw', { done: 'Taken back', after: close })
  const [words, tone] = states[access.state]
  const waits = access.state === 'asked'
  return (
    <Stack gap={6}>
      <Group gap={8}>
        <Tag tone={tone} icon={access.state === 'granted' ? IconCheck : IconLock}>
          {words}
        </Tag>
        <Tag>{access.grantedLevel ?? access.level}</Tag>
      </Group>
      <Text size="sm" className="break">
        {access.what}: {access.why}
      </Text>
      <Text size="xs" c="dimmed" component="div">
        {access.askedBy} asked <When at={access.askedAt} />
        {access.from && access.to ? (
          <>
            . {access.answeredBy} granted it from <When at={access.from} show="absolute" /> to <When at={access.to} show="absolute" />
          </>
        ) : waits ? (
          <>
            {' '}
            for <When at={access.wantedFrom} show="absolute" /> to <When at={access.wantedTo} show="absolute" />
          </>
        ) : null}
        {access.state === 'declined' && `. ${access.answeredBy}: ${access.answer}`}
        {access.endedWhy !== '' && `. ${access.endedBy}: ${access.endedWhy}`}
      </Text>
      <Group gap={6} className="noprint">
        {waits && board.may.grant && (
          <>
            <Button size="compact-sm" onClick={() => setOpen('grant')}>
              Grant
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setOpen('decline')}>
              Decline
            </Button>
          </>
        )}
        {access.state === 'granted' && board.may.grant && (
          <Button size="compact-sm" variant="default" onClick={() => setOpen('revoke')}>
            Revoke
          </Button>
        )}
        {board.may.ask && access.state === 'granted' && (
          <Act size="compact-sm" reason={access.holds ? undefined : access.whyNot} onClick={() => setOpen('announce')}>
            Announce a session
          </Act>
        )}
        {board.may.ask && (waits || access.state === 'granted') && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setOpen('withdraw')}>
            Not needed
          </Button>
        )}
      </Group>
      {board.sessions
        .filter((each) => each.request === request)
        .map((each) => (
          <SessionLine key={each.session} of={of} session={each} may={board.may} />
        ))}
      {open === 'grant' && <GrantDialog of={of} access={access} onClose={close} />}
      {open === 'announce' && <AnnounceDialog of={of} access={access} places={board.places} onClose={close} />}
      {open === 'decline' && (
        <WordDialog
          title="Decline the access"
          label="Why"
          button="Decline"
          act={decline}
          onClose={close}
          onSend={(reason) => decline.mutate({ params, body: { request, reason } })}
        />
      )}
      {open === 'revoke' && (
        <WordDialog
          title="Revoke the access"
          label="Why"
          lead="It ends this instant, and every session on it."
          button="Revoke"
          act={revoke}
          onClose={close}
          onSend={(reason) => revoke.mutate({ params, body: { request, reason } })}
        />
      )}
      {open === 'withdraw' && (
        <WordDialog
          title="The access is not needed any more"
          label="Why"
          button="Take it back"
          act={withdraw}
          onClose={close}
          onSend={(reason) => withdraw.mutate({ params, body: { request, reason } })}
        />
      )}
    </Stack>
  )
}

function SessionLine({ of, session, may }: { readonly of: Case; readonly session: Session; readonly may: Board['may'] }) {
  const [open, setOpen] = useState<'log' | 'end'>()
  const close = () => setOpen(undefined)
  const params = { account: of.account, case: of.number }
  const number = { session: session.session }
  const start = useCaseAct('case.session-start', { done: 'The session runs' })
  const log = useCaseAct('case.session-log', { done: 'Written down', after: close })
  const end = useCaseAct('case.session-end', { done: 'Ended', after: close })
  const watch = useCaseAct('case.session-observe', { done: 'It is recorded that you watch' })
  const runs = session.startedAt !== null && session.endedAt === null
  const failed = start.error ?? watch.error
  return (
    <div style={{ borderInlineStart: '2px solid var(--mantine-color-default-border)', paddingInlineStart: 10 }}>
      <Group gap={8}>
        <Text size="sm" fw={600}>
          Session {session.session}
        </Text>
        <Tag tone={runs ? 'info' : session.endedBy === 'engineer' ? 'ok' : session.endedBy ? 'dim' : 'warn'}>
          {runs ? 'Runs now' : session.endedBy ? ends[session.endedBy] : 'Announced'}
        </Tag>
        <Tag>{session.level}</Tag>
      </Group>
      <Text size="xs" c="dimmed" component="div" mt={2}>
        {session.engineer}, from {session.location}
        {session.exception && ` (${session.exception})`}, for <When at={session.for} show="absolute" />. Told: {session.told.join(', ')}.
        {session.endedAt === null && ` To watch: ${session.join}.`}
        {session.observers.length > 0 && ` Watched by ${session.observers.join(', ')}.`}
      </Text>
      {(session.log.length > 0 || session.done) && (
        <ul style={{ margin: '4px 0 0', paddingLeft: 18 }}>
          {session.log.map((line) => (
            <li key={`${line.at}${line.text}`}>
              <Text size="sm" className="break">
                {line.text} <When at={line.at} show="absolute" />
              </Text>
            </li>
          ))}
          {session.done && (
            <li>
              <Text size="sm" className="break">
                Done: {session.done}
              </Text>
            </li>
          )}
        </ul>
      )}
      <Group gap={6} mt={6} className="noprint">
        {session.mine && session.startedAt === null && session.endedAt === null && (
          <Button size="compact-sm" loading={start.isPending} onClick={() => start.mutate({ params, body: number })}>
            Start
          </Button>
        )}
        {session.mine && runs && (
          <Button size="compact-sm" variant="default" onClick={() => setOpen('log')}>
            Write a line
          </Button>
        )}
        {session.mine && (session.endedAt === null || (session.done === '' && session.startedAt !== null)) && (
          <Button size="compact-sm" variant="default" onClick={() => setOpen('end')}>
            {session.endedAt === null ? 'End it' : 'Say what was done'}
          </Button>
        )}
        {may.observe && !may.ask && runs && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconEye size={14} aria-hidden />}
            loading={watch.isPending}
            onClick={() => watch.mutate({ params, body: number })}
          >
            I watch
          </Button>
        )}
      </Group>
      {failed && <Problem error={failed} title="It was not done" />}
      {open === 'log' && (
        <WordDialog
          title={`Session ${session.session}`}
          label="What was done"
          hint="Both sides read it."
          button="Write it down"
          act={log}
          onClose={close}
          onSend={(text) => log.mutate({ params, body: { ...number, text } })}
        />
      )}
      {open === 'end' && (
        <WordDialog
          title={`End session ${session.session}`}
          label="What was done"
          hint="Both sides read it."
          button="End it"
          act={end}
          onClose={close}
          onSend={(done) => end.mutate({ params, body: { ...number, done } })}
        />
      )}
    </div>
  )
}
