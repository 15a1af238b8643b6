import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { Problem } from './states.tsx'

type Read = { readonly html: string | null; readonly why: string }

/**
 * A mail as it was formatted, when somebody asks for it. The frame has no origin: nothing in it runs, loads, opens or leaves,
 * and it cannot reach this page. The server cleaned what it shows.
 */
export function FormattedMail({ read }: { readonly read: () => Promise<Read> }) {
  const [shown, setShown] = useState<Read>()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const show = async () => {
    setBusy(true)
    setError(undefined)
    try {
      setShown(await read())
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  if (shown === undefined)
    return (
      <>
        <Button size="compact-xs" variant="default" mt={8} loading={busy} onClick={() => void show()}>
          Show as it was formatted
        </Button>
        {error !== undefined && <Problem error={error} />}
      </>
    )
  return (
    <div style={{ marginTop: 8 }}>
      <Button size="compact-xs" variant="default" mb={6} onClick={() => setShown(undefined)}>
        Show the text alone
      </Button>
      {shown.html === null ? (
        <Text size="sm" c="dimmed">
          {shown.why}
        </Text>
      ) : (
        <iframe className="foreign" title="The mail as it was formatted" sandbox="" referrerPolicy="no-referrer" srcDoc={shown.html} />
      )}
    </div>
  )
}
