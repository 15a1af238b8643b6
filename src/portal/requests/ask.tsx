import { Button, Group, MultiSelect, NumberInput, Select, SimpleGrid, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer, Input } from '../../client/client.ts'
import { problemOf, useAct, useApi } from '../api.ts'
import { FileField } from '../documents/file-field.tsx'
import { useMe } from '../session.tsx'
import { AccountPage } from '../ui/account-page.tsx'
import { DecisionView } from '../ui/decision-view.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { DateField, Form, Send, serialsIn } from '../ui/form.tsx'
import { IconEye } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { blankWindow, type DraftWindow, WindowFields, windowBody } from './window-fields.tsx'
import { priceWords } from './words.ts'

type Line = Answer<'request.catalogue'>['items'][number]
type Body = NonNullable<Input<'request.ask'>['body']>
type Outcome = Answer<'request.preview'>

const changes = [
  { value: 'migration', label: 'Migration' },
  { value: 'software-upgrade', label: 'Software upgrade' },
  { value: 'feature-rollout', label: 'Feature rollout' },
  { value: 'other', label: 'Something else' },
]

/** Asks for a service: what it is about, when, and how it would be judged. */
export function AskForServicePage() {
  const { account } = usePath()
  const [picks] = usePicks()
  const query = useApi('request.catalogue', { params: { account } }, { fresh: 60_000 })
  return (
    <AccountPage
      title="Ask for a service"
      lead="Look first: the answer names each clause, and what it would cost. Nothing is paid by asking."
    >
      <Loaded query={query} lines={10}>
        {({ items }) => <AskForm key={picks.service ?? ''} account={account} lines={items} />}
      </Loaded>
    </AccountPage>
  )
}

