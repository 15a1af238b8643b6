import { Blockquote, Group, Radio, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { AnswerError } from '../../client/client.ts'
import { useAct } from '../api.ts'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { priorities } from '../ui/words.ts'
import { DevicePick } from './pickers.tsx'
import type { Case } from './tags.tsx'

type Props = { readonly of: Case; readonly seq: number; readonly text: string; readonly onClose: () => void }

/** Another question was asked on this case: it becomes a case of its own, with the clock from when it was asked. */
export function SplitDialog({ of, seq, text, onClose }: Props) {
  const go = useNavigate()
  const [summary, setSummary] = useState(text.split('\n')[0]?.slice(0, 120) ?? '')
  const [priority, setPriority] = useState<Case['priority']>(of.priority)
  const [device, setDevice] = useState(of.serial ?? '')
  const act = useAct('case.split', {
    done: ({ number }) => `${number} is open`,
    after: ({ account, number }) => {
      onClose()
      void go({ to: '/accounts/$account/cases/$case', params: { account, case: number } })
    },
  })
  const clauses = act.error instanceof AnswerError ? (act.error.problem as { clauses?: string[] }).clauses : undefined
  return (
    <Dialog title="A case of its own" opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account: of.account, case: of.number },
            body: { seq, summary, priority, kind: of.kind, ...(of.kind === 'tech' ? { device } : {}) },
          })
        }
      >
        <Blockquote p="xs" mt={0} className="pre break" style={{ maxHeight: 140, overflow: 'auto' }}>
          <Text size="sm">{text}</Text>
        </Blockquote>
        <TextInput
          label="What it is about"
          required
          maxLength={300}
          data-autofocus
          value={summary}
          onChange={(event) => setSummary(event.currentTarget.value)}
        />
        {of.kind === 'tech' && <DevicePick account={of.account} value={device} onChange={setDevice} />}
        <Radio.Group label="Priority" value={priority} onChange={(value) => setPriority(value as Case['priority'])}>
          <Group mt={6}>
            {priorities.map((each) => (
              <Radio key={each} value={each} label={each} />
            ))}
          </Group>
        </Radio.Group>
        <Text size="sm" c="dimmed">
          It is judged like any case. Its clock runs from when this was written. Both cases name each other; nothing is moved.
        </Text>
        {clauses && <Text size="sm">Decided by {clauses.join(', ')}.</Text>}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Open the case
        </Send>
      </Form>
    </Dialog>
  )
}
