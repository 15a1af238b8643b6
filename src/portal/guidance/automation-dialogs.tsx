import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../api.ts'
import { DateField, Dialog, Form, Send } from '../ui/form.tsx'
import { WordDialog } from '../ui/word-dialog.tsx'
import type { Shown } from './rolled-out.ts'
import { linesOf } from './words.ts'

type Props = Omit<Shown, 'of'> & { readonly onClose: () => void }

export function PlanDialog({ account, contract, of, onClose }: Props & Pick<Shown, 'of'>) {
  const [text, setText] = useState(of.plan?.text ?? '')
  const [plannedOn, setPlannedOn] = useState(of.plan?.plannedOn ?? '')
  const [engineer, setEngineer] = useState('')
  const act = useAct('automation.plan', { done: 'The plan is written', after: onClose })
  return (
    <Dialog title="Plan of the roll-out" opened onClose={onClose} size={620}>
      <Form onSubmit={() => act.mutate({ params: { account, contract }, body: { text, plannedOn, ...(engineer ? { engineer } : {}) } })}>
        <Textarea
          label="Plan"
          required
          data-autofocus
          autosize
          minRows={4}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <DateField label="Of" required value={plannedOn} onChange={(event) => setPlannedOn(event.currentTarget.value)} />
        <TextInput
          label="Consulting engineer"
          description={`The e-mail address of a colleague; you manage it yourself.${of.plan?.engineer ? ` Left empty, ${of.plan.engineer} is no longer it.` : ''}`}
          value={engineer}
          onChange={(event) => setEngineer(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Write it
        </Send>
      </Form>
    </Dialog>
  )
}

export function TaskDialog({ account, contract, onClose }: Props) {
  const [title, setTitle] = useState('')
  const [owner, setOwner] = useState('')
  const [dueOn, setDueOn] = useState('')
  const act = useAct('automation.add-task', { done: 'The task is added', after: onClose })
  return (
    <Dialog title="Add a task" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, contract }, body: { title, owner, dueOn } })}>
        <TextInput label="Task" required data-autofocus value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
        <TextInput label="Owner" required value={owner} onChange={(event) => setOwner(event.currentTarget.value)} />
        <DateField label="Due on" required value={dueOn} onChange={(event) => setDueOn(event.currentTarget.value)} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Add it
        </Send>
      </Form>
    </Dialog>
  )
}

export function AdviseDialog({ account, contract, task, onClose }: Props & { readonly task: number }) {
  const act = useAct('automation.advise', { done: 'It is written down', after: onClose })
  return (
    <WordDialog
      title="Guide a task"
      label="Guidance"
      button="Write it down"
      act={act}
      onSend={(text) => act.mutate({ params: { account, contract, task }, body: { text } })}
      onClose={onClose}
    />
  )
}

export function ToolDialog({ account, contract, onClose }: Props) {
  const [given, setGiven] = useState({ tool: '', version: '', place: '', installedOn: '', installedBy: '', note: '' })
  const [working, setWorking] = useState(true)
  const act = useAct('automation.record-tool', { done: 'The tool is written down', after: onClose })
  const field = (name: keyof typeof given, label: string) => ({
    label,
    required: name !== 'note',
    value: given[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => setGiven((before) => ({ ...before, [name]: value })),
  })
  return (
    <Dialog title="A tool as it was installed" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, contract }, body: { ...given, working } })}>
        <TextInput data-autofocus {...field('tool', 'Script or tool')} />
        <TextInput {...field('version', 'Version')} />
        <TextInput {...field('place', 'Where')} />
        <DateField {...field('installedOn', 'Installed on')} />
        <TextInput {...field('installedBy', 'Installed by')} />
        <Checkbox label="It works" checked={working} onChange={(event) => setWorking(event.currentTarget.checked)} />
        <TextInput {...field('note', 'Note')} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Write it down
        </Send>
      </Form>
    </Dialog>
  )
}

/** A line "device = JN1 ; JN2" expects JN1 and found JN2. */
const fieldIn = (line: string) => {
  const [field = '', rest = ''] = line.split('=', 2)
  const [expected = '', found = ''] = rest.split(';', 2)
  return { field: field.trim(), expected: expected.trim(), found: found.trim() }
}

export function TestDialog({ account, contract, onClose }: Props) {
  const [trigger, setTrigger] = useState('')
  const [number, setNumber] = useState('')
  const [fields, setFields] = useState('')
  const act = useAct('automation.test', {
    done: ({ tests }) => (tests[0]?.passed ? 'It passed' : 'It failed'),
    after: onClose,
  })
  return (
    <Dialog title="Test of automatic cases" opened onClose={onClose} size={620}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account, contract },
            body: { trigger, case: number.trim() || null, fields: linesOf(fields).map(fieldIn) },
          })
        }
      >
        <TextInput
          label="What set it off"
          required
          data-autofocus
          value={trigger}
          onChange={(event) => setTrigger(event.currentTarget.value)}
        />
        <TextInput
          label="The case that came of it"
          description="Its device, priority, channel, summary, account, contract and requester are read from it."
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <Textarea
          label="Expected fields"
          description="One on a line, such as “priority = P2”; of a field that is not read, “account id = X ; what came”."
          required
          autosize
          minRows={3}
          value={fields}
          onChange={(event) => setFields(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Write it down
        </Send>
      </Form>
    </Dialog>
  )
}

export function LicenceDialog({ account, contract, onClose }: Props) {
  const [licence, setLicence] = useState('')
  const act = useAct('automation.accept-licence', { done: 'The licence is accepted', after: onClose })
  return (
    <Dialog title="Accept the licence of the tools" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, contract }, body: { licence } })}>
        <TextInput
          label="Licence and version"
          description="As its text names it, such as EULA 2026-01."
          required
          data-autofocus
          value={licence}
          onChange={(event) => setLicence(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Accept it
        </Send>
      </Form>
    </Dialog>
  )
}
