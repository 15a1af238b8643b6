import { Radio, Select, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { fromIso, hoursMs } from '../../lib/time.ts'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { InstantField, useInstants } from '../ui/instant-field.tsx'
import { useNow } from '../ui/now.ts'
import { useCaseAct } from './act.ts'
import type { Case } from './tags.tsx'

type Board = Answer<'case.access'>
type Level = Board['access'][number]['level']

export const reasonChoices = [
  { value: 'performance', label: 'To do the work properly' },
  { value: 'efficiency', label: 'To do it without detours' },
  { value: 'legal', label: 'The law asks for it' },
] as const

const elsewhere = 'elsewhere'

function LevelChoice({
  value,
  onChange,
  most = 'configure',
}: {
  readonly value: Level
  readonly onChange: (level: Level) => void
  readonly most?: Level
}) {
  return (
    <Radio.Group label="Level" value={value} onChange={(given) => onChange(given as Level)}>
      <Radio mt={6} value="read" label="Read: look and change nothing" />
      <Radio mt={6} value="configure" label="Configure: change what is needed" disabled={most === 'read'} />
    </Radio.Group>
  )
}

/** An engineer asks the customer for access; the case waits for the answer. */
export function AskAccessDialog({ of, onClose }: { readonly of: Case; readonly onClose: () => void }) {
  const { field, iso } = useInstants()
  const now = useNow()
  const [level, setLevel] = useState<Level>('read')
  const [environment, setEnvironment] = useState('')
  const [why, setWhy] = useState('')
  const [reason, setReason] = useState<string | null>('performance')
  const [to, setTo] = useState(field(now + 8 * hoursMs))
  const act = useCaseAct('case.access-ask', { done: 'Asked; the case waits for the customer', after: onClose })
  return (
    <Dialog title="Ask for access to the network" opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account: of.account, case: of.number },
            body: {
              level,
              environment: environment.trim(),
              devices: of.serial && environment.trim() === '' ? [of.serial] : [],
              reason: (reason ?? 'performance') as never,
              why: why.trim(),
              to: iso(to) ?? '',
            },
          })
        }
      >
        <LevelChoice value={level} onChange={setLevel} />
        <TextInput
          label="To what"
          {...(of.serial ? { description: `Left empty, to ${of.serial}.` } : {})}
          required={of.serial === null}
          value={environment}
          onChange={(event) => setEnvironment(event.currentTarget.value)}
        />
        <Textarea
          label="What for"
          required
          autosize
          minRows={2}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
          data-autofocus
        />
        <Select label="Reason" data={[...reasonChoices]} value={reason} onChange={setReason} allowDeselect={false} />
        <InstantField label="Until" required value={to} onChange={setTo} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Ask for access
        </Send>
      </Form>
    </Dialog>
  )
}

/** Somebody of the customer grants it; what was asked for may be narrowed. */
export function GrantDialog({
  of,
  access,
  onClose,
}: {
  readonly of: Case
  readonly access: Board['access'][number]
  readonly onClose: () => void
}) {
  const { field, iso } = useInstants()
  const [level, setLevel] = useState<Level>(access.level)
  const usual = { from: field(fromIso(access.wantedFrom)), to: field(fromIso(access.wantedTo)) }
  const [from, setFrom] = useState(usual.from)
  const [to, setTo] = useState(usual.to)
  const act = useCaseAct('case.access-grant', { done: 'Granted', after: onClose })
  return (
    <Dialog title="Grant access" opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account: of.account, case: of.number },
            body: {
              request: access.request,
              level,
              // what was left alone is granted to the second
              from: from === usual.from ? access.wantedFrom : (iso(from) ?? ''),
              to: to === usual.to ? access.wantedTo : (iso(to) ?? ''),
              text: '',
            },
          })
        }
      >
        <Text size="sm" className="break">
          {access.askedBy} asks for access to {access.what}: {access.why}
        </Text>
        <LevelChoice value={level} onChange={setLevel} most={access.level} />
        <InstantField label="From" required value={from} onChange={setFrom} />
        <InstantField label="Until" required value={to} onChange={setTo} note="It ends by itself, and you can revoke it at any time." />
        <Text size="sm">Every session is announced to your contacts before it starts, with how to watch it.</Text>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Grant
        </Send>
      </Form>
    </Dialog>
  )
}

type AnnounceProps = {
  readonly of: Case
  readonly access: Board['access'][number]
  readonly places: Board['places']
  readonly onClose: () => void
}

/** An engineer announces a session; the contacts of the customer are told before it starts. */
export function AnnounceDialog({ of, access, places, onClose }: AnnounceProps) {
  const { iso } = useInstants()
  const [level, setLevel] = useState<Level>(access.grantedLevel ?? 'read')
  const [place, setPlace] = useState<string | null>(places[0]?.code ?? elsewhere)
  const [site, setSite] = useState('')
  const [exception, setException] = useState('')
  const [join, setJoin] = useState('')
  const [at, setAt] = useState('')
  const act = useCaseAct('case.session-announce', { done: 'Announced to the contacts of the customer', after: onClose })
  const starts = iso(at)
  return (
    <Dialog title="Announce a session" opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account: of.account, case: of.number },
            body: {
              request: access.request,
              level,
              location: place === elsewhere ? site.trim() : (place ?? ''),
              exception: place === elsewhere ? exception.trim() : '',
              join: join.trim(),
              ...(starts ? { at: starts } : {}),
            },
          })
        }
      >
        <LevelChoice value={level} onChange={setLevel} most={access.grantedLevel ?? 'read'} />
        <Textarea
          label="How the customer can watch"
          description="Give a bridge or a link. A passcode is better said on the telephone."
          required
          autosize
          minRows={2}
          value={join}
          onChange={(event) => setJoin(event.currentTarget.value)}
          data-autofocus
        />
        <Select
          label="From where you work"
          data={[
            ...places.map(({ code, title }) => ({ value: code, label: title })),
            { value: elsewhere, label: 'Another place, by exception' },
          ]}
          value={place}
          onChange={setPlace}
          allowDeselect={false}
        />
        {place === elsewhere && (
          <>
            <TextInput label="Which place" required value={site} onChange={(event) => setSite(event.currentTarget.value)} />
            <TextInput label="Why from there" required value={exception} onChange={(event) => setException(event.currentTarget.value)} />
          </>
        )}
        <InstantField label="Starts" value={at} onChange={setAt} note="Empty means now." />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Announce it
        </Send>
      </Form>
    </Dialog>
  )
}
