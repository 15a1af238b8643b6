import { Checkbox, FileInput, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AskSource } from '../../duties/event.ts'
import { useAct } from '../api.ts'
import { sendFile } from '../send-file.ts'
import { DateField, Dialog, Form, Send } from '../ui/form.tsx'
import { type Item, sourceWords } from './words.tsx'

type Props = { readonly account: string; readonly contract: string; readonly item: Item; readonly onClose: () => void }

const about = ({ account, contract, item }: Props) => ({ account, contract, duty: item.code })
const work = ({ engagement }: Item) => (engagement === null ? {} : { engagement })

const Words = ({
  label,
  description,
  value,
  onChange,
  required = true,
}: {
  readonly label: string
  readonly description?: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly required?: boolean
}) => (
  <Textarea
    label={label}
    {...(description ? { description } : {})}
    required={required}
    autosize
    minRows={2}
    data-autofocus
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
)

const PartPick = ({
  item,
  value,
  onChange,
}: {
  readonly item: Item
  readonly value: string | null
  readonly onChange: (part: string | null) => void
}) =>
  item.parts.length === 0 ? null : (
    <Select
      label="Part"
      data={[
        { value: '', label: 'All of it' },
        ...item.parts.map(({ code, title, met }) => ({ value: code, label: met ? `${title} (given)` : title })),
      ]}
      value={value ?? ''}
      onChange={(chosen) => onChange(chosen || null)}
      allowDeselect={false}
    />
  )

/** A line "SN-1 21.4R3" is a product under test that works; one that begins with - does not. */
const productsIn = (lines: string) =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [serial = '', ...release] = line.replace(/^[+-]\s*/, '').split(/[\s,]+/)
      return { serial, release: release.join(' '), works: !line.startsWith('-') }
    })

/** What meets a duty, or answers what was asked. */
export function EvidenceDialog(props: Props & { readonly ask?: Item['asks'][number] | undefined }) {
  const { account, item, ask, onClose } = props
  const [part, setPart] = useState<string | null>(ask?.part ?? item.parts.find(({ met }) => !met)?.code ?? null)
  const [text, setText] = useState('')
  const [lines, setLines] = useState('')
  const [nothing, setNothing] = useState(false)
  const [on, setOn] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [language, setLanguage] = useState('en')
  const [asOf, setAsOf] = useState('')
  const [sending, setSending] = useState(false)
  const [failed, setFailed] = useState<unknown>()
  const act = useAct('duty.meet', {
    done: ({ flags }) => [ask ? 'The answer is there' : 'The evidence is there', ...flags].join('. '),
    after: onClose,
  })
  const onlyFile = !item.forms.includes('statement')
  const submit = async () => {
    setFailed(undefined)
    setSending(true)
    try {
      // a file goes first; what is said of the duty names it
      const sent = file
        ? { file: (await sendFile('duty-file.add', file, { params: { account } })).id, language, ...(asOf === '' ? {} : { asOf }) }
        : {}
      act.mutate({
        params: about(props),
        body: {
          ...work(item),
          ...(part === null ? {} : { part }),
          text,
          nothing,
          ...(item.products ? { products: productsIn(lines) } : {}),
          ...sent,
          ...(on === '' ? {} : { on }),
          ...(ask ? { ask: ask.id } : {}),
        },
      })
    } catch (error) {
      setFailed(error)
    } finally {
      setSending(false)
    }
  }
  return (
    <Dialog title={ask ? 'Answer' : `Evidence: ${item.title}`} opened onClose={onClose}>
      <Form onSubmit={() => void submit()}>
        {ask && (
          <Text size="sm" className="break">
            {ask.text}
          </Text>
        )}
        <PartPick item={item} value={part} onChange={setPart} />
        {item.products && (
          <Textarea
            label="Products under test"
            description="One on a line: its serial and the release it runs; begin the line with - where it does not work. One that does not work keeps the test from starting."
            required
            autosize
            minRows={2}
            value={lines}
            onChange={(event) => setLines(event.currentTarget.value)}
          />
        )}
        <Words
          label={onlyFile ? 'Words to the file' : 'In words'}
          description="Both sides read it. Passwords and keys are masked."
          required={!onlyFile && !nothing && file === null && !item.products}
          value={text}
          onChange={setText}
        />
        <FileInput
          label="File"
          required={onlyFile}
          placeholder="Choose a file"
          clearable
          value={file}
          onChange={setFile}
          {...(onlyFile ? { description: 'This duty is met by a file.' } : {})}
        />
        {file !== null && (
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              label="Language of the file"
              description="Two small letters."
              required
              maxLength={2}
              value={language}
              onChange={(event) => setLanguage(event.currentTarget.value.toLowerCase())}
            />
            <DateField
              label="The file shows the day"
              description="As of when it is right; some services ask for it."
              value={asOf}
              onChange={(event) => setAsOf(event.currentTarget.value)}
            />
          </SimpleGrid>
        )}
        {item.forms.includes('none') && (
          <Checkbox label="There is none" checked={nothing} onChange={(event) => setNothing(event.currentTarget.checked)} />
        )}
        <DateField
          label="Of the day"
          description="Today where it is left out."
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
        <Send busy={sending || act.isPending} error={failed ?? act.error} onCancel={onClose}>
          {ask ? 'Answer' : 'Give evidence'}
        </Send>
      </Form>
    </Dialog>
  )
}

