import { Group, Select, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { enquiryActs, enquiryTitles } from '../../software/enquiring/enquiry.ts'
import { useAct } from '../api.ts'
import { DocumentLink, FileField } from '../documents/file-field.tsx'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { DecisionView } from '../ui/decision-view.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import type { Software } from './words.ts'

type Props = { readonly account: string; readonly of: Software }
type Enquiry = Software['enquiries'][number]

const titleOf = (act: string): string => enquiryTitles[act as keyof typeof enquiryTitles] ?? act

/** Work that the service leaves out: asked for here, answered by a quote. */
export function Enquiries({ account, of }: Props) {
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const [answering, setAnswering] = useState<Enquiry>()
  return (
    <Card
      title="What support leaves out"
      aside={
        <Act size="compact-sm" variant="default" reason={may('software.ask')} onClick={() => setAsking(true)}>
          Ask for a quote
        </Act>
      }
      flush
    >
      {of.enquiries.length === 0 ? (
        <Empty title="Nothing was asked for">
          Upgrades, features and training are bought from professional services. Ask for a quote here.
        </Empty>
      ) : (
        <ul className="lines" style={{ padding: '8px 16px' }}>
          {of.enquiries.map((each) => (
            <li key={each.number}>
              <Group justify="space-between" align="flex-start">
                <Stack gap={4} style={{ flex: '1 1 260px', minWidth: 0 }}>
                  <Group gap={8}>
                    <Text fw={600} size="sm">
                      {titleOf(each.act)} {each.number}
                    </Text>
                    {each.answer === null ? <Tag tone="info">Waits for a quote</Tag> : <Tag tone="ok">Answered</Tag>}
                  </Group>
                  <Text size="sm" className="break" style={{ whiteSpace: 'pre-wrap' }}>
                    {each.text}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {each.askedBy} <When at={each.askedAt} />,{' '}
                    <TextLink to="/accounts/$account/decisions/$decision" params={{ account, decision: each.decision }}>
                      why support leaves it out
                    </TextLink>
                  </Text>
                </Stack>
                {each.answer === null && may('software.quote') === undefined && (
                  <Act size="compact-sm" onClick={() => setAnswering(each)}>
                    Answer
                  </Act>
                )}
              </Group>
              {each.answer !== null && (
                <article className="bubble" data-by="provider">
                  <Text size="sm" className="break" style={{ whiteSpace: 'pre-wrap' }}>
                    {each.answer}
                  </Text>
                  {each.document && <DocumentLink account={account} id={each.document} name="The quote" />}
                  <Text size="xs" c="dimmed">
                    {each.answeredBy} {each.answeredAt && <When at={each.answeredAt} />}
                  </Text>
                </article>
              )}
            </li>
          ))}
        </ul>
      )}
      {asking && <AskDialog account={account} of={of} onClose={() => setAsking(false)} />}
      {answering && <AnswerDialog account={account} of={answering} onClose={() => setAnswering(undefined)} />}
    </Card>
  )
}

function AskDialog({ account, of, onClose }: Props & { readonly onClose: () => void }) {
  const [act, setAct] = useState<(typeof enquiryActs)[number]>('custom-software-upgrade')
  const [text, setText] = useState('')
  const ask = useAct('software.ask-for-work', { done: ({ number }) => `${number} is on its way` })
  return (
    <Dialog title="Ask for a quote" opened onClose={onClose}>
      {ask.data ? (
        <Stack gap="md">
          <Text size="sm">{ask.data.number} is with professional services. Support leaves it out, for this reason:</Text>
          <DecisionView decision={ask.data.decision} />
          <Group justify="flex-end">
            <Act onClick={onClose}>Close</Act>
          </Group>
        </Stack>
      ) : (
        <Form onSubmit={() => ask.mutate({ params: { account, software: of.serial }, body: { act, text } })}>
          <Select
            label="What"
            data={enquiryActs.map((value) => ({ value, label: enquiryTitles[value] }))}
            allowDeselect={false}
            value={act}
            onChange={(value) => setAct((value ?? act) as typeof act)}
          />
          <Textarea
            label="In your words"
            required
            data-autofocus
            autosize
            minRows={3}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Send busy={ask.isPending} error={ask.error} onCancel={onClose}>
            Ask
          </Send>
        </Form>
      )}
    </Dialog>
  )
}

function AnswerDialog({ account, of, onClose }: { readonly account: string; readonly of: Enquiry; readonly onClose: () => void }) {
  const [answer, setAnswer] = useState('')
  const [document, setDocument] = useState<string>()
  const act = useAct('software.answer-work', { done: `${of.number} is answered`, after: onClose })
  return (
    <Dialog title={`Answer ${of.number}`} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, enquiry: of.number }, body: { answer, document: document ?? null } })}>
        <Textarea
          label="Answer"
          required
          data-autofocus
          autosize
          minRows={3}
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
        <FileField account={account} label="Quote" onKept={(kept) => setDocument(kept?.id)} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Send
        </Send>
      </Form>
    </Dialog>
  )
}
