import { Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { usePath } from '../ui/filters.ts'
import { IconAlertTriangle, IconCheck, IconPlus, IconWebhook } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty, Loaded, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { toldWithUndo } from '../ui/undo.tsx'
import { When } from '../ui/when.tsx'
import { type Webhook, WebhookDialog } from './webhook-form.tsx'
import { eventOf } from './webhook-words.ts'

/** Where events of an account are sent. */
export function WebhooksPage() {
  const me = useMe()
  const { account } = usePath()
  return (
    <Page
      title="Webhooks"
      lead="A program of yours is told what happens on your cases, as soon as it happens. Each delivery is signed in the form of Standard Webhooks; internal notes are never sent."
      crumbs={
        me.account.code === account ? undefined : (
          <TextLink to="/accounts/$account" params={{ account }}>
            {account}
          </TextLink>
        )
      }
    >
      <WebhookList account={account} />
    </Page>
  )
}

export function WebhookList({ account }: { readonly account: string }) {
  const may = useMay()
  const refusal = may('webhook.edit')
  const query = useApi('webhook.list', { params: { account } }, { enabled: refusal === undefined, every: 30_000 })
  const [adding, setAdding] = useState(false)
  const add = (
    <Act size="compact-sm" reason={refusal} leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setAdding(true)}>
      Add a webhook
    </Act>
  )
  return (
    <Card title="Addresses that are called" aside={add}>
      {refusal !== undefined ? (
        <Text size="sm">{refusal}.</Text>
      ) : (
        <Loaded query={query} lines={4}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title="No webhook yet">Add the https address of a program that is to be told. Its secret is shown once.</Empty>
            ) : (
              <ul className="lines">
                {items.map((webhook) => (
                  <li key={webhook.id}>
                    <Line account={account} webhook={webhook} />
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      )}
      {adding && <WebhookDialog account={account} onClose={() => setAdding(false)} />}
    </Card>
  )
}

function Line({ account, webhook }: { readonly account: string; readonly webhook: Webhook }) {
  return (
    <Group justify="space-between" align="flex-start" gap="sm">
      <div style={{ minWidth: 0, flex: '1 1 20rem' }}>
        <Group gap={8}>
          <TextLink to="/accounts/$account/webhooks/$webhook" params={{ account, webhook: webhook.id }}>
            {webhook.title || new URL(webhook.url).host}
          </TextLink>
          <WebhookState of={webhook} />
        </Group>
        <Text size="xs" c="dimmed" className="break" mt={2}>
          {webhook.url}
        </Text>
        <Text size="xs" c="dimmed" mt={2}>
          {webhook.events.map(eventOf).join('; ')}
        </Text>
        <WebhookTrouble of={webhook} />
      </div>
      <SwitchWebhook account={account} webhook={webhook} size="compact-sm" />
    </Group>
  )
}

export const WebhookState = ({ of }: { readonly of: Webhook }) =>
  of.state === 'active' ? (
    <Tag tone="ok" icon={IconCheck}>
      On
    </Tag>
  ) : (
    <Tag tone="danger" icon={IconAlertTriangle}>
      Off
    </Tag>
  )

/** Why it is off, since when it fails, and that two secrets sign. */
export function WebhookTrouble({ of }: { readonly of: Webhook }) {
  const rotating = of.previousSecretUntil !== null && Date.parse(of.previousSecretUntil) > Date.now()
  return (
    <Stack gap={2}>
      {of.state === 'disabled' && (
        <Text size="sm" mt={4}>
          Switched off: {of.disabledWhy ?? 'no reason is known'}. Nothing is sent until it is on again; what waits is sent then.
        </Text>
      )}
      {of.state === 'active' && of.failingSince && (
        <Text size="sm" mt={4} c="var(--hf-danger)">
          Fails since <When at={of.failingSince} show="both" />. After five days without one success it is switched off.
        </Text>
      )}
      {rotating && of.previousSecretUntil && (
        <Text size="sm" mt={4}>
          Two secrets are valid until <When at={of.previousSecretUntil} show="both" />: each delivery carries a signature of the new one and
          of the one before.
        </Text>
      )}
    </Stack>
  )
}

type SwitchProps = { readonly account: string; readonly webhook: Webhook; readonly size?: 'sm' | 'compact-sm' }

/** Off and on again, at once and back. */
export function SwitchWebhook({ account, webhook, size = 'sm' }: SwitchProps) {
  const params = { account, webhook: webhook.id }
  const on = webhook.state === 'active'
  const back = useAct('webhook.change', { done: 'It is as it was' })
  const act = useAct('webhook.change', {
    after: ({ version }) =>
      toldWithUndo(on ? 'The webhook is off' : 'The webhook is on', () => back.mutate({ params, body: { enabled: on }, ifMatch: version })),
  })
  return (
    <Stack gap={6} align="flex-end">
      <Act
        size={size}
        variant="default"
        loading={act.isPending}
        leftSection={<IconWebhook size={14} aria-hidden />}
        onClick={() => act.mutate({ params, body: { enabled: !on }, ifMatch: webhook.version })}
        aria-label={`Switch ${on ? 'off' : 'on'}: ${webhook.title || webhook.url}`}
      >
        Switch {on ? 'off' : 'on'}
      </Act>
      {(act.error ?? back.error) && <Problem error={act.error ?? back.error} />}
    </Stack>
  )
}
