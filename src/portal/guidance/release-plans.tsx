import { Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { weighed } from '../../guidance/releases/plan.ts'
import { useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'

type Plan = Answer<'release-plan.list'>['items'][number]
type About = { readonly account: string; readonly contract: string }
type Open = { readonly what: 'write'; readonly plan: Plan | undefined } | { readonly what: 'decide'; readonly plan: Plan }

const titles: Readonly<Record<(typeof weighed)[number], string>> = {
  features: 'Features',
  problems: 'Possible problems',
  risks: 'Risks',
  benefits: 'Benefits',
  advice: 'Advice',
}

/** Plans of release upgrades: the advisor weighs, the customer decides (ACP-13.p1). */
export function ReleasePlans({ account, contract }: About) {
  const may = useMay()
  const [open, setOpen] = useState<Open>()
  const query = useApi('release-plan.list', { params: { account, contract } })
  const issue = useAct('release-plan.issue', { done: 'The plan is issued' })
  const close = () => setOpen(undefined)
  const writes = may('advice.log') === undefined
  return (
    <Card
      title="Plans of release upgrades"
      aside={
        writes && (
          <Act size="compact-sm" variant="default" onClick={() => setOpen({ what: 'write', plan: undefined })}>
            Write a plan
          </Act>
        )
      }
    >
      <div aria-live="polite">{issue.error ? <Problem error={issue.error} /> : null}</div>
      <Loaded query={query} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="No plan yet">
              A plan weighs a release by its features, problems, risks and benefits; the decision is the customer’s.
            </Empty>
          ) : (
            <ul className="lines">
              {items.map((plan) => (
                <li key={plan.plan}>
                  <Stack gap={4}>
                    <Group gap={8}>
                      <Text size="sm" fw={600} component="h3">
                        {plan.plan}. {plan.current} to {plan.target || 'no target yet'}
                      </Text>
                      <Tag tone={plan.decision ? 'ok' : plan.issued ? 'info' : 'warn'}>
                        {plan.decision ? 'decided' : plan.issued ? 'to be decided' : 'not issued'}
                      </Tag>
                      <ClauseChips ids={['ACP-13.p1']} />
                    </Group>
                    <Text size="xs" c="dimmed">
                      {plan.serials.join(', ')}; {plan.writtenBy}, <When at={plan.writtenAt} />
                    </Text>
                    {weighed.map((part) => (
                      <Text key={part} size="sm" className="break">
                        <b>{titles[part]}</b> {plan[part] || 'nothing yet'}
                      </Text>
                    ))}
                    {plan.decision && (
                      <Text size="sm" className="break">
                        <b>Decided</b> {plan.decision.text} ({plan.decision.by}, <When at={plan.decision.at} />)
                      </Text>
                    )}
                    <Group gap={8}>
                      {writes && !plan.issued && (
                        <>
                          <Act size="compact-sm" variant="default" onClick={() => setOpen({ what: 'write', plan })}>
                            Write anew
                          </Act>
                          <Act
                            size="compact-sm"
                            loading={issue.isPending}
                            onClick={() => issue.mutate({ params: { account, contract, plan: plan.plan } })}
                          >
                            Issue
                          </Act>
                        </>
                      )}
                      {plan.issued && !plan.decision && may('release-plan.decide') === undefined && (
                        <Act size="compact-sm" onClick={() => setOpen({ what: 'decide', plan })}>
                          Decide
                        </Act>
                      )}
                    </Group>
                  </Stack>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {open?.what === 'write' && <WriteDialog account={account} contract={contract} of={open.plan} onClose={close} />}
      {open?.what === 'decide' && <DecideDialog account={account} contract={contract} of={open.plan} onClose={close} />}
    </Card>
  )
}

function WriteDialog({ account, contract, of, onClose }: About & { readonly of: Plan | undefined; readonly onClose: () => void }) {
  const [devices, setDevices] = useState(of?.serials.join(', ') ?? '')
  const [target, setTarget] = useState(of?.target ?? '')
  const [said, setSaid] = useState(() => Object.fromEntries(weighed.map((part) => [part, of?.[part] ?? ''])))
  const act = useAct('release-plan.write', { done: 'The plan is written', after: onClose })
  const submit = () =>
    act.mutate({
      params: { account, contract },
      body: { devices: devices.split(/[\s,;]+/).filter(Boolean), target, ...said, ...(of ? { plan: of.plan } : {}) },
    })
  return (
    <Dialog title={of ? `Plan ${of.plan}` : 'A plan of a release upgrade'} opened onClose={onClose}>
      <Form onSubmit={submit}>
        <TextInput
          label="Devices"
          description="Serials, with commas between them."
          required
          value={devices}
          onChange={(event) => setDevices(event.currentTarget.value)}
        />
        <TextInput label="Target release" value={target} onChange={(event) => setTarget(event.currentTarget.value)} />
        {weighed.map((part) => (
          <Textarea
            key={part}
            label={titles[part]}
            value={said[part] ?? ''}
            onChange={(event) => setSaid({ ...said, [part]: event.currentTarget.value })}
          />
        ))}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Write
        </Send>
      </Form>
    </Dialog>
  )
}

function DecideDialog({ account, contract, of, onClose }: About & { readonly of: Plan; readonly onClose: () => void }) {
  const [decision, setDecision] = useState('')
  const act = useAct('release-plan.decide', { done: 'The decision is on record', after: onClose })
  return (
    <Dialog title={`Decide on plan ${of.plan}`} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, contract, plan: of.plan }, body: { decision } })}>
        <Textarea
          label="What you decide"
          description="It is given once; the advisor hears of it."
          required
          value={decision}
          onChange={(event) => setDecision(event.currentTarget.value)}
          data-autofocus
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Decide
        </Send>
      </Form>
    </Dialog>
  )
}
