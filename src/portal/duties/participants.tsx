import { Checkbox, Group, SegmentedControl, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { moneyWords } from '../requests/words.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { IconPlus } from '../ui/icons.ts'
import { Loaded, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day } from '../ui/when.tsx'
import { actorWords } from '../ui/words.ts'

type Where = { readonly account: string; readonly contract: string; readonly engagement: string }
type One = Answer<'participant.list'>['items'][number]
type Open = 'add' | { readonly assess: One } | { readonly cost: One }

/** The same, read when somebody opens it. */
export function WhoTakesPart(where: Where) {
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="small" style={{ padding: '4px 16px 8px' }}>
        Who takes part
      </summary>
      {open && <Participants {...where} />}
    </details>
  )
}

/** Who takes part in a piece of work, who answers for them, and what third parties cost. */
function Participants(where: Where) {
  const may = useMay()
  const [open, setOpen] = useState<Open>()
  const query = useApi('participant.list', { params: where })
  const end = useAct('participant.end', { done: 'Written down' })
  const close = () => setOpen(undefined)
  return (
    <Stack gap="xs" px="md" pb="sm">
      <Loaded query={query} lines={2}>
        {({ customer, endUser, items }) => (
          <>
            <Text size="sm">
              {customer.name} answers for whoever takes part{endUser ? `, ${endUser.name} among them` : ''}.
            </Text>
            {items.length > 0 && (
              <ul className="lines">
                {items.map((one) => (
                  <li key={one.id}>
                    <Group gap={8}>
                      <Text fw={600} className="break">
                        {one.name}
                      </Text>
                      <Tag tone="info">{one.kind === 'person' ? 'Person' : 'Third party'}</Tag>
                      {one.skill && (
                        <Tag tone={one.skill.passed ? 'ok' : 'danger'}>{one.skill.passed ? 'Skill shown' : 'Nothing technical'}</Tag>
                      )}
                      {one.endedOn && <Tag tone="plain">Takes no part any more</Tag>}
                    </Group>
                    <div className="small break">
                      {one.part}
                      {one.coordinator && `, coordinated by ${one.coordinator}`}
                      {one.certificate && `, ${one.certificate}`}
                      {one.email && `, ${one.email}`}
                    </div>
                    {one.skill && (
                      <div className="small dim break">
                        {one.skill.note} ({actorWords(one.skill.actor)}, <Day on={one.skill.on} />)
                      </div>
                    )}
                    {one.costs.map((cost) => (
                      <div key={cost.id} className="small break">
                        {cost.what}, {moneyWords(cost.cents, cost.currency)}: borne by the {cost.borneBy}
                        {cost.agreement && `, by agreement ${cost.agreement}`}
                      </div>
                    ))}
                    {one.endedOn === null && (
                      <Group gap={6} mt={4} className="noprint">
                        {one.kind === 'person' ? (
                          <Act size="compact-sm" variant="default" reason={may('skill.assess')} onClick={() => setOpen({ assess: one })}>
                            Assess skill
                          </Act>
                        ) : (
                          <Act size="compact-sm" variant="default" reason={may('participant.cost')} onClick={() => setOpen({ cost: one })}>
                            Write a cost
                          </Act>
                        )}
                        <Act
                          size="compact-sm"
                          variant="default"
                          reason={may('duty.meet')}
                          loading={end.isPending}
                          onClick={() => end.mutate({ params: { ...where, participant: one.id } })}
                        >
                          Takes no part any more
                        </Act>
                      </Group>
                    )}
                  </li>
                ))}
              </ul>
            )}
            {end.error && <Problem error={end.error} />}
            <Group className="noprint">
              <Act
                size="compact-sm"
                variant="default"
                leftSection={<IconPlus size={14} aria-hidden />}
                reason={may('duty.meet')}
                onClick={() => setOpen('add')}
              >
                Name somebody
              </Act>
            </Group>
          </>
        )}
      </Loaded>
      {open === 'add' && <AddDialog where={where} onClose={close} />}
      {typeof open === 'object' && 'assess' in open && <AssessDialog where={where} one={open.assess} onClose={close} />}
      {typeof open === 'object' && 'cost' in open && <CostDialog where={where} one={open.cost} onClose={close} />}
    </Stack>
  )
}

