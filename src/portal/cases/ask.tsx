import { Alert, Checkbox, Group, Radio, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer, Input } from '../../client/client.ts'
import type { DecisionView as Decision } from '../../decisions/schema.ts'
import { problemOf, useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { DecisionView } from '../ui/decision-view.tsx'
import { type Picks, usePicks } from '../ui/filters.ts'
import { Form, Labelled, useDraft } from '../ui/form.tsx'
import { IconInfoCircle, IconSend } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Problem, Waiting } from '../ui/states.tsx'
import { minutesWords } from '../ui/time.ts'
import { channelWords, choices, priorities, queueWords } from '../ui/words.ts'
import { AccountPick, DevicePick, PersonPick } from './pickers.tsx'

type Body = Input<'case.open'>['body']
type Asked = {
  readonly kind: 'tech' | 'admin'
  readonly priority: (typeof priorities)[number]
  readonly channel: NonNullable<Body['channel']>
  readonly device: string
  readonly account: string
}

/** Asks for help. What would be decided, and by which clause, stands beside the form before anything is sent. */
export function AskPage() {
  const me = useMe()
  const may = useMay()
  const [picks, pick] = usePicks()
  const staff = me.account.kind === 'provider'
  const account = me.account.kind === 'customer' ? me.account.code : (picks.account ?? '')
  const asked: Asked = {
    kind: picks.kind === 'admin' ? 'admin' : 'tech',
    priority: (priorities as readonly string[]).includes(picks.priority ?? '') ? (picks.priority as Asked['priority']) : 'P3',
    channel: staff ? ((picks.channel ?? 'phone') as Asked['channel']) : 'web',
    device: picks.device ?? '',
    account,
  }
  const title = staff ? 'Log a call' : me.account.kind === 'partner' ? 'Open a case' : 'Ask for help'
  const reason = may('case.open')
  return (
    <Page
      title={title}
      lead={
        staff
          ? 'A case in the name of a contact who called, wrote or met you.'
          : 'Say what is wrong. Before you send it, “What will be decided” shows whether it is covered, by which clause, and how soon somebody answers.'
      }
    >
      {reason !== undefined ? (
        <Card label="Not possible">
          <Text size="sm">You cannot open a case: {reason}.</Text>
        </Card>
      ) : (
        <AskForm key={account} asked={asked} pick={pick} />
      )}
    </Page>
  )
}

