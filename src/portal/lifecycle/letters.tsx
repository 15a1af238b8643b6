import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { endWords } from '../../advisories/ends/word.ts'
import type { Answer } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { When } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'

type Letter = Answer<'lifecycle.letters'>['items'][number]
const mostSerials = 12
const mostLetters = 3

/** What the account was told of ends that come near or have moved (SSM-3.2.p5). */
export function EndLetters({ account }: { readonly account: string }) {
  const query = useApi('lifecycle.letters', { params: { account } })
  const [all, setAll] = useState(false)
  return (
    <Card title="What was said of ends to come">
      <Loaded query={query} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              Nothing yet. Where a service brings early word of ends, one letter goes out when covered devices come near an end, and when a
              date moves.
            </Text>
          ) : (
            <>
              <ul className="lines">
                {items.slice(0, all ? items.length : mostLetters).map((letter) => (
                  <li key={letter.id}>
                    <OneLetter account={account} of={letter} />
                  </li>
                ))}
              </ul>
              {!all && items.length > mostLetters && (
                <Button variant="subtle" size="compact-xs" onClick={() => setAll(true)}>
                  {items.length - mostLetters} earlier
                </Button>
              )}
            </>
          )
        }
      </Loaded>
    </Card>
  )
}

const OneLetter = ({ account, of: { at, subject, recipients, items } }: { readonly account: string; readonly of: Letter }) => (
  <details>
    <summary>
      <span className="strong break">{subject}</span>
      <div className="small dim">
        <When at={at} show="both" />, to{' '}
        {recipients.length === 0 ? 'nobody of the account: it has no lead or named contact' : recipients.join(', ')}
      </div>
    </summary>
    <Stack gap="xs" mt="xs">
      {items.map((end) => (
        <div key={`${end.fate} ${end.of} ${end.subject} ${end.milestone} ${end.on} ${end.before} ${end.months} ${end.label}`}>
          <Text size="sm">{endWords(end)}</Text>
          <Text size="sm" c="dimmed">
            {countWords(end.serials.length, 'device')}:{' '}
            {end.serials.slice(0, mostSerials).map((serial, place) => (
              <span key={serial}>
                {place > 0 && ', '}
                <TextLink to="/accounts/$account/devices/$serial" params={{ account, serial }} className="mono">
                  {serial}
                </TextLink>
              </span>
            ))}
            {end.serials.length > mostSerials && ` and ${end.serials.length - mostSerials} more`}
          </Text>
        </div>
      ))}
    </Stack>
  </details>
)
