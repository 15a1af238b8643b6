import { Select, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Input } from '../../client/client.ts'
import { useAct } from '../api.ts'
import { Dialog, Form, Send } from '../ui/form.tsx'

type Failure = NonNullable<Input<'request.notify-assumption'>['body']>['failure']

const failures: readonly { readonly value: Failure; readonly label: string }[] = [
  { value: 'does not occur', label: 'It does not occur' },
  { value: 'late', label: 'It is late' },
  { value: 'misleading', label: 'It misleads' },
  { value: 'inaccurate', label: 'It is inaccurate' },
]

type Props = { readonly account: string; readonly request: string; readonly assumptions: readonly string[]; readonly onClose: () => void }

/** Written notice that an assumption of the task order fails. */
export function AssumptionDialog({ account, request, assumptions, onClose }: Props) {
  const [assumption, setAssumption] = useState('1')
  const [failure, setFailure] = useState<Failure>('late')
  const [why, setWhy] = useState('')
  const act = useAct('request.notify-assumption', { done: 'The notice is given; the provider hears of it now', after: onClose })
  return (
    <Dialog title="An assumption fails" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, request }, body: { assumption: Number(assumption), failure, why } })}>
        <Text size="sm">This is written notice in your name. The provider is told at once.</Text>
        <Select
          label="Which one"
          required
          allowDeselect={false}
          data={assumptions.map((text, at) => ({ value: String(at + 1), label: `${at + 1}. ${text}` }))}
          value={assumption}
          onChange={(value) => setAssumption(value ?? '1')}
        />
        <Select
          label="What is wrong with it"
          required
          allowDeselect={false}
          data={[...failures]}
          value={failure}
          onChange={(value) => setFailure((value ?? 'late') as Failure)}
        />
        <Textarea label="In words" required autosize minRows={2} value={why} onChange={(event) => setWhy(event.currentTarget.value)} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Give notice
        </Send>
      </Form>
    </Dialog>
  )
}