type DialogProps = { readonly where: Where; readonly onClose: () => void }

function AddDialog({ where, onClose }: DialogProps) {
  const [given, setGiven] = useState({
    kind: 'third-party' as One['kind'],
    name: '',
    email: '',
    part: '',
    coordinator: '',
    certificate: '',
  })
  const set =
    (name: keyof typeof given) =>
    ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setGiven((before) => ({ ...before, [name]: value }))
  const act = useAct('participant.add', { done: ({ name }) => `${name} takes part`, after: onClose })
  return (
    <Dialog title="Name somebody who takes part" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: where, body: given })}>
        <SegmentedControl
          aria-label="Who it is"
          data={[
            { value: 'third-party', label: 'Third party' },
            { value: 'person', label: 'Person' },
          ]}
          value={given.kind}
          onChange={(kind) => setGiven((before) => ({ ...before, kind: kind as One['kind'] }))}
        />
        <TextInput label="Name" required value={given.name} onChange={set('name')} />
        <TextInput label="What they do" required value={given.part} onChange={set('part')} />
        <TextInput label="Who coordinates them" value={given.coordinator} onChange={set('coordinator')} />
        {given.kind === 'person' && (
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput label="E-mail" type="email" value={given.email} onChange={set('email')} />
            <TextInput label="Certificate" value={given.certificate} onChange={set('certificate')} />
          </SimpleGrid>
        )}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Name them
        </Send>
      </Form>
    </Dialog>
  )
}

function AssessDialog({ where, one, onClose }: DialogProps & { readonly one: One }) {
  const [passed, setPassed] = useState(true)
  const [note, setNote] = useState('')
  const act = useAct('participant.assess', { done: 'The assessment is written down', after: onClose })
  return (
    <Dialog title={`Skill of ${one.name}`} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { ...where, participant: one.id }, body: { passed, note } })}>
        <Checkbox
          label="Shows the skill that the work needs"
          description="Without it, they do nothing technical in this work."
          checked={passed}
          onChange={(event) => setPassed(event.currentTarget.checked)}
        />
        <Textarea
          label="What shows it"
          required
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Write it down
        </Send>
      </Form>
    </Dialog>
  )
}

function CostDialog({ where, one, onClose }: DialogProps & { readonly one: One }) {
  const staff = useMe().account.kind === 'provider'
  const [what, setWhat] = useState('')
  const [amount, setAmount] = useState('')
  const [currency, setCurrency] = useState('')
  const [borneBy, setBorneBy] = useState<'customer' | 'provider'>('customer')
  const [agreement, setAgreement] = useState('')
  const act = useAct('participant.cost', { done: 'The cost is written down', after: onClose })
  const body = { what, cents: Math.round(Number(amount) * 100), currency: currency.toUpperCase(), borneBy, agreement }
  return (
    <Dialog title={`Cost of ${one.name}`} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { ...where, participant: one.id }, body })}>
        <TextInput label="For what" required value={what} onChange={(event) => setWhat(event.currentTarget.value)} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            label="Amount"
            required
            inputMode="decimal"
            value={amount}
            onChange={(event) => setAmount(event.currentTarget.value)}
          />
          <TextInput
            label="Currency"
            required
            maxLength={3}
            value={currency}
            onChange={(event) => setCurrency(event.currentTarget.value)}
          />
        </SimpleGrid>
        {staff ? (
          <SegmentedControl
            aria-label="Who bears it"
            data={[
              { value: 'customer', label: 'The customer bears it' },
              { value: 'provider', label: 'The provider bears it' },
            ]}
            value={borneBy}
            onChange={(value) => setBorneBy(value as 'customer')}
          />
        ) : (
          <Text size="sm">The customer bears it. What the provider agreed to bear in writing is written by the provider.</Text>
        )}
        {borneBy === 'provider' && (
          <TextInput
            label="Written agreement"
            description="The provider bears a cost of third parties by a written agreement alone."
            required
            value={agreement}
            onChange={(event) => setAgreement(event.currentTarget.value)}
          />
        )}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Write it down
        </Send>
      </Form>
    </Dialog>
  )
}
