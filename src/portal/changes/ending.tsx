import { Button, Checkbox, Group, Select, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../api.ts'
import { LanguageField } from '../requests/language-field.tsx'
import { useMe } from '../session.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import type { Change } from './words.ts'

/** Ends the window, with what is open handed over. */
export function EndDialog({ of, onClose }: { readonly of: Change; readonly onClose: () => void }) {
  const [handover, setHandover] = useState('')
  const act = useAct('change.end', { done: 'The window has ended', after: onClose })
  const open = of.entries.filter(({ issue, settledAt }) => issue && settledAt === null)
  return (
    <Dialog title="End the window" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account: of.account, change: of.number }, body: { handover } })}>
        <Text size="sm">{open.length === 0 ? 'Nothing is open.' : 'These are open, and pass to whoever follows them up:'}</Text>
        {open.length > 0 && (
          <>
            <ul className="lines small">
              {open.map(({ id, text }) => (
                <li key={id}>{text}</li>
              ))}
            </ul>
            <Textarea
              label="What they have to know"
              required
              autosize
              minRows={2}
              value={handover}
              onChange={({ currentTarget: { value } }) => setHandover(value)}
            />
          </>
        )}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          End the window
        </Send>
      </Form>
    </Dialog>
  )
}

/** Begins the window, with who is there. */
export function StartDialog({ of, onClose }: { readonly of: Change; readonly onClose: () => void }) {
  const names = [of.plan?.primary?.name, of.plan?.backup?.name].filter((name): name is string => Boolean(name))
  const [present, setPresent] = useState<readonly string[]>([])
  const act = useAct('change.start', { done: 'The window has begun', after: onClose })
  return (
    <Dialog title="Begin the window" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account: of.account, change: of.number }, body: { present: [...present] } })}>
        <Text size="sm">Who of the customer is there?</Text>
        {names.map((name) => (
          <Checkbox
            key={name}
            label={name}
            checked={present.includes(name)}
            onChange={({ currentTarget: { checked } }) =>
              setPresent((all) => (checked ? [...all, name] : all.filter((each) => each !== name)))
            }
          />
        ))}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Begin
        </Send>
      </Form>
    </Dialog>
  )
}

type Agreed = { readonly id: number; readonly text: string; readonly customer: string; readonly provider: string }

/** Looks back on the change beside its goal. */
export function ReviewDialog({ of, onClose }: { readonly of: Change; readonly onClose: () => void }) {
  const me = useMe()
  const [result, setResult] = useState('')
  const [verdict, setVerdict] = useState<'met' | 'partly' | 'missed' | null>(null)
  const [improvements, setImprovements] = useState('')
  const [noneBecause, setNone] = useState('')
  const [language, setLanguage] = useState('en')
  const [changes, setChanges] = useState<readonly Agreed[]>([])
  const act = useAct('change.review', { done: 'The review is written, and the change is closed', after: onClose })
  return (
    <Dialog title="Review of the change" opened onClose={onClose} size={640}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account: of.account, change: of.number },
            body: {
              result,
              verdict,
              improvements,
              noneBecause,
              language,
              changes: changes.filter(({ text }) => text.trim() !== '').map(({ id: _, ...each }) => each),
            },
          })
        }
      >
        <Text size="sm">
          <b>Goal:</b> {of.plan?.goal || 'none was written'}
        </Text>
        <Textarea
          label="Result"
          required
          autosize
          minRows={2}
          value={result}
          onChange={({ currentTarget: { value } }) => setResult(value)}
        />
        <Select
          label="Verdict"
          required
          data={[
            { value: 'met', label: 'The goal is met' },
            { value: 'partly', label: 'It is met in part' },
            { value: 'missed', label: 'It is missed' },
          ]}
          value={verdict}
          onChange={(value) => setVerdict(value as 'met')}
        />
        <Textarea
          label="What could be better"
          autosize
          minRows={2}
          value={improvements}
          onChange={({ currentTarget: { value } }) => setImprovements(value)}
        />
        {improvements.trim() === '' && (
          <TextInput label="Or why nothing could" value={noneBecause} onChange={({ currentTarget: { value } }) => setNone(value)} />
        )}
        <LanguageField value={language} onChange={setLanguage} />
        {changes.map(({ id, text, customer }) => (
          <Group key={id} grow align="end">
            <TextInput
              label="Agreed for the next plan"
              value={text}
              onChange={({ currentTarget: { value } }) =>
                setChanges((all) => all.map((each) => (each.id === id ? { ...each, text: value } : each)))
              }
            />
            <TextInput
              label="With, of the customer"
              value={customer}
              onChange={({ currentTarget: { value } }) =>
                setChanges((all) => all.map((each) => (each.id === id ? { ...each, customer: value } : each)))
              }
            />
          </Group>
        ))}
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() =>
              setChanges((all) => [...all, { id: all.length, text: '', customer: of.plan?.primary?.name ?? '', provider: me.person.name }])
            }
          >
            A change of the next plan
          </Button>
        </Group>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Close the change
        </Send>
      </Form>
    </Dialog>
  )
}