function AskForm({ account, lines }: { readonly account: string; readonly lines: readonly Line[] }) {
  const me = useMe()
  const navigate = useNavigate()
  const [picks, pick] = usePicks()
  const line = lines.find(({ service }) => service === picks.service) ?? lines[0]
  const [given, setGiven] = useState({
    quantity: 1 as number | string,
    firstDay: '',
    devices: [] as string[],
    case: '',
    change: 'migration',
    plan: '',
    language: 'en',
    purpose: '',
    options: [] as ('designated' | 'local')[],
    wisher: '',
    channel: 'phone',
  })
  const [windows, setWindows] = useState<readonly DraftWindow[]>([blankWindow(me.person.zone)])
  const set = <K extends keyof typeof given>(name: K, value: (typeof given)[K]) => setGiven((before) => ({ ...before, [name]: value }))
  const devices = useApi('device.list', { params: { account }, query: { limit: 200, top: 'true', status: 'in-use' } })
  const [refused, setRefused] = useState<Outcome>()
  const preview = useAct('request.preview', { changes: false })
  const ask = useAct('request.ask', {
    done: ({ request }) => `${request} is asked for`,
    after: ({ request }) => {
      if (request) void navigate({ to: '/accounts/$account/requests/$request', params: { account, request } })
    },
    failed: (error) => {
      const found = problemOf(error) as unknown as Outcome
      if (found.decision && typeof found.decision === 'object') setRefused(found)
    },
  })
  if (!line) return <Empty title="Nothing is sold by the piece">No service here has a price list.</Empty>
  const asks = new Set(line.asks)
  const staff = me.account.kind === 'provider'
  const body: Body = {
    service: line.service,
    quantity: Number(given.quantity) || 1,
    devices: given.devices,
    windows: asks.has('windows') ? windows.map(windowBody) : [],
    change: asks.has('change') ? given.change : '',
    language: given.language,
    purpose: given.purpose,
    options: given.options.filter((option) => line.options.includes(option)),
    ...(line.contract ? { contract: line.contract } : {}),
    ...(given.firstDay ? { firstDay: given.firstDay } : {}),
    ...(asks.has('case') && given.case ? { case: given.case } : {}),
    ...(given.plan ? { plan: given.plan } : {}),
    ...(staff && given.wisher ? { onBehalf: { name: given.wisher, channel: given.channel as 'phone' } } : {}),
  }
  const outcome = refused ?? preview.data
  return (
    <div className="split even">
      <Card title="What you ask for">
        <Form
          label="Ask for a service"
          onSubmit={() => {
            setRefused(undefined)
            ask.mutate({ params: { account }, body })
          }}
        >
          <Select
            label="Service"
            data={lines.map(({ service, title }) => ({ value: service, label: `${title} (${service})` }))}
            value={line.service}
            onChange={(value) => pick({ service: value ?? undefined })}
            allowDeselect={false}
            searchable
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            {(line.unit === 'month' || (line.unit === 'day' && !asks.has('windows'))) && (
              <NumberInput
                label={line.unit === 'month' ? 'Months' : 'Days'}
                min={1}
                max={260}
                allowDecimal={false}
                value={given.quantity}
                onChange={(value) => set('quantity', value)}
              />
            )}
            {!asks.has('windows') && (
              <DateField
                label="First day"
                description="It can be agreed on later."
                value={given.firstDay}
                onChange={(event) => set('firstDay', event.currentTarget.value)}
              />
            )}
          </SimpleGrid>
          {asks.has('case') && (
            <TextInput
              label="Case"
              required
              placeholder={`${account}-1001`}
              value={given.case}
              onChange={(event) => set('case', event.currentTarget.value)}
            />
          )}
          {asks.has('devices') && (
            <TagsInput
              label="Devices"
              required
              placeholder="Serial"
              data={(devices.data?.items ?? []).map(({ serial }) => serial)}
              limit={30}
              value={given.devices}
              onChange={(value) => set('devices', value.flatMap(serialsIn))}
              clearable
            />
          )}
          {asks.has('change') && (
            <Select
              label="Kind of change"
              data={changes}
              value={given.change}
              onChange={(value) => set('change', value ?? 'other')}
              allowDeselect={false}
            />
          )}
          {asks.has('windows') && <WindowFields of={windows} onChange={setWindows} modes={line.unit === 'day'} />}
          {asks.has('plan') && (
            <FileField account={account} label="Change plan" required onKept={(document) => set('plan', document?.id ?? '')} />
          )}
          {line.options.length > 0 && (
            <MultiSelect
              label="People"
              description="A named or local person is an option, with a quote and an addendum."
              data={[
                { value: 'designated', label: 'A designated person' },
                { value: 'local', label: 'A local person' },
              ]}
              value={given.options}
              onChange={(value) => set('options', value as typeof given.options)}
              placeholder={given.options.length === 0 ? 'Whoever of the pool is free' : undefined}
              clearable
            />
          )}
          <Textarea
            label="What it is for"
            autosize
            minRows={3}
            maxRows={12}
            value={given.purpose}
            onChange={(event) => set('purpose', event.currentTarget.value)}
          />
          {staff && (
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <TextInput
                label="Whose wish it is"
                description="The customer’s contact."
                required
                value={given.wisher}
                onChange={(event) => set('wisher', event.currentTarget.value)}
              />
              <Select
                label="It came by"
                description="How they told it."
                data={[
                  { value: 'phone', label: 'Phone' },
                  { value: 'email', label: 'E-mail' },
                  { value: 'meeting', label: 'Meeting' },
                ]}
                value={given.channel}
                onChange={(value) => set('channel', value ?? 'phone')}
                allowDeselect={false}
              />
            </SimpleGrid>
          )}
          <Send
            busy={ask.isPending}
            error={refused ? undefined : (ask.error ?? preview.error)}
            more={
              <Button
                variant="default"
                leftSection={<IconEye size={16} aria-hidden />}
                loading={preview.isPending}
                onClick={() => {
                  setRefused(undefined)
                  preview.mutate({ params: { account }, body })
                }}
              >
                Look first
              </Button>
            }
          >
            Ask for it
          </Send>
        </Form>
      </Card>
      <Card title="How it is judged" label="How it is judged">
        <div aria-live="polite">
          {outcome ? (
            <Stack gap="md">
              <Group gap={8}>
                <Text fw={600}>It would cost {priceWords(outcome.price)}</Text>
              </Group>
              <DecisionView decision={outcome.decision} preview={!refused} />
              {outcome.contacts?.length > 0 && (
                <Text size="sm" className="break">
                  Questions about it are answered by{' '}
                  {outcome.contacts.map(({ part, name, reach }) => `${name} (${part}${reach ? `, ${reach}` : ''})`).join('; ')}.
                </Text>
              )}
            </Stack>
          ) : (
            <Empty title="Not looked at yet">Press “Look first” to see what decides about it, and what it would cost.</Empty>
          )}
        </div>
      </Card>
    </div>
  )
}
