import { Group, NumberInput, Select, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { usePicks } from '../ui/filters.ts'
import { Dialog, Filters, Form, Pick, Send } from '../ui/form.tsx'
import { IconAlertTriangle, IconFlag } from '../ui/icons.ts'
import { RowLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'

export type Request = Answer<'escalation.requests'>['items'][number]

const severityTone: Readonly<Record<Request['severity'], Tone>> = { high: 'danger', medium: 'warn', low: 'plain' }
const stateWords = { open: 'Open', done: 'Done', withdrawn: 'Taken back' } as const

const columns = (staff: boolean): readonly Column<Request>[] => [
  {
    name: 'Escalation',
    lead: true,
    cell: (row) => (
      <>
        <RowLink to="/accounts/$account/cases/$case" params={{ account: row.account, case: row.case }}>
          {row.summary}
        </RowLink>
        <div className="small dim">
          {row.number} of {row.case}, {row.priority}
        </div>
      </>
    ),
  },
  {
    name: 'Severity',
    brief: true,
    cell: (row) => (
      <Tag tone={row.state === 'open' ? severityTone[row.severity] : 'dim'} icon={IconFlag}>
        {row.state === 'open' ? row.severity : stateWords[row.state]}
      </Tag>
    ),
  },
  { name: 'With', cell: (row) => row.levelTitle },
  { name: 'Owner', cell: (row) => row.owner ?? <span className="dim">nobody yet</span> },
  {
    name: 'Next word to the customer',
    cell: (row) =>
      row.state !== 'open' ? (
        <span className="dim">none</span>
      ) : row.reportOverdue ? (
        <Tag tone="danger" icon={IconAlertTriangle}>
          overdue, was&nbsp;
          <When at={row.reportDueAt} show="absolute" />
        </Tag>
      ) : (
        <When at={row.reportDueAt} show="both" />
      ),
  },
  { name: 'Raised', cell: (row) => <When at={row.raisedAt} /> },
  ...(staff
    ? [
        {
          name: 'Sign-off',
          cell: (row: Request) =>
            row.signOff === 'not asked' ? null : row.signOff === 'open' ? <Tag tone="warn">open</Tag> : row.signedBy,
        },
      ]
    : []),
  ...(staff ? [{ name: 'Lead', cell: (row: Request) => (row.lead === 'desk' ? 'Escalation desk' : 'Advisor') }] : []),
  { name: 'Act', cell: (row) => <RequestActs request={row} /> },
]

/** Escalations that somebody asked for, with what can be done about each. */
export function Requests() {
  const me = useMe()
  const [picks] = usePicks()
  const state = picks.state === 'all' ? undefined : ((picks.state ?? 'open') as Request['state'])
  const query = useApi(
    'escalation.requests',
    {
      query: {
        ...(state ? { state } : {}),
        ...(picks.mine === 'true' ? { mine: 'true' } : {}),
        ...(picks.after ? { cursor: picks.after } : {}),
      } as never,
    },
    { every: 20_000 },
  )
  return (
    <Card title="Asked for" flush>
      <Filters>
        <Pick
          name="state"
          label="State"
          any="Open"
          of={[
            { value: 'done', label: 'Done' },
            { value: 'withdrawn', label: 'Taken back' },
            { value: 'all', label: 'All' },
          ]}
        />
        {me.account.kind === 'provider' && <Pick name="mine" label="Owner" any="Anybody’s" of={[{ value: 'true', label: 'Mine' }]} />}
      </Filters>
      <ListTable
        caption="Escalations that somebody asked for, newest first"
        columns={columns(me.account.kind === 'provider')}
        query={query}
        rowKey={(row) => row.number}
        empty={
          <Empty title="Nobody asks for escalation">
            {me.account.kind === 'customer'
              ? 'When a case does not move, ask on its page. The desk takes it at every hour.'
              : 'A request shows here at once, at every hour.'}
          </Empty>
        }
      />
    </Card>
  )
}

type Open = 'report' | 'sign' | 'watch' | 'level' | 'change' | 'done' | 'withdraw' | undefined

/** What somebody may do about an escalation. */
export function RequestActs({ request }: { readonly request: Request }) {
  const me = useMe()
  const may = useMay()
  const [open, setOpen] = useState<Open>()
  const own = useAct('escalation.own', { done: `${request.number} is yours` })
  const signs = request.signOff === 'open' && may('escalation.sign') === undefined && (
    <Act size="compact-sm" variant="default" onClick={() => setOpen('sign')} aria-label={`Sign off: ${request.number}`}>
      Sign off
    </Act>
  )
  if (request.state !== 'open')
    return signs ? (
      <>
        {signs}
        {open === 'sign' && <ActDialog request={request} act="sign" onClose={() => setOpen(undefined)} />}
      </>
    ) : null
  const params = { account: request.account, case: request.case, escalation: request.number }
  const side = me.account.kind === 'provider' ? 'provider' : 'customer'
  if (side === 'customer')
    return request.raisedSide === 'customer' ? (
      <>
        <Act size="compact-sm" variant="default" reason={may('escalation.raise')} onClick={() => setOpen('withdraw')}>
          Take back
        </Act>
        {open === 'withdraw' && <ActDialog request={request} act="withdraw" onClose={() => setOpen(undefined)} />}
      </>
    ) : null
  const reason = may('escalation.run')
  return (
    <Group gap={6}>
      {request.ownerId !== me.person.id && (
        <Act size="compact-sm" reason={reason} loading={own.isPending} onClick={() => own.mutate({ params, body: { to: 'me' } })}>
          Take
        </Act>
      )}
      {(
        [
          ['report', 'Report'],
          ['watch', 'Watch'],
          ['level', 'Level'],
          ['change', 'Terms'],
          ['done', 'Done'],
        ] as const
      ).map(([act, word]) => (
        <Act
          key={act}
          size="compact-sm"
          variant="default"
          reason={reason}
          onClick={() => setOpen(act)}
          aria-label={`${word}: ${request.number}`}
        >
          {word}
        </Act>
      ))}
      {signs}
      {open && <ActDialog request={request} act={open} onClose={() => setOpen(undefined)} />}
    </Group>
  )
}

const words = {
  report: { title: 'Report to the customer', label: 'How it stands', act: 'Send the report', done: 'Reported' },
  watch: { title: 'What the watch saw', label: 'Among staff', act: 'Write it down', done: 'Written down' },
  sign: { title: 'Sign it off', label: 'What you saw', act: 'Sign off', done: 'Signed off' },
  level: { title: 'Up a level, or down again', label: 'Why', act: 'Move it', done: 'Moved' },
  change: { title: 'Severity and cadence', label: 'Why', act: 'Change it', done: 'Changed' },
  done: { title: 'It is done', label: 'What came of it', act: 'Done', done: 'Done, and the customer is told' },
  withdraw: { title: 'Take the escalation back', label: 'Why', act: 'Take it back', done: 'Taken back' },
} as const

function ActDialog({
  request,
  act,
  onClose,
}: {
  readonly request: Request
  readonly act: NonNullable<Open>
  readonly onClose: () => void
}) {
  const { title, label, act: button, done } = words[act]
  const [text, setText] = useState('')
  const [level, setLevel] = useState<number | string>(request.level + 1)
  const [severity, setSeverity] = useState<string>(request.severity)
  const [hours, setHours] = useState<number | string>(request.reportHours)
  const params = { account: request.account, case: request.case, escalation: request.number }
  const after = { done, after: onClose }
  const acts = {
    report: useAct('escalation.report', after),
    watch: useAct('escalation.watch', after),
    sign: useAct('escalation.sign', after),
    level: useAct('escalation.level', after),
    change: useAct('escalation.change', after),
    done: useAct('escalation.done', after),
    withdraw: useAct('escalation.withdraw', after),
  }
  const send = () => {
    const said = text.trim()
    if (!said) return
    if (act === 'report') acts.report.mutate({ params, body: { text: said } })
    if (act === 'watch') acts.watch.mutate({ params, body: { text: said } })
    if (act === 'sign') acts.sign.mutate({ params, body: { text: said } })
    if (act === 'done') acts.done.mutate({ params, body: { text: said } })
    if (act === 'withdraw') acts.withdraw.mutate({ params, body: { reason: said } })
    if (act === 'level') acts.level.mutate({ params, body: { level: Number(level), reason: said } })
    if (act === 'change') acts.change.mutate({ params, body: { severity: severity as 'high', reportHours: Number(hours), reason: said } })
  }
  return (
    <Dialog title={`${title}: ${request.number}`} opened onClose={onClose}>
      <Form onSubmit={send}>
        {act === 'level' && (
          <NumberInput
            label="Level"
            description={`Now ${request.level}, ${request.levelTitle}.`}
            min={1}
            max={20}
            value={level}
            onChange={setLevel}
          />
        )}
        {act === 'change' && (
          <>
            <Select
              label="Severity"
              data={['high', 'medium', 'low']}
              value={severity}
              onChange={(value) => setSeverity(value ?? request.severity)}
              allowDeselect={false}
            />
            <NumberInput label="A report every so many hours" min={1} max={8760} value={hours} onChange={setHours} />
          </>
        )}
        <Textarea
          label={label}
          required
          autosize
          minRows={3}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {act === 'report' && (
          <Text size="xs" c="dimmed">
            The customer reads it. The next report is due {request.reportHours} hours after it.
          </Text>
        )}
        <Send busy={acts[act].isPending} error={acts[act].error} onCancel={onClose}>
          {button}
        </Send>
      </Form>
    </Dialog>
  )
}
