import { Button, PasswordInput, Select, SimpleGrid, Text, TextInput, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client, queries, useAct, useApi } from '../api.ts'
import { meQuery } from '../session.tsx'
import { CountryField, Form, ownZone, ZoneField } from '../ui/form.tsx'
import { ButtonLink } from '../ui/link.tsx'
import { useTitle } from '../ui/page.tsx'
import { Loaded, Problem } from '../ui/states.tsx'
import { choices, theatreWords } from '../ui/words.ts'
import { Doorway } from './doorway.tsx'

/** First run: the company that gives the support, and its first administrator. Happens once. */
export function SetupPage() {
  useTitle('First run')
  const state = useApi('setup.state', {})
  return (
    <Doorway wide>
      <Loaded query={state}>
        {({ needed }) =>
          needed ? (
            <SetupForm />
          ) : (
            <>
              <Title order={1} mb="sm">
                This is set up already
              </Title>
              <Text size="sm" mb="md">
                The first administrator exists. Sign in, or ask them for an account.
              </Text>
              <ButtonLink to="/sign-in">Sign in</ButtonLink>
            </>
          )
        }
      </Loaded>
    </Doorway>
  )
}

function SetupForm() {
  const navigate = useNavigate()
  const [given, setGiven] = useState({ company: '', country: '', zone: ownZone(), theatre: 'EMEA', name: '', email: '', password: '' })
  const set = (name: keyof typeof given) => (value: string | null) => setGiven((before) => ({ ...before, [name]: value ?? '' }))
  const text = (name: keyof typeof given) => ({
    value: given[name],
    onChange: (event: { currentTarget: { value: string } }) => set(name)(event.currentTarget.value),
  })
  const create = useAct('setup.create', {
    changes: false,
    after: async () => {
      const { email, password } = given
      await client.call('session.sign-in', { body: { email, password } })
      queries.clear()
      await queries.fetchQuery(meQuery)
      void navigate({ to: '/accounts' })
    },
  })
  return (
    <Form onSubmit={() => create.mutate({ body: given as never })} label="First run">
      <div>
        <Title order={1}>Welcome to Holdfast</Title>
        <Text size="sm" c="dimmed" mt={4}>
          This installation is empty. Say who gives the support and who administers it; everything else follows inside.
        </Text>
      </div>
      <Title order={2}>Your company</Title>
      <TextInput label="Name" required autoFocus {...text('company')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <CountryField label="Country" required value={given.country || null} onChange={set('country')} />
        <Select
          label="Theatre"
          required
          data={choices(theatreWords)}
          value={given.theatre}
          onChange={set('theatre')}
          allowDeselect={false}
        />
      </SimpleGrid>
      <ZoneField label="Time zone" required value={given.zone} onChange={set('zone')} />
      <Title order={2}>The first administrator</Title>
      <TextInput label="Your name" required autoComplete="name" {...text('name')} />
      <TextInput label="E-mail address" type="email" required autoComplete="username" {...text('email')} />
      <PasswordInput
        label="Password"
        description="At least 12 characters."
        required
        autoComplete="new-password"
        {...text('password')}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
      />
      <div aria-live="polite">{create.error && <Problem error={create.error} />}</div>
      <Button type="submit" size="md" loading={create.isPending}>
        Set it up
      </Button>
    </Form>
  )
}
