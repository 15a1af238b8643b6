import { Button, Group, Stack } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useApi } from '../api.ts'
import { Act } from '../ui/act.tsx'
import { usePath } from '../ui/filters.ts'
import { Confirm } from '../ui/form.tsx'
import { IconRefresh, IconSend, IconTrash } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Empty, Loaded, Problem } from '../ui/states.tsx'
import { When } from '../ui/when.tsx'
import { Deliveries } from './deliveries.tsx'
import type { Webhook } from './webhook-form.tsx'
import { SecretDialog, WebhookDialog } from './webhook-form.tsx'
import { eventOf } from './webhook-words.ts'
import { SwitchWebhook, WebhookState, WebhookTrouble } from './webhooks.tsx'

/** One webhook: what it is told, and what its endpoint said to each delivery. */
export function OneWebhookPage() {
  const { account, webhook } = usePath()
  const query = useApi('webhook.list', { params: { account } }, { every: 30_000 })
  return (
    <Loaded query={query} page>
      {({ items }) => {
        const found = items.find(({ id }) => id === webhook)
        return found ? (
          <Whole account={account} webhook={found} />
        ) : (
          <Page title="No such webhook" crumbs={<Back account={account} />}>
            <Empty title="This webhook is not there any more">It may have been removed.</Empty>
          </Page>
        )
      }}
    </Loaded>
  )
}

const Back = ({ account }: { readonly account: string }) => (
  <TextLink to="/accounts/$account/webhooks" params={{ account }}>
    Webhooks of {account}
  </TextLink>
)

function Whole({ account, webhook }: { readonly account: string; readonly webhook: Webhook }) {
  const navigate = useNavigate()
  const [open, setOpen] = useState<'change' | 'rotate' | 'remove'>()
  const close = () => setOpen(undefined)
  const params = { account, webhook: webhook.id }
  const ping = useAct('webhook.ping', { done: 'A trial is on its way; see the deliveries' })
  const rotate = useAct('webhook.rotate', { done: 'A new secret is made', after: close })
  const remove = useAct('webhook.remove', {
    done: 'The webhook is removed',
    after: () => void navigate({ to: '/accounts/$account/webhooks', params: { account } }),
  })
  const name = webhook.title || new URL(webhook.url).host
  const off = webhook.state === 'active' ? undefined : 'It is off; switch it on first'
  return (
    <Page
      title={name}
      crumbs={<Back account={account} />}
      lead={
        <Group gap={8} mt={2}>
          <WebhookState of={webhook} />
          <span className="break">{webhook.url}</span>
        </Group>
      }
      actions={
        <>
          <Act
            variant="default"
            reason={off}
            loading={ping.isPending}
            leftSection={<IconSend size={16} aria-hidden />}
            onClick={() => ping.mutate({ params, body: {} })}
          >
            Send a trial
          </Act>
          <SwitchWebhook account={account} webhook={webhook} />
        </>
      }
    >
      <Stack gap="md">
        {ping.error && <Problem error={ping.error} title="The trial could not be sent" />}
        <Card
          title="About"
          aside={
            <>
              <Button size="compact-sm" variant="default" onClick={() => setOpen('change')}>
                Change
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconRefresh size={14} aria-hidden />}
                onClick={() => setOpen('rotate')}
              >
                New secret
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconTrash size={14} aria-hidden />}
                onClick={() => setOpen('remove')}
              >
                Remove
              </Button>
            </>
          }
        >
          <Facts
            of={[
              [
                'Told when',
                <ul key="e" className="columns">
                  {webhook.events.map((event) => (
                    <li key={event}>
                      {eventOf(event)} <span className="dim mono small">{event}</span>
                    </li>
                  ))}
                </ul>,
              ],
              ['Made', <When key="m" at={webhook.createdAt} show="both" />],
            ]}
          />
          <WebhookTrouble of={webhook} />
        </Card>
        <Deliveries account={account} webhook={webhook} off={off} />
      </Stack>
      {open === 'change' && <WebhookDialog account={account} webhook={webhook} onClose={close} />}
      <Confirm
        title={`A new secret for ${name}?`}
        opened={open === 'rotate'}
        onClose={close}
        act="Make a new secret"
        busy={rotate.isPending}
        error={rotate.error}
        onConfirm={() => rotate.mutate({ params, body: {} })}
      >
        The new secret is shown once. The one before stays valid beside it for a day, so nothing is lost while you exchange it; a secret
        before that one ends now.
      </Confirm>
      <Confirm
        title={`Remove ${name}?`}
        opened={open === 'remove'}
        onClose={close}
        act="Remove"
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ params, body: {} })}
      >
        Nothing more is sent, and what waits is not sent. The log of its deliveries goes out of sight. To stop for a while, switch it off.
      </Confirm>
      {rotate.data && <SecretDialog secret={rotate.data.secret} rotated onClose={() => rotate.reset()} />}
    </Page>
  )
}
