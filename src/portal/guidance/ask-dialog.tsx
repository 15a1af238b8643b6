import { Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { DecisionView as Decision } from '../../decisions/schema.ts'
import { abouts, channels, topics, topicTitles } from '../../guidance/questions/question.ts'
import { problemOf, useAct } from '../api.ts'
import type { Whole } from '../requests/whole.ts'
import { useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { DecisionView } from '../ui/decision-view.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'

const channelWords = { phone: 'Telephone', email: 'E-mail' } as const
const aboutWords = { question: 'A question', design: 'A change of design', template: 'A change of a configuration template' } as const
const choices = [...topics, 'none'] as const

type Props = { readonly account: string; readonly of: Whole; readonly onClose: () => void }

/** Asks a question; what guidance does not answer is told with its clause, and where it goes. */
export function AskDialog({ account, of, onClose }: Props) {
  const own = useMe().account.code === account
  const [channel, setChannel] = useState<(typeof channels)[number]>(own ? 'email' : 'phone')
  const [topic, setTopic] = useState<(typeof choices)[number]>('practice')
  const [about, setAbout] = useState<(typeof abouts)[number]>('question')
  const [text, setText] = useState('')
  const [requester, setRequester] = useState('')
  const [refused, setRefused] = useState<Decision>()
  const ask = useAct('guidance.ask', {
    done: ({ question, reference }) => (reference ? `Customer Care has it as ${reference}` : `Question ${question} is on its way`),
    after: onClose,
    failed: (error) => setRefused(problemOf(error).decision as Decision | undefined),
  })
  if (refused)
    return (
      <Dialog title="Guidance does not take it now" opened onClose={onClose}>
        <Stack gap="md">
          <DecisionView decision={refused} />
          <Group justify="flex-end">
            <Act variant="default" onClick={() => setRefused(undefined)}>
              Back
            </Act>
          </Group>
        </Stack>
      </Dialog>
    )
  return (
    <Dialog title={own ? 'Ask a question' : 'Write a question down'} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          ask.mutate({
            params: { account, request: of.number },
            body: { channel, topic, about, text, ...(own ? {} : { requester }) },
          })
        }
      >
        {!own && (
          <TextInput
            label="Who asked"
            description="The e-mail address of the contact."
            required
            value={requester}
            onChange={(event) => setRequester(event.currentTarget.value)}
          />
        )}
        <Textarea
          label="The question"
          required
          data-autofocus
          autosize
          minRows={3}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select
          label="What it is of"
          data={choices.map((value) => ({ value, label: topicTitles[value] }))}
          allowDeselect={false}
          value={topic}
          onChange={(value) => setTopic((value ?? topic) as typeof topic)}
        />
        {topic === 'fault' && (
          <Text size="sm">A fault goes to the support centre: its case is filled in for you. The day is used all the same.</Text>
        )}
        {topic === 'non-technical' && <Text size="sm">Customer Care answers it, and you get its reference at once.</Text>}
        <Select
          label="What it is about"
          data={abouts.map((value) => ({ value, label: aboutWords[value] }))}
          allowDeselect={false}
          value={about}
          onChange={(value) => setAbout((value ?? about) as typeof about)}
        />
        <Select
          label="By"
          data={channels.map((value) => ({ value, label: channelWords[value] }))}
          allowDeselect={false}
          value={channel}
          onChange={(value) => setChannel((value ?? channel) as typeof channel)}
        />
        <Send busy={ask.isPending} error={ask.error} onCancel={onClose}>
          Ask it
        </Send>
      </Form>
    </Dialog>
  )
}
