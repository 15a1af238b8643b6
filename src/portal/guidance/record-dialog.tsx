import { Select, Textarea, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Input } from '../../client/client.ts'
import type { Item } from '../../guidance/setting-up/record.ts'
import { useAct } from '../api.ts'
import type { Whole } from '../requests/whole.ts'
import { DateField, Dialog, Form, Send } from '../ui/form.tsx'
import { itemTitles, linesOf } from './words.ts'

type Body = Input<'setting-up.record'>['body']
type Written = Exclude<Item, 'c'>
type Field = {
  readonly name: string
  readonly label: string
  readonly kind?: 'lines' | 'day' | 'text' | 'result'
  readonly description?: string
  readonly optional?: boolean
}

/** What is asked for each item; a field of lines is a list. */
const fields: Readonly<Record<Written, readonly Field[]>> = {
  a: [
    { name: 'notifications', label: 'What the contacts hear of' },
    { name: 'accountId', label: 'Account id for cases' },
  ],
  b: [
    { name: 'heldOn', label: 'Held on', kind: 'day' },
    { name: 'attendees', label: 'Attended', kind: 'lines', description: 'One person on a line.' },
    { name: 'material', label: 'Material' },
    { name: 'version', label: 'Its version' },
    {
      name: 'agreement',
      label: 'Agreement on other hours',
      description: 'Its number, for a session on a day that is not worked (MSP-6.c).',
      optional: true,
    },
  ],
  d: [
    { name: 'guide', label: 'Guide' },
    { name: 'version', label: 'Its version' },
    { name: 'dated', label: 'Dated', kind: 'day' },
  ],
  e: [
    { name: 'contacts', label: 'Contacts for returns and spares', kind: 'lines', description: 'One person on a line.' },
    { name: 'shipTo', label: 'Ship-to address', kind: 'text', optional: true },
  ],
  f: [
    { name: 'partner', label: 'Partner', description: 'The code of its account.' },
    { name: 'evaluatedOn', label: 'Evaluated on', kind: 'day' },
    { name: 'criteria', label: 'Criteria', kind: 'lines', description: 'One on a line; begin a line with + where it is met.' },
    { name: 'result', label: 'Result', kind: 'result' },
    { name: 'gaps', label: 'Gaps', kind: 'lines', description: 'One on a line, with its owner behind a colon.', optional: true },
  ],
  g: [
    { name: 'case', label: 'Case' },
    { name: 'text', label: 'Advice', kind: 'text' },
  ],
}

type Given = Readonly<Record<string, string>>
const of = (given: Given, name: string) => given[name] ?? ''

/** A line "Nobody at night: Ola" is a gap with its owner. */
const gapIn = (line: string) => {
  const at = line.lastIndexOf(':')
  return at < 0 ? { text: line, owner: '' } : { text: line.slice(0, at).trim(), owner: line.slice(at + 1).trim() }
}
const criterionIn = (line: string) => ({ title: line.replace(/^[+-]\s*/, ''), met: line.startsWith('+') })

const bodies: Readonly<Record<Written, (given: Given) => Body>> = {
  a: (given) => ({ item: 'a', notifications: of(given, 'notifications'), accountId: of(given, 'accountId') }),
  b: (given) => ({
    item: 'b',
    heldOn: of(given, 'heldOn'),
    attendees: linesOf(of(given, 'attendees')),
    material: of(given, 'material'),
    version: of(given, 'version'),
    agreement: of(given, 'agreement'),
  }),
  d: (given) => ({ item: 'd', guide: of(given, 'guide'), version: of(given, 'version'), dated: of(given, 'dated') }),
  e: (given) => ({ item: 'e', contacts: linesOf(of(given, 'contacts')), shipTo: of(given, 'shipTo') }),
  f: (given) => ({
    item: 'f',
    partner: of(given, 'partner'),
    evaluatedOn: of(given, 'evaluatedOn'),
    criteria: linesOf(of(given, 'criteria')).map(criterionIn),
    result: of(given, 'result') === 'ready' ? 'ready' : 'not-ready',
    gaps: linesOf(of(given, 'gaps')).map(gapIn),
  }),
  g: (given) => ({ item: 'g', case: of(given, 'case').trim(), text: of(given, 'text') }),
}

type Props = { readonly account: string; readonly of: Whole; readonly item: Written; readonly onClose: () => void }

/** Writes down what shows an item. */
export function RecordDialog({ account, of: request, item, onClose }: Props) {
  const [given, setGiven] = useState<Given>({})
  const act = useAct('setting-up.record', { done: 'It is written down', after: onClose })
  const set = (name: string) => (value: string) => setGiven((before) => ({ ...before, [name]: value }))
  return (
    <Dialog title={itemTitles[item]} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, request: request.number }, body: bodies[item](given) })}>
        {fields[item].map((field) => (
          <OneField key={field.name} field={field} value={given[field.name] ?? ''} onChange={set(field.name)} />
        ))}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Write it down
        </Send>
      </Form>
    </Dialog>
  )
}

type FieldProps = { readonly field: Field; readonly value: string; readonly onChange: (value: string) => void }

function OneField({ field: { label, description, kind, optional = false }, value, onChange }: FieldProps): ReactNode {
  const same = { label, required: !optional, ...(description ? { description } : {}) }
  if (kind === 'day') return <DateField {...same} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
  if (kind === 'result')
    return (
      <Select
        {...same}
        data={[
          { value: 'ready', label: 'Ready' },
          { value: 'not-ready', label: 'Not ready' },
        ]}
        value={value || null}
        onChange={(picked) => onChange(picked ?? '')}
      />
    )
  if (kind === 'lines' || kind === 'text')
    return <Textarea {...same} autosize minRows={2} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
  return <TextInput {...same} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
}