/** The customer's own written notice. */
export function NoticeDialog(props: Props) {
  const [reason, setReason] = useState('')
  const [from, setFrom] = useState('')
  const act = useAct('duty.notify', { done: 'The notice is given; the provider hears of it now', after: props.onClose })
  return (
    <Dialog title={`Cannot be met: ${props.item.title}`} opened onClose={props.onClose}>
      <Form onSubmit={() => act.mutate({ params: about(props), body: { ...work(props.item), reason, ...(from === '' ? {} : { from }) } })}>
        <Text size="sm" c="dimmed">
          This is written notice in your name. It cannot be changed afterwards; it can be taken back. The provider is told at once.
        </Text>
        <Words label="Because" value={reason} onChange={setReason} />
        <DateField
          label="From"
          description="Today where it is left out."
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={props.onClose}>
          Give notice
        </Send>
      </Form>
    </Dialog>
  )
}

export function WithdrawDialog(props: Props & { readonly notice: string }) {
  const [text, setText] = useState('')
  const act = useAct('duty.withdraw', { done: 'The notice is taken back', after: props.onClose })
  return (
    <Dialog title={`Take the notice back: ${props.item.title}`} opened onClose={props.onClose}>
      <Form onSubmit={() => act.mutate({ params: about(props), body: { ...work(props.item), notice: props.notice, text } })}>
        <Words label="Because" value={text} onChange={setText} />
        <Send busy={act.isPending} error={act.error} onCancel={props.onClose}>
          Take it back
        </Send>
      </Form>
    </Dialog>
  )
}

export function LapseDialog(props: Props) {
  const { item } = props
  const [part, setPart] = useState<string | null>(null)
  const [text, setText] = useState('')
  const [on, setOn] = useState('')
  const act = useAct('duty.lapse', { done: 'It is noted; the other side is told', after: props.onClose })
  return (
    <Dialog title={`Not met any more: ${item.title}`} opened onClose={props.onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: about(props),
            body: { ...work(item), ...(part === null ? {} : { part }), text, ...(on === '' ? {} : { on }) },
          })
        }
      >
        <PartPick item={item} value={part} onChange={setPart} />
        <Words label="What is wrong" value={text} onChange={setText} />
        <DateField
          label="Since"
          description="Today where it is left out."
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={props.onClose}>
          Say so
        </Send>
      </Form>
    </Dialog>
  )
}

export function WaiveDialog(props: Props) {
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')
  const act = useAct('duty.waive', { done: 'It is waived', after: props.onClose })
  return (
    <Dialog title={`Waive: ${props.item.title}`} opened onClose={props.onClose}>
      <Form onSubmit={() => act.mutate({ params: about(props), body: { ...work(props.item), reason, until } })}>
        <Words label="Because" description="The customer reads this." value={reason} onChange={setReason} />
        <DateField
          label="Up to and with"
          description="After that day the duty counts again by itself."
          required
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={props.onClose}>
          Waive
        </Send>
      </Form>
    </Dialog>
  )
}

export function AskDialog(props: Props) {
  const { item } = props
  const [part, setPart] = useState<string | null>(null)
  const [text, setText] = useState('')
  const [dueOn, setDueOn] = useState('')
  const [source, setSource] = useState<AskSource | null>(null)
  const act = useAct('duty.ask', {
    done: ({ dueOn: day }) => (day === null ? 'It is asked' : `It is asked; the answer is due on ${day}`),
    after: props.onClose,
  })
  const promised = item.due.words.includes('working days')
  return (
    <Dialog title={`Ask: ${item.title}`} opened onClose={props.onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: about(props),
            body: {
              ...work(item),
              ...(part === null ? {} : { part }),
              text,
              ...(dueOn === '' ? {} : { dueOn }),
              ...(source === null ? {} : { source }),
            },
          })
        }
      >
        <Stack gap="md">
          <PartPick item={item} value={part} onChange={setPart} />
          <Words label="What is asked" description="The contacts of the account are told at once." value={text} onChange={setText} />
          {item.due.rule === 'continuous' && (
            <Select
              label="Where it comes from"
              clearable
              data={Object.entries(sourceWords).map(([value, label]) => ({ value, label }))}
              value={source}
              onChange={(value) => setSource(value as AskSource | null)}
            />
          )}
          {promised ? (
            <Text size="sm" c="dimmed">
              The answer is due {item.due.words}.
            </Text>
          ) : (
            <DateField
              label="Due on"
              description="Left out, no day is set."
              value={dueOn}
              onChange={(event) => setDueOn(event.currentTarget.value)}
            />
          )}
        </Stack>
        <Send busy={act.isPending} error={act.error} onCancel={props.onClose}>
          Ask
        </Send>
      </Form>
    </Dialog>
  )
}
