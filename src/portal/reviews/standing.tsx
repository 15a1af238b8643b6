import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { fromIso } from '../../lib/time.ts'
import { useMe } from '../session.tsx'
import { IconAlertTriangle } from '../ui/icons.ts'
import { Problem } from '../ui/states.tsx'
import { clockTime } from '../ui/time.ts'
import type { Standing } from './kept.ts'

/** Whether what is on the page is kept: said where it is seen while somebody writes. */
export function KeptAt({ of, joined }: { readonly of: Standing; readonly joined: string | null }) {
  const { zone } = useMe().person
  const words =
    of.kind === 'kept'
      ? of.at === null
        ? 'Nothing is written yet'
        : `Kept at ${clockTime(zone, fromIso(of.at))}`
      : of.kind === 'writing'
        ? 'Being kept'
        : 'Not kept on the server; it stays in this browser'
  return (
    <Text span size="sm" role="status" {...(of.kind === 'failed' || of.kind === 'clash' ? { c: 'var(--hf-danger)' } : {})}>
      {words}
      {joined && of.kind !== 'clash' && `, together with what ${joined} wrote`}
    </Text>
  )
}

const mostText = 600
const short = (text: string) => (text.length > mostText ? `${text.slice(0, mostText)} ...` : text || '(empty)')

type Props = { readonly of: Standing; readonly choose: (whose: 'mine' | 'theirs') => void; readonly again: () => void }

/** What stands in the way of keeping: another who wrote in the same place, or a server that says no. */
export function NotKept({ of, choose, again }: Props) {
  if (of.kind === 'failed') return <Problem error={of.error} title="What you wrote is not kept on the server" again={again} />
  if (of.kind !== 'clash') return null
  const who = of.by ?? 'Somebody else'
  return (
    <Alert
      role="alert"
      variant="default"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={`${who} wrote in the same place meanwhile`}
      styles={{ root: { background: 'var(--hf-warn-soft)', borderColor: 'var(--hf-warn-line)' }, icon: { color: 'var(--hf-warn)' } }}
    >
      <Stack gap="sm">
        <Text size="sm">What you wrote is still here, and not kept until you choose. Everything else was brought together.</Text>
        {of.clashes.map(({ place, mine, theirs }) => (
          <div key={place}>
            <Text size="sm" fw={600}>
              {place.charAt(0).toUpperCase() + place.slice(1)}
            </Text>
            <Text size="sm" className="pre break">
              <b>Yours:</b> {short(mine)}
            </Text>
            <Text size="sm" className="pre break">
              <b>Theirs:</b> {short(theirs)}
            </Text>
          </div>
        ))}
        <Group>
          <Button size="compact-sm" onClick={() => choose('mine')}>
            Keep mine
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => choose('theirs')}>
            Take theirs
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}
