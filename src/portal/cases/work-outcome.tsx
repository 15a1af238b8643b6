import { Radio, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMay } from '../session.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { InstantField, useInstants } from '../ui/instant-field.tsx'
import { useCaseAct } from './act.ts'
import type { Case } from './tags.tsx'

type Kind = 'restored' | 'workaround' | 'fix' | 'efforts-made'

/** What became of a case, before it is proposed as resolved. */
export function OutcomeDialog({ of, onClose, then }: { readonly of: Case; readonly onClose: () => void; readonly then: () => void }) {
  const may = useMay()
  const { iso } = useInstants()
  const workReason = may('case.work')
  const [outcome, setOutcome] = useState<Kind>(workReason === undefined ? 'restored' : 'efforts-made')
  const [trouble, setTrouble] = useState<'issue' | 'outage'>('issue')
  const [diagnosis, setDiagnosis] = useState('')
  const [restoredAt, setRestoredAt] = useState('')
  const [defect, setDefect] = useState('')
  const [release, setRelease] = useState('')
  const [text, setText] = useState('')
  const [efforts, setEfforts] = useState('')
  const params = { account: of.account, case: of.number }
  const say = useCaseAct('case.outcome', { done: 'Written down', after: then })
  const end = useCaseAct('case.end-efforts', { done: 'Written down', after: then })
  const given = outcome === 'efforts-made'
  const act = given ? end : say
  const endReason = may('case.end-efforts')
  const at = iso(restoredAt)
  const send = () =>
    outcome === 'efforts-made'
      ? end.mutate({ params, body: { trouble, diagnosis: diagnosis.trim(), reason: text.trim(), efforts: efforts.trim() } })
      : say.mutate({
          params,
          body: {
            outcome,
            trouble,
            diagnosis: diagnosis.trim(),
            text: text.trim(),
            defect: defect.trim(),
            release: release.trim(),
            ...(at ? { restoredAt: at } : {}),
          },
        })
  return (
    <Dialog title="What became of it" opened onClose={onClose}>
      <Form onSubmit={send}>
        <Radio.Group label="Outcome" value={outcome} onChange={(value) => setOutcome(value as Kind)}>
          <Radio mt={6} value="restored" label="Restored to working order" disabled={workReason !== undefined} />
          <Radio mt={6} value="workaround" label="A workaround" disabled={workReason !== undefined} />
          <Radio mt={6} value="fix" label="A fix, by a patch or an update" disabled={workReason !== undefined} />
          <Radio
            mt={6}
            value="efforts-made"
            label="Efforts made, not resolved"
            disabled={endReason !== undefined}
            {...(endReason ? { description: endReason } : {})}
          />
        </Radio.Group>
        <Radio.Group label="It was" value={trouble} onChange={(value) => setTrouble(value as 'issue')}>
          <Radio mt={6} value="issue" label="An issue" />
          <Radio mt={6} value="outage" label="An outage" />
        </Radio.Group>
        <Textarea
          label="Diagnosis"
          required
          autosize
          minRows={2}
          value={diagnosis}
          onChange={(event) => setDiagnosis(event.currentTarget.value)}
          data-autofocus
        />
        {!given && (
          <InstantField
            label="In working order again"
            required={outcome === 'restored' || trouble === 'outage'}
            value={restoredAt}
            onChange={setRestoredAt}
          />
        )}
        {outcome === 'fix' && (
          <>
            <TextInput label="Defect" required value={defect} onChange={(event) => setDefect(event.currentTarget.value)} />
            <TextInput
              label="Patch or update"
              description="A version that is published for the software."
              required
              value={release}
              onChange={(event) => setRelease(event.currentTarget.value)}
            />
          </>
        )}
        <Textarea
          label={given ? 'Why the efforts end' : 'A word on it'}
          required={given}
          autosize
          minRows={2}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {given && (
          <Textarea
            label="What was tried"
            required
            autosize
            minRows={3}
            value={efforts}
            onChange={(event) => setEfforts(event.currentTarget.value)}
          />
        )}
        <Text size="sm">The customer reads it. It promises nothing and closes nothing by itself.</Text>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Write it down
        </Send>
      </Form>
    </Dialog>
  )
}
