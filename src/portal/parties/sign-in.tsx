import { Anchor, Button, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { client, queries, useAct, useApi } from '../api.ts'
import { forget, meQuery } from '../session.tsx'
import { usePicks } from '../ui/filters.ts'
import { Form } from '../ui/form.tsx'
import { useTitle } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { Doorway } from './doorway.tsx'

/** Sign-in, with the second step where somebody uses one. */
export function SignInPage() {
  const [{ next }] = usePicks()
  const navigate = useNavigate()
  const [step, setStep] = useState<'password' | 'code'>('password')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const codeBox = useRef<HTMLInputElement>(null)
  const setup = useApi('setup.state', {})
  useTitle('Sign in')
  useEffect(() => {
    if (step === 'code') codeBox.current?.focus()
  }, [step])
  const enter = async () => {
    forget()
    await queries.fetchQuery(meQuery)
    // only a path of this portal is followed: nothing else may be reached by a link to the sign-in page
    const goal = next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\') ? next : '/'
    void navigate({ href: goal })
  }
  const signIn = useAct('session.sign-in', { changes: false, after: (answer) => (answer.next === 'code' ? setStep('code') : void enter()) })
  const verify = useAct('session.verify-code', { changes: false, after: () => void enter() })
  const again = async () => {
    await client.call('session.sign-out', {}).catch(() => undefined)
    verify.reset()
    setCode('')
    setStep('password')
  }
  return (
    <Doorway>
      {step === 'password' ? (
        <Form onSubmit={() => signIn.mutate({ body: { email, password } })} label="Sign in">
          <Title order={1}>Sign in</Title>
          {setup.data?.needed && (
            <Text size="sm">
              Nothing is set up yet. <Anchor href="/setup">Make the first administrator</Anchor>.
            </Text>
          )}
          <TextInput
            label="E-mail address"
            type="email"
            autoComplete="username"
            required
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            size="md"
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            size="md"
            visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
          />
          <div aria-live="polite">{signIn.error && <Problem error={signIn.error} />}</div>
          <Button type="submit" size="md" loading={signIn.isPending}>
            Sign in
          </Button>
        </Form>
      ) : (
        <Form onSubmit={() => verify.mutate({ body: { code: code.trim() } })} label="Second step">
          <Title order={1}>Second step</Title>
          <Text size="sm" c="dimmed">
            Enter the code that your authenticator shows, or one of your backup codes.
          </Text>
          <TextInput
            ref={codeBox}
            label="Code"
            autoComplete="one-time-code"
            inputMode="numeric"
            required
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            size="md"
          />
          <div aria-live="polite">{verify.error && <Problem error={verify.error} />}</div>
          <Stack gap="xs">
            <Button type="submit" size="md" loading={verify.isPending}>
              Continue
            </Button>
            <Group justify="center">
              <Button variant="subtle" onClick={() => void again()}>
                Start again
              </Button>
            </Group>
          </Stack>
        </Form>
      )}
    </Doorway>
  )
}
