import { Button, Checkbox, Group, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { mayMove } from '../../changes/change.ts'
import { useAct } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { IconPlus } from '../ui/icons.ts'
import { Card, Facts } from '../ui/page.tsx'
import { Empty, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import type { Change } from './words.ts'

type Plan = NonNullable<Change['plan']>
type Contact = NonNullable<Plan['primary']>
const noContact: Contact = { name: '', email: '', reach: '', mayAuthorise: false }

/** What is to be done and how it is undone, in its newest version. */
export function PlanCard({ of }: { readonly of: Change }) {
  const staff = useMe().account.kind === 'provider'
  const may = useMay()
  const [writing, setWriting] = useState(false)
  const review = useAct('change.review-plan', { done: 'It was gone through' })
  const { plan } = of
  const open = mayMove(of.state, 'plan')
  const reviewed = plan !== null && of.planReview?.planVersion === plan.version
  const people = plan ? [plan.primary?.name, plan.backup?.name, of.engineer?.name].filter((name): name is string => Boolean(name)) : []
  return (
    <Card
      title="Plan"
      aside={
        open && (
          <>
            {staff && plan && !reviewed && (
              <Act
                size="compact-sm"
                variant="default"
                reason={may('change.run')}
                loading={review.isPending}
                onClick={() =>
                  review.mutate({
                    params: { account: of.account, change: of.number },
                    body: { version: plan.version, people: people.length > 0 ? people : ['the customer'] },
                  })
                }
              >
                It was gone through
              </Act>
            )}
            <Act size="compact-sm" variant="default" reason={may('change.take-part')} onClick={() => setWriting(true)}>
              {plan ? 'Another version' : 'Write it'}
            </Act>
          </>
        )
      }
    >
      {plan === null ? (
        <Empty title="No plan yet">Goal, steps on each device, and how each is undone. Without it nothing begins.</Empty>
      ) : (
        <Stack gap="md">
          {review.error && <Problem error={review.error} />}
          <Group gap={8}>
            <Tag>Version {plan.version}</Tag>
            {reviewed && <Tag tone="ok">Gone through together</Tag>}
            <Text size="sm" c="dimmed">
              {plan.writtenBy} <When at={plan.writtenAt} />
            </Text>
          </Group>
          <Facts
            of={[
              ['Goal', plan.goal],
              ['The way back', plan.rollback],
              ['Risk', `${plan.risk}${plan.riskWhy ? `: ${plan.riskWhy}` : ''}`],
              ['Constraints', plan.noConstraints ? 'none' : plan.constraints.join('; ')],
              ['Primary contact', contactWords(plan.primary)],
              ['Backup contact', contactWords(plan.backup)],
              ['Remote access', plan.access],
              ['Design', plan.papers.design],
              ['Releases', plan.papers.releases],
              ['Configurations', plan.papers.configurations],
              ['Takes', plan.minutes > 0 && `${plan.minutes} min`],
            ]}
          />
          <ol className="steps">
            {plan.steps.map((step, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a version never changes
              <li key={at}>
                <b>{step.what}</b> <span className="mono small">{step.serial}</span> <span className="small dim">{step.minutes} min</span>
                {plan.outOfScope.includes(at) && <Tag tone="warn">Not a device of this window: no part of the service</Tag>}
                {step.check && <div className="small">Check: {step.check}</div>}
                {step.rollback && <div className="small">Undone by: {step.rollback}</div>}
              </li>
            ))}
          </ol>
        </Stack>
      )}
      {writing && <PlanEditor of={of} onClose={() => setWriting(false)} />}
    </Card>
  )
}

const contactWords = (contact: Plan['primary']) =>
  contact && `${contact.name}, ${contact.reach || contact.email}${contact.mayAuthorise ? ', may authorise changes' : ''}`

type Line = Plan['steps'][number] & { readonly id: number }

function PlanEditor({ of, onClose }: { readonly of: Change; readonly onClose: () => void }) {
  const old = of.plan
  const [text, setText] = useState({
    goal: old?.goal ?? '',
    rollback: old?.rollback ?? '',
    riskWhy: old?.riskWhy ?? '',
    access: old?.access ?? '',
    constraints: old?.constraints.join('\n') ?? '',
  })
  const [risk, setRisk] = useState(old?.risk ?? 'medium')
  const [noConstraints, setNone] = useState(old?.noConstraints ?? false)
  const [primary, setPrimary] = useState<Contact>(old?.primary ?? noContact)
  const [backup, setBackup] = useState<Contact>(old?.backup ?? noContact)
  const [papers, setPapers] = useState(old?.papers ?? { design: '', releases: '', configurations: '' })
  const [steps, setSteps] = useState<readonly Line[]>(
    (old?.steps ?? [{ serial: of.devices[0] ?? '', what: '', check: '', rollback: '', minutes: 30 }]).map((step, id) => ({ ...step, id })),
  )
  const act = useAct('change.plan', { done: 'The plan is kept', after: onClose })
  const write = (name: keyof typeof text) => ({
    value: text[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setText((before) => ({ ...before, [name]: value }))
    },
  })
  const step = (id: number, part: Partial<Line>) => setSteps((all) => all.map((each) => (each.id === id ? { ...each, ...part } : each)))
  const lines = text.constraints.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  return (
    <Dialog title={old ? `Plan, version ${old.version + 1}` : 'Plan'} opened onClose={onClose} size={820}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account: of.account, change: of.number },
            body: {
              after: old?.version ?? 0,
              ...text,
              constraints: noConstraints ? [] : lines,
              noConstraints,
              risk,
              papers,
              steps: steps.filter(({ what }) => what.trim() !== '').map(({ id: _, ...each }) => each),
              primary: primary.name.trim() === '' ? null : primary,
              backup: backup.name.trim() === '' ? null : backup,
            },
          })
        }
      >
        {of.offered.length > 0 && (
          <Stack gap={4}>
            <Text size="sm" fw={600}>
              Agreed in earlier reviews
            </Text>
            {of.offered.map((each) => (
              <Group key={`${each.from} ${each.text}`} gap={8}>
                <Text size="sm">
                  {each.text} ({each.from})
                </Text>
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() =>
                    setSteps((all) => [
                      ...all,
                      { id: nextId(all), serial: of.devices[0] ?? '', what: each.text, check: '', rollback: '', minutes: 15 },
                    ])
                  }
                >
                  Take it in as a step
                </Button>
              </Group>
            ))}
          </Stack>
        )}
        <Textarea label="Goal" description="What is true when the change succeeded." required autosize minRows={2} {...write('goal')} />
        {steps.map(({ id, serial, what, check, rollback, minutes }, at) => (
          <fieldset key={id} className="plain">
            <legend>Step {at + 1}</legend>
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <TextInput label="What" required value={what} onChange={({ currentTarget: { value } }) => step(id, { what: value })} />
              <TextInput
                label="Device"
                description={of.devices.includes(serial) ? undefined : 'Not a device of this window.'}
                value={serial}
                list="devices-of-window"
                onChange={({ currentTarget: { value } }) => step(id, { serial: value })}
              />
              <TextInput
                label="How one sees that it worked"
                value={check}
                onChange={({ currentTarget: { value } }) => step(id, { check: value })}
              />
              <TextInput
                label="How it is undone"
                value={rollback}
                onChange={({ currentTarget: { value } }) => step(id, { rollback: value })}
              />
              <TextInput
                type="number"
                label="Minutes"
                value={String(minutes)}
                onChange={({ currentTarget: { value } }) => step(id, { minutes: Math.max(0, Math.round(Number(value) || 0)) })}
              />
            </SimpleGrid>
          </fieldset>
        ))}
        <datalist id="devices-of-window">
          {of.devices.map((serial) => (
            <option key={serial} value={serial} />
          ))}
        </datalist>
        <Group>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() =>
              setSteps((all) => [...all, { id: nextId(all), serial: of.devices[0] ?? '', what: '', check: '', rollback: '', minutes: 30 }])
            }
          >
            Another step
          </Button>
        </Group>
        <Textarea label="How the whole change is undone" autosize minRows={2} {...write('rollback')} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select
            label="Risk"
            data={['low', 'medium', 'high']}
            value={risk}
            allowDeselect={false}
            onChange={(value) => setRisk((value ?? 'medium') as 'low')}
          />
          <TextInput label="Why" {...write('riskWhy')} />
        </SimpleGrid>
        <Checkbox
          label="There are no constraints"
          checked={noConstraints}
          onChange={({ currentTarget: { checked } }) => setNone(checked)}
        />
        {!noConstraints && <Textarea label="Constraints, one to a line" autosize minRows={2} {...write('constraints')} />}
        <ContactFields title="Primary technical contact" of={primary} onChange={setPrimary} />
        <ContactFields title="Backup technical contact" of={backup} onChange={setBackup} />
        <TextInput label="Remote access" description="How the engineer reaches the network." {...write('access')} />
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          {(['design', 'releases', 'configurations'] as const).map((name) => (
            <TextInput
              key={name}
              label={{ design: 'Current design', releases: 'Releases that run', configurations: 'Configurations' }[name]}
              description="Where it is found."
              value={papers[name]}
              onChange={({ currentTarget: { value } }) => setPapers((before) => ({ ...before, [name]: value }))}
            />
          ))}
        </SimpleGrid>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Keep this version
        </Send>
      </Form>
    </Dialog>
  )
}

const nextId = (all: readonly Line[]) => Math.max(0, ...all.map(({ id }) => id)) + 1

function ContactFields({
  title,
  of,
  onChange,
}: {
  readonly title: string
  readonly of: Contact
  readonly onChange: (contact: Contact) => void
}) {
  return (
    <fieldset className="plain">
      <legend>{title}</legend>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <TextInput label="Name" value={of.name} onChange={({ currentTarget: { value } }) => onChange({ ...of, name: value })} />
        <TextInput
          label="Mail"
          type="email"
          value={of.email}
          onChange={({ currentTarget: { value } }) => onChange({ ...of, email: value })}
        />
        <TextInput label="Reached by" value={of.reach} onChange={({ currentTarget: { value } }) => onChange({ ...of, reach: value })} />
      </SimpleGrid>
      <Checkbox
        mt={8}
        label="May authorise changes of the network"
        checked={of.mayAuthorise}
        onChange={({ currentTarget: { checked } }) => onChange({ ...of, mayAuthorise: checked })}
      />
    </fieldset>
  )
}