function AskForm({ asked, pick }: { readonly asked: Asked; readonly pick: (change: Picks) => void }) {
  const me = useMe()
  const navigate = useNavigate()
  const staff = me.account.kind === 'provider'
  const { account, kind, priority, channel, device } = asked
  const draft = `ask.${account}`
  const [summary, setSummary] = useDraft(`${draft}.summary`)
  const [description, setDescription] = useDraft(`${draft}.description`)
  const [impact, setImpact] = useDraft(`${draft}.impact`)
  const [reference, setReference] = useState('')
  const [release, setRelease] = useState('')
  const [requester, setRequester] = useState('')
  const [reportedAt, setReportedAt] = useState('')
  const [approval, setApproval] = useState('')
  const [confirmed, setConfirmed] = useState<readonly string[]>([])
  const [refused, setRefused] = useState<Decision>()
  const urgent = kind === 'tech' && (priority === 'P1' || priority === 'P2')
  const ready = account !== '' && (kind === 'admin' || device !== '')
  const question = {
    act: 'case.open' as const,
    kind,
    device: kind === 'tech' ? device || null : null,
    priority,
    channel,
    release,
    confirmations: [...confirmed],
    ...(staff && requester ? { person: requester } : {}),
  }
  const [late] = useDebouncedValue(question, 250)
  const preview = usePreview(account, late, ready)
  const decision = refused ?? preview.data
  const offering = useApi(
    'offering.read',
    { params: { code: decision?.offering ?? '', version: decision?.offeringVersion ?? 0 } },
    { enabled: decision?.offering != null && decision.offeringVersion !== null, fresh: 600_000, keep: true },
  )
  const intake = (offering.data as { intake?: Intake } | undefined)?.intake
  const confirmations = decision?.offering ? (intake?.confirmations ?? []) : []
  const open = useAct('case.open', {
    done: (answer) => `${answer.number} is open`,
    after: (answer) => {
      setSummary('')
      setDescription('')
      setImpact('')
      void navigate({ to: '/accounts/$account/cases/$case', params: { account: answer.account, case: answer.number } })
    },
    failed: (error) => {
      const found = problemOf(error).decision
      if (found && typeof found === 'object') setRefused(found as Decision)
    },
  })
  const change = (given: Picks) => {
    setRefused(undefined)
    open.reset()
    pick(given)
  }
  const missing = [
    account === '' && 'the account',
    kind === 'tech' && device === '' && 'the device',
    staff && requester === '' && 'the contact',
    summary.trim() === '' && 'a summary',
  ].filter(Boolean)
  const send = () => {
    if (missing.length > 0) return
    open.mutate({
      params: { account },
      body: {
        kind,
        summary,
        description,
        impact: urgent ? impact : '',
        device: kind === 'tech' ? device : null,
        priority,
        channel,
        customerReference: reference,
        release,
        confirmations: [...confirmed],
        ...(staff ? { requester } : {}),
        ...(staff && reportedAt ? { reportedAt: new Date(reportedAt).toISOString() } : {}),
        ...(staff && approval ? { approval } : {}),
      },
    })
  }
  const guide = useGuide()
  return (
    <div className="split even">
      <Card label="Your question">
        <Form onSubmit={send} label="Ask for help">
          {me.account.kind !== 'customer' && (
            <AccountPick value={account} onChange={(value) => change({ account: value, device: undefined })} />
          )}
          {staff && account !== '' && (
            <PersonPick
              account={account}
              label="On behalf of"
              description="The contact who asked."
              value={requester}
              onChange={setRequester}
            />
          )}
          <Radio.Group
            label="What is it about?"
            value={kind}
            onChange={(value) => change({ kind: value === 'admin' ? 'admin' : undefined })}
          >
            <Stack gap={8} mt={6}>
              <Radio value="tech" label="A device or its software" />
              <Radio value="admin" label="Something else: contract, account, portal, delivery" />
            </Stack>
          </Radio.Group>
          {kind === 'tech' && account !== '' && (
            <DevicePick account={account} value={device} onChange={(value) => change({ device: value })} />
          )}
          <Radio.Group label="How bad is it?" value={priority} onChange={(value) => change({ priority: value })}>
            <Stack gap={8} mt={6}>
              {priorities.map((each) => (
                <Radio key={each} value={each} label={<b>{each}</b>} description={guide[each]} />
              ))}
            </Stack>
          </Radio.Group>
          {staff && (
            <Select
              label="How it reached you"
              data={choices(channelWords)}
              value={channel}
              allowDeselect={false}
              onChange={(value) => change({ channel: value ?? undefined })}
            />
          )}
          <ChannelAdvice account={account} intake={intake} priority={priority} channel={channel} />
          <TextInput
            label="Summary"
            description="One line that another engineer understands."
            required
            maxLength={300}
            value={summary}
            onChange={(event) => setSummary(event.currentTarget.value)}
          />
          <Textarea
            label="What happens, since when, what changed"
            description="Kept in this browser until it is sent."
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
            minRows={5}
          />
          {urgent && (
            <Textarea
              label="What it does to the business"
              description="Who cannot work, and since when. It can be stated later, too."
              maxLength={2000}
              value={impact}
              onChange={(event) => setImpact(event.currentTarget.value)}
            />
          )}
          {confirmations.length > 0 && (
            <Labelled label={`${decision?.offering} asks you to confirm`}>
              <Stack gap={8}>
                {confirmations.map(({ code, title }) => (
                  <Checkbox
                    key={code}
                    label={title}
                    checked={confirmed.includes(code)}
                    onChange={(event) => {
                      const on = event.currentTarget.checked
                      setRefused(undefined)
                      setConfirmed((before) => (on ? [...before, code] : before.filter((each) => each !== code)))
                    }}
                  />
                ))}
              </Stack>
            </Labelled>
          )}
          <TextInput
            label={staff ? 'The customer’s reference' : 'Your reference'}
            description="Your own ticket number, if there is one."
            value={reference}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
          {kind === 'tech' && (
            <TextInput
              label="Running release"
              description="If it is not the one on record."
              value={release}
              onChange={(event) => setRelease(event.currentTarget.value)}
            />
          )}
          {staff && (
            <TextInput
              type="datetime-local"
              label="When they told you"
              description="In the time of this computer; the clock starts then. Empty means now."
              value={reportedAt}
              onChange={(event) => setReportedAt(event.currentTarget.value)}
            />
          )}
          {staff && decision?.verdict === 'needs approval' && (
            <Textarea
              label="Accept it, with a reason"
              description="A rule left this to a person: you."
              value={approval}
              onChange={(event) => setApproval(event.currentTarget.value)}
              minRows={2}
            />
          )}
          <div aria-live="polite">{open.error && !refused ? <Problem error={open.error} /> : null}</div>
          <Group justify="flex-end">
            <Act
              type="submit"
              loading={open.isPending}
              reason={missing.length > 0 ? `Still missing: ${missing.join(', ')}` : undefined}
              leftSection={<IconSend size={16} aria-hidden />}
            >
              {staff ? 'Open the case' : 'Send'}
            </Act>
          </Group>
        </Form>
      </Card>
      <div className="sticky">
        <Card title={refused ? 'What was decided' : 'What will be decided'}>
          <div aria-live="polite" aria-busy={preview.isFetching}>
            {!ready ? (
              <Text size="sm" c="dimmed">
                {account === ''
                  ? 'Choose an account.'
                  : 'Choose the device. Then this says whether it is covered, by which contract and clause, and how soon somebody answers.'}
              </Text>
            ) : preview.error && !decision ? (
              <Problem error={preview.error} again={() => void preview.refetch()} />
            ) : !decision ? (
              <Waiting lines={5} />
            ) : (
              <Stack gap="md">
                {refused?.id && (
                  <Text size="sm">
                    The refusal is on record:{' '}
                    <TextLink to="/accounts/$account/decisions/$decision" params={{ account, decision: refused.id }}>
                      open the decision
                    </TextLink>
                    .
                  </Text>
                )}
                <DecisionView
                  decision={decision}
                  preview={!refused}
                  meaning={meaningOf(decision, refused ? undefined : preview.data?.queue)}
                />
              </Stack>
            )}
          </div>
        </Card>
      </div>
    </div>
  )
}

