import { Button, Fieldset, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { newKey, useAct, useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { type Matrix, partTitles, type Side } from './words.ts'

type Draft = { key: string; personId: string | null; name: string; role: string; phone: string; email: string; hours: string }
const blank = (): Draft => ({ key: newKey(), personId: null, name: '', role: '', phone: '', email: '', hours: '' })

type Props = { readonly account: string; readonly side: Side; readonly of: Matrix; readonly onClose: () => void }

/** The steps of one side, in their order. A step is a person, or a desk with a name and a number of its own. */
export function PartDialog({ account, side, of, onClose }: Props) {
  const me = useMe()
  const home = side === 'provider' ? me.account.code : account
  const people = useApi('person.list', { params: { account: home } }, { fresh: 30_000 })
  const [steps, setSteps] = useState<readonly Draft[]>(() => {
    const held = of.parts[side].map((step) => ({ ...step, key: newKey() }))
    return held.length > 0 ? held : [blank(), blank()]
  })
  const act = useAct('contact-matrix.write', { done: 'The steps are written', after: onClose })
  const change = (key: string, part: Partial<Draft>) => setSteps(steps.map((step) => (step.key === key ? { ...step, ...part } : step)))
  const move = (index: number, by: number) => {
    const next = [...steps]
    const [step] = next.splice(index, 1)
    if (step) next.splice(index + by, 0, step)
    setSteps(next)
  }
  const choose = (key: string, personId: string | null) => {
    const person = people.data?.items.find(({ id }) => id === personId)
    change(key, person ? { personId, name: person.name, email: person.email, phone: person.phone } : { personId: null })
  }
  const active = (people.data?.items ?? []).filter(({ status }) => status === 'active')
  const heldPhone = ({ personId }: Draft) => people.data?.items.find(({ id }) => id === personId)?.phone ?? ''
  const send = () =>
    act.mutate({
      params: { account, side },
      body: {
        version: of.edited[side]?.version ?? 0,
        steps: steps.map(({ personId, name, role, phone, email, hours }) => ({
          personId,
          name,
          role,
          phone,
          // what is held of a person is filled in by the server
          email: personId === null ? email : '',
          hours,
        })),
      },
    })
  return (
    <Dialog title={`${partTitles[side]}: the steps`} opened onClose={onClose} size={720}>
      <Form onSubmit={send}>
        <Text size="sm" c="dimmed">
          The first step is called first. Each next one is called when the one before does not answer. Nothing is published by this.
        </Text>
        {steps.map((step, index) => {
          const text = (name: 'name' | 'role' | 'phone' | 'email' | 'hours') => ({
            value: step[name],
            onChange: (event: { currentTarget: { value: string } }) => change(step.key, { [name]: event.currentTarget.value }),
          })
          return (
            <Fieldset key={step.key} legend={`Step ${index + 1}`}>
              <SimpleGrid cols={{ base: 1, xs: 2 }}>
                <Select
                  label="Person"
                  placeholder="A desk or another number"
                  searchable
                  clearable
                  data={active.map(({ id, name }) => ({ value: id, label: name }))}
                  value={step.personId}
                  onChange={(value) => choose(step.key, value)}
                />
                {step.personId === null && <TextInput label="Name" required placeholder="Escalation desk" {...text('name')} />}
                <TextInput label="Role" required placeholder="Network operations" {...text('role')} />
                <TextInput
                  label="Telephone"
                  type="tel"
                  required
                  {...(heldPhone(step)
                    ? { value: heldPhone(step), readOnly: true, description: 'As it is held of the person.' }
                    : text('phone'))}
                />
                {step.personId === null && <TextInput label="E-mail" type="email" {...text('email')} />}
                <TextInput label="Hours" placeholder="Every hour of every day" {...text('hours')} />
              </SimpleGrid>
              <Group gap="xs" mt="sm">
                <Button size="compact-sm" variant="default" disabled={index === 0} onClick={() => move(index, -1)}>
                  Earlier
                </Button>
                <Button size="compact-sm" variant="default" disabled={index === steps.length - 1} onClick={() => move(index, 1)}>
                  Later
                </Button>
                <Button size="compact-sm" variant="subtle" onClick={() => setSteps(steps.filter(({ key }) => key !== step.key))}>
                  Take out
                </Button>
              </Group>
            </Fieldset>
          )
        })}
        <Stack align="flex-start">
          <Button variant="default" disabled={steps.length >= 12} onClick={() => setSteps([...steps, blank()])}>
            Add a step
          </Button>
        </Stack>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Write the steps
        </Send>
      </Form>
    </Dialog>
  )
}
