import { Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { topicTitles } from '../../guidance/questions/question.ts'
import { useAct } from '../api.ts'
import type { Whole } from '../requests/whole.ts'
import { useMay, useMe } from '../session.tsx'
import { Act, ActLink } from '../ui/act.tsx'
import { Dialog, Form, Send, useDraft } from '../ui/form.tsx'
import { TextLink } from '../ui/link.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'

type Of = Answer<'guidance.read'>['questions'][number]
type Props = { readonly account: string; readonly of: Whole; readonly question: Of }

/** One question with its answer, or where it went. */
export function Question({ account, of, question }: Props) {
  const own = useMe().account.code === account
  const may = useMay()
  const [open, setOpen] = useState<'answer' | 'link'>()
  const [, setSummary] = useDraft(`ask.${account}.summary`)
  const [, setDescription] = useDraft(`ask.${account}.description`)
  const routed = question.topic === 'fault' || question.topic === 'non-technical'
  const fill = () => {
    if (!question.caseFor) return
    setSummary(question.caseFor.summary)
    setDescription(question.caseFor.description)
  }
  return (
    <>
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={4} style={{ flex: '1 1 260px', minWidth: 0 }}>
          <Group gap={8}>
            <Text size="sm" fw={600}>
              {question.question}. {topicTitles[question.topic]}
            </Text>
            {question.settled ? <Tag tone="ok">{routed ? 'Handed over' : 'Answered'}</Tag> : <Tag tone="warn">Open</Tag>}
          </Group>
          <Text size="sm" className="break" style={{ whiteSpace: 'pre-wrap' }}>
            {question.text}
          </Text>
          <Text size="xs" c="dimmed">
            {question.askedBy} by {question.channel === 'phone' ? 'telephone' : 'e-mail'} <When at={question.askedAt} />
            {question.case && (
              <>
                , now{' '}
                <TextLink to="/accounts/$account/cases/$case" params={{ account, case: question.case }}>
                  {question.case}
                </TextLink>
              </>
            )}
          </Text>
        </Stack>
        <Group gap={8}>
          {!own && !routed && question.answer === null && (
            <Act size="compact-sm" reason={may('request.work')} onClick={() => setOpen('answer')}>
              Answer
            </Act>
          )}
          {question.caseFor && (
            <>
              {own && (
                <ActLink size="compact-sm" to="/ask" reason={may('case.open')} onClick={fill}>
                  Open its case
                </ActLink>
              )}
              <Act size="compact-sm" variant="default" reason={may('request.ask')} onClick={() => setOpen('link')}>
                Link its case
              </Act>
            </>
          )}
        </Group>
      </Group>
      {question.answer !== null && (
        <article className="bubble" data-by="provider">
          <Text size="sm" className="break" style={{ whiteSpace: 'pre-wrap' }}>
            {question.answer}
          </Text>
          {question.advice && (
            <Text size="sm" mt={4} className="break">
              <b>Advice:</b> {question.advice}
            </Text>
          )}
          {question.recommendation && (
            <Text size="sm" mt={4} className="break">
              <b>Recommendation:</b> {question.recommendation}
            </Text>
          )}
          <Text size="xs" c="dimmed" mt={4}>
            {question.answeredBy} {question.answeredAt && <When at={question.answeredAt} />}
          </Text>
        </article>
      )}
      {open === 'answer' && <AnswerDialog account={account} of={of} question={question} onClose={() => setOpen(undefined)} />}
      {open === 'link' && <LinkDialog account={account} of={of} question={question} onClose={() => setOpen(undefined)} />}
    </>
  )
}

type DialogProps = Props & { readonly onClose: () => void }

function AnswerDialog({ account, of, question, onClose }: DialogProps) {
  const [answer, setAnswer] = useState('')
  const [advice, setAdvice] = useState('')
  const [recommendation, setRecommendation] = useState('')
  const act = useAct('guidance.answer', { done: 'The customer has the answer', after: onClose })
  const both = question.about !== 'question'
  return (
    <Dialog title={`Answer question ${question.question}`} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({ params: { account, request: of.number, question: question.question }, body: { answer, advice, recommendation } })
        }
      >
        <Textarea
          label="Answer"
          required
          data-autofocus
          autosize
          minRows={3}
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
        <Textarea
          label="Advice"
          required={both}
          {...(both ? { description: 'A change of design or of a template is answered with both; nothing is changed on a device.' } : {})}
          autosize
          minRows={2}
          value={advice}
          onChange={(event) => setAdvice(event.currentTarget.value)}
        />
        <Textarea
          label="Recommendation"
          required={both}
          autosize
          minRows={2}
          value={recommendation}
          onChange={(event) => setRecommendation(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Send it
        </Send>
      </Form>
    </Dialog>
  )
}

function LinkDialog({ account, of, question, onClose }: DialogProps) {
  const [number, setNumber] = useState('')
  const act = useAct('guidance.link-case', { done: 'The case is linked', after: onClose })
  return (
    <Dialog title={`Which case question ${question.question} became`} opened onClose={onClose}>
      <Form
        onSubmit={() => act.mutate({ params: { account, request: of.number, question: question.question }, body: { case: number.trim() } })}
      >
        <TextInput label="Case" required data-autofocus value={number} onChange={(event) => setNumber(event.currentTarget.value)} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Link it
        </Send>
      </Form>
    </Dialog>
  )
}