type Intake = {
  readonly confirmations: readonly { readonly code: string; readonly title: string; readonly clauses: readonly string[] }[]
  readonly advice: readonly {
    readonly when: { readonly priority: string; readonly channel: string }
    readonly title: string
    readonly clauses: readonly string[]
  }[]
}

/** A preview is a POST that stores nothing, so it may be asked as a query. */
function usePreview(account: string, body: NonNullable<Input<'decision.preview'>['body']>, enabled: boolean) {
  return useApi('decision.preview', { params: { account }, body }, { enabled, keep: true, fresh: 10_000 })
}

/** What the verdict means for whoever asks. */
function meaningOf(decision: Decision, queue: Answer<'decision.preview'>['queue'] | undefined) {
  if (decision.verdict === 'refused') return 'It would be turned away for the reasons below. Nothing has been stored yet.'
  if (decision.verdict === 'needs approval') return 'A person of the desk has to accept it with a reason. Call the desk.'
  const target = decision.reasons.find((reason) => reason.rule === 'response-target')
  const minutes = typeof target?.found === 'number' ? target.found : undefined
  return (
    <>
      {minutes === undefined
        ? 'A case is opened; no first-response time is promised.'
        : `A case is opened. First response within ${minutesWords(minutes)}.`}
      {queue && ` It goes to: ${queueWords[queue]}.`}
      {decision.contract && ` Contract ${decision.contract}.`}
    </>
  )
}

/** What the service says about the channel, such as to call when it is urgent. */
function ChannelAdvice({
  account,
  intake,
  priority,
  channel,
}: {
  readonly account: string
  readonly intake: Intake | undefined
  readonly priority: string
  readonly channel: string
}) {
  const advice = intake?.advice.filter(({ when }) => when.priority === priority && when.channel === channel) ?? []
  const desk = useApi('desk.read', { params: { account } }, { enabled: advice.length > 0 && account !== '', fresh: 60_000 })
  if (advice.length === 0) return null
  const phone = desk.data?.entitled ? desk.data.phone : null
  return (
    <Alert
      variant="default"
      role="status"
      icon={<IconInfoCircle size={18} aria-hidden />}
      styles={{ root: { background: 'var(--hf-warn-soft)', borderColor: 'var(--hf-warn-line)' }, icon: { color: 'var(--hf-warn)' } }}
    >
      {advice.map(({ title, clauses }) => (
        <Text key={title} size="sm">
          {title} ({clauses.join(', ')}).{phone && ' The desk answers at every hour: '}
          {phone && <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>}
        </Text>
      ))}
    </Alert>
  )
}

/** What the priorities mean, from the policy in force. */
function useGuide(): Readonly<Record<string, string>> {
  const policies = useApi('policy.list', {}, { fresh: 600_000 })
  const guide = policies.data?.items.find(({ key }) => key === 'priority.guide')?.value as
    | { definitions?: Record<string, string> }
    | undefined
  return guide?.definitions ?? {}
}
