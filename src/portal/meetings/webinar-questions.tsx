import { Button, Checkbox, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { useNow } from '../ui/now.ts'
import { Empty, Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'

type Webinar = { readonly id: string; readonly title: string }
type Read = Answer<'webinar.questions'>['items'][number]
type Asked = Answer<'webinar.asked'>['items'][number]

const standings = { answered: ['Answered', 'ok'], open: ['Open', 'info'], overdue: ['Answer overdue', 'danger'] } as const

const Standing = ({ of }: { readonly of: keyof typeof standings }) => <Tag tone={standings[of][1]}>{standings[of][0]}</Tag>

const Answers = ({ of }: { readonly of: Read['answers'] }) => (
  <>
    {of.map(({ text, live, by, at }) => (
      <div key={at} style={{ borderLeft: '3px solid var(--mantine-color-default-border)', paddingLeft: 10 }}>
        <Text size="sm" className="break" style={{ whiteSpace: 'pre-line' }}>
          {text}
        </Text>
        <div className="small dim">
          {by}, {live ? 'in the webinar' : 'in writing'}, <When at={at} />
        </div>
      </div>
    ))}
  </>
)

/** Questions at a webinar as a customer reads them, and asks. Who asked is told within the own account alone (ACP-7.a). */
export function QuestionsDialog({
  account,
  of,
  onClose,
}: {
  readonly account: string
  readonly of: Webinar
  readonly onClose: () => void
}) {
  const query = useApi('webinar.questions', { params: { account, webinar: of.id } })
  const may = useMay()
  const [text, setText] = useState('')
  const act = useAct('webinar.ask', { done: 'Your question is with the host', after: () => setText('') })
  return (
    <Dialog title={`Questions at ${of.title}`} opened onClose={onClose} size={640}>
      <Loaded query={query} lines={4}>
        {({ bar, items }) => (
          <Stack gap="md">
            {items.length === 0 && <Empty title="No question yet">What others ask stands here once it is answered.</Empty>}
            <ul className="lines" aria-label="Questions">
              {items.map((each) => (
                <li key={each.id}>
                  <Stack gap={6}>
                    <Group justify="space-between" gap={6} wrap="nowrap" align="flex-start">
                      <Text size="sm" fw={600} className="break" style={{ whiteSpace: 'pre-line' }}>
                        {each.text}
                      </Text>
                      <Standing of={each.standing} />
                    </Group>
                    <div className="small dim">
                      {each.mine ? 'You' : (each.by ?? 'Another customer')}, <When at={each.askedAt} />
                    </div>
                    <Answers of={each.answers} />
                  </Stack>
                </li>
              ))}
            </ul>
            {may('webinar.join') === undefined &&
              (bar === null ? (
                <Form onSubmit={() => act.mutate({ params: { account, webinar: of.id }, body: { text } })}>
                  <Textarea
                    label="Your question"
                    description="The host reads it with your name. Others read it without your name and your company, once it is answered."
                    required
                    autosize
                    minRows={2}
                    maxLength={2000}
                    value={text}
                    onChange={(event) => setText(event.currentTarget.value)}
                  />
                  <Send busy={act.isPending} error={act.error} onCancel={onClose}>
                    Ask
                  </Send>
                </Form>
              ) : (
                <Text size="sm" c="dimmed">
                  {bar}
                </Text>
              ))}
          </Stack>
        )}
      </Loaded>
    </Dialog>
  )
}

/** Every question of a webinar with who asked, for whoever answers. */
export function AnswerDialog({ of, onClose }: { readonly of: Webinar & { readonly startsAt: string }; readonly onClose: () => void }) {
  const query = useApi('webinar.asked', { params: { webinar: of.id } })
  const [open, setOpen] = useState<string>()
  return (
    <Dialog title={`Questions at ${of.title}`} opened onClose={onClose} size={680}>
      <Loaded query={query} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="No question yet">Whoever has a seat asks ahead of the webinar or while it lasts.</Empty>
          ) : (
            <ul className="lines" aria-label="Questions">
              {items.map((each) => (
                <li key={each.id}>
                  <Stack gap={6}>
                    <Group justify="space-between" gap={6} wrap="nowrap" align="flex-start">
                      <Text size="sm" fw={600} className="break" style={{ whiteSpace: 'pre-line' }}>
                        {each.text}
                      </Text>
                      <Standing of={each.standing} />
                    </Group>
                    <div className="small dim break">
                      {each.name}, {each.account}, <When at={each.askedAt} />
                      {each.owner && each.standing !== 'answered' && `. With ${each.owner}`}
                      {each.shown && `. Others read: ${each.shown}`}
                    </div>
                    <Answers of={each.answers} />
                    {open === each.id ? (
                      <AnswerForm of={of} question={each} onClose={() => setOpen(undefined)} />
                    ) : (
                      <Group gap={8}>
                        <Button
                          size="compact-sm"
                          variant="default"
                          aria-label={`${each.answers.length === 0 ? 'Answer' : 'Add to the answer'}: ${each.text.slice(0, 80)}`}
                          onClick={() => setOpen(each.id)}
                        >
                          {each.answers.length === 0 ? 'Answer' : 'Add to the answer'}
                        </Button>
                        {each.answers.length === 0 && <TakeOn of={of} question={each} />}
                      </Group>
                    )}
                  </Stack>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Dialog>
  )
}

function TakeOn({ of, question }: { readonly of: Webinar; readonly question: Asked }) {
  const me = useMe()
  const act = useAct('webinar.give-question', { done: 'It is yours to answer' })
  if (question.owner === me.person.name) return null
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      loading={act.isPending}
      aria-label={`Take it on: ${question.text.slice(0, 80)}`}
      onClick={() => act.mutate({ params: { webinar: of.id, question: question.id }, body: { person: me.person.id } })}
    >
      Take it on
    </Button>
  )
}

function AnswerForm({
  of,
  question,
  onClose,
}: {
  readonly of: Webinar & { readonly startsAt: string }
  readonly question: Asked
  readonly onClose: () => void
}) {
  const begun = Date.parse(of.startsAt) <= useNow()
  const [text, setText] = useState('')
  const [shown, setShown] = useState(question.shown || question.text)
  const [live, setLive] = useState(false)
  const act = useAct('webinar.answer', { done: 'The answer is kept, and whoever asked is told', after: onClose })
  return (
    <Form
      label="Answer"
      onSubmit={() =>
        act.mutate({
          params: { webinar: of.id, question: question.id },
          body: { text, live, after: question.answers.length, ...(shown.trim() === question.text ? {} : { shown }) },
        })
      }
    >
      <Textarea
        label="Answer"
        required
        autosize
        minRows={2}
        maxLength={2000}
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Textarea
        label="How others read the question"
        description="Take out what tells whose network it is."
        required
        autosize
        maxLength={2000}
        value={shown}
        onChange={(event) => setShown(event.currentTarget.value)}
      />
      {begun && <Checkbox label="It was said in the webinar" checked={live} onChange={(event) => setLive(event.currentTarget.checked)} />}
      <Send busy={act.isPending} error={act.error} onCancel={onClose}>
        Answer it
      </Send>
    </Form>
  )
}
