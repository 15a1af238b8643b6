import { Button, Group, Stack, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { AnswerError } from '../../client/client.ts'
import { type SecretKind, secretKinds } from '../../lib/secrets/secret.ts'
import { client, problemOf } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { IconLock } from '../ui/icons.ts'
import { Tag } from '../ui/tag.tsx'

/** Kinds of secret in words: "a password and a cookie". */
export function kindWords(kinds: readonly string[]): string {
  const words = kinds.map((kind) => secretKinds[kind as SecretKind] ?? 'a secret')
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : (words[0] ?? 'a secret')
}

// asked for seldom, so fetched then
const AskAgain = lazy(async () => ({ default: (await import('./ask-again.tsx')).AskAgain }))

type MaskedProps = { readonly account: string; readonly number: string; readonly event: number; readonly kinds: readonly string[] }

/** Says that an event holds something masked, and lets those see it who may. */
export function MaskedEvent({ account, number, event, kinds }: MaskedProps) {
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const [raw, setRaw] = useState<Readonly<Record<string, unknown>>>()
  return (
    <div style={{ marginTop: 8 }}>
      <Group gap={8}>
        <Tag icon={IconLock} long>
          Masked: {kindWords(kinds)}
        </Tag>
        {may('case.reveal') === undefined && raw === undefined && (
          <Button size="compact-xs" variant="default" onClick={() => setAsking(true)}>
            Show it
          </Button>
        )}
        {raw !== undefined && (
          <Button size="compact-xs" variant="default" onClick={() => setRaw(undefined)}>
            Hide it again
          </Button>
        )}
      </Group>
      {raw !== undefined && (
        <Stack gap={4} mt={6} aria-live="polite">
          {Object.entries(raw).map(([part, value]) => (
            <Text key={part} size="sm" className="pre" component="div" data-revealed>
              {typeof value === 'string' ? value : JSON.stringify(value)}
            </Text>
          ))}
        </Stack>
      )}
      {asking && (
        <Suspense fallback={null}>
          <AskAgain
            opened
            onClose={() => setAsking(false)}
            onAsk={async (given) =>
              setRaw((await client.call('case.reveal', { params: { account, case: number }, body: { ...given, event } })).raw)
            }
          />
        </Suspense>
      )}
    </div>
  )
}

/** Fetches a file that is handed out whole only to who proves themselves, and saves it. */
export function RevealFile({ address, name, label }: { readonly address: string; readonly name: string; readonly label: string }) {
  const may = useMay()
  const side = useMe().account.kind
  const [asking, setAsking] = useState(false)
  // nobody on the customer's side ever may: a button for them would lead nowhere
  if (side !== 'provider') return null
  return (
    <>
      <Act reason={may('case.reveal')} size="compact-xs" variant="default" onClick={() => setAsking(true)}>
        {label}
      </Act>
      {asking && (
        <Suspense fallback={null}>
          <AskAgain
            opened
            onClose={() => setAsking(false)}
            onAsk={async (given) => {
              const answer = await fetch(address, {
                method: 'POST',
                headers: { 'content-type': 'application/json' },
                body: JSON.stringify(given),
              })
              if (!answer.ok) throw new AnswerError(await answer.json().catch(problemOf))
              const link = document.createElement('a')
              link.href = URL.createObjectURL(await answer.blob())
              link.download = name
              link.click()
              setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
