import { PasswordInput, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMe } from '../session.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'

type AskProps = {
  readonly opened: boolean
  readonly onClose: () => void
  /** What is done with the password and the reason; it throws what went wrong. */
  readonly onAsk: (given: { password?: string; code?: string; reason: string }) => Promise<void>
}

/** Asks who it is once more, and why. What was typed is forgotten when the dialog closes. */
export function AskAgain({ opened, onClose, onAsk }: AskProps) {
  const { totp } = useMe()
  const [secret, setSecret] = useState('')
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const close = () => {
    setSecret('')
    setReason('')
    setError(undefined)
    onClose()
  }
  const ask = async () => {
    setBusy(true)
    setError(undefined)
    try {
      await onAsk({ ...(totp && /^\d{6}$/.test(secret) ? { code: secret } : { password: secret }), reason })
      close()
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog title="See what is masked" opened={opened} onClose={close} size={440}>
      <Form onSubmit={() => void ask()}>
        <Text size="sm">The account’s audit trail keeps your name, the time and your reason.</Text>
        <PasswordInput
          label={totp ? 'Your password, or a code of your authenticator' : 'Your password'}
          autoComplete="current-password"
          required
          data-autofocus
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
        <TextInput label="Why do you need it?" required value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Send busy={busy} error={error} onCancel={close}>
          Show it
        </Send>
      </Form>
    </Dialog>
  )
}
