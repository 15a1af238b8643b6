import { Button, Checkbox, Code, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { webhookEvents } from '../../notifications/webhooks/schedule.ts'
import { useAct } from '../api.ts'
import { Copy } from '../ui/copy.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { eventWords } from './webhook-words.ts'

export type Webhook = Answer<'webhook.list'>['items'][number]

type Props = { readonly account: string; readonly webhook?: Webhook; readonly onClose: () => void }

/** Adds a webhook or changes one. A new one's secret is shown once, here. */
export function WebhookDialog({ account, webhook, onClose }: Props) {
  const [url, setUrl] = useState(webhook?.url ?? '')
  const [title, setTitle] = useState(webhook?.title ?? '')
  const [events, setEvents] = useState<string[]>(webhook ? [...webhook.events] : ['case.opened', 'case.message', 'case.state'])
  const [tried, setTried] = useState(false)
  const add = useAct('webhook.add', { done: 'The webhook is added' })
  const change = useAct('webhook.change', { done: 'The webhook is changed', after: onClose })
  if (add.data) return <SecretDialog secret={add.data.secret} onClose={onClose} />
  const act = webhook ? change : add
  const send = () => {
    setTried(true)
    if (url.trim() === '' || events.length === 0) return
    const body = { url: url.trim(), title: title.trim(), events: events as [(typeof webhookEvents)[number]] }
    if (webhook) change.mutate({ params: { account, webhook: webhook.id }, body, ifMatch: webhook.version })
    else add.mutate({ params: { account }, body })
  }
  return (
    <Dialog title={webhook ? 'Change the webhook' : 'Add a webhook'} opened onClose={onClose} size={560}>
      <Form onSubmit={send}>
        <TextInput
          label="Address"
          description="A public https address. Redirects are not followed."
          required
          data-autofocus
          type="url"
          autoComplete="off"
          placeholder="https://desk.example.com/holdfast"
          value={url}
          error={tried && url.trim() === '' ? 'Where is it to be sent?' : undefined}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextInput
          label="Name"
          description="What it is for."
          maxLength={100}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Checkbox.Group
          label="Tell it when"
          required
          value={events}
          onChange={setEvents}
          error={tried && events.length === 0 ? 'Choose at least one.' : undefined}
        >
          <Stack gap={8} mt={6} mb={4}>
            {webhookEvents.map((event) => (
              <Checkbox key={event} value={event} label={eventWords[event]} description={event} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          {webhook ? 'Change it' : 'Add it'}
        </Send>
      </Form>
    </Dialog>
  )
}

/** A secret, this once. */
export function SecretDialog({
  secret,
  rotated = false,
  onClose,
}: {
  readonly secret: string
  readonly rotated?: boolean
  readonly onClose: () => void
}) {
  return (
    <Dialog title={rotated ? 'The new secret' : 'The secret of the webhook'} opened onClose={onClose} size={600}>
      <Stack gap="md">
        <Text size="sm">
          Copy it now: it is shown this once and never again. Your program checks with it that a delivery is from here and unchanged.
        </Text>
        <Code block className="break" style={{ whiteSpace: 'pre-wrap' }}>
          {secret}
        </Code>
        {rotated && (
          <Text size="sm">
            For a day both secrets are valid: each delivery carries two signatures. Put this one into your program within that day; then the
            one before signs no more.
          </Text>
        )}
        <Group justify="space-between">
          <Copy text={secret} label="Copy the secret" />
          <Button onClick={onClose}>I have it</Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
