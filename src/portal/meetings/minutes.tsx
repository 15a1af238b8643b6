import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { client, useAct } from '../api.ts'
import { useMay } from '../session.tsx'
import { Card } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { When } from '../ui/when.tsx'
import { actorWords } from '../ui/words.ts'
import type { Whole } from './acts.tsx'

const pauseMs = 1_200

/** Minutes: written by whoever runs the meeting and kept by themselves, published, and corrected by a further version. */
export function Minutes({ account, of }: { readonly account: string; readonly of: Whole }) {
  const may = useMay()
  const [writing, setWriting] = useState(of.draft !== null && of.minutes.length === 0)
  const [newest, ...older] = of.minutes
  const runs = may('meeting.run') === undefined
  return (
    <Card
      title="Minutes"
      aside={
        runs &&
        !writing &&
        of.meeting.state !== 'cancelled' && (
          <Button size="compact-sm" variant="default" onClick={() => setWriting(true)}>
            {newest ? 'Correct them' : 'Write them'}
          </Button>
        )
      }
    >
      {writing && runs ? (
        <Editor account={account} of={of} onClose={() => setWriting(false)} />
      ) : newest ? (
        <Stack gap="sm">
          <OneVersion of={newest} />
          {older.length > 0 && (
            <details>
              <summary className="small">Earlier versions</summary>
              <Stack gap="md" mt="sm">
                {older.map((each) => (
                  <OneVersion key={each.version} of={each} />
                ))}
              </Stack>
            </details>
          )}
        </Stack>
      ) : (
        <Text size="sm" c="dimmed">
          Not published yet.
        </Text>
      )}
    </Card>
  )
}

const OneVersion = ({ of }: { readonly of: Whole['minutes'][number] }) => (
  <Stack gap={6}>
    <Text size="sm" className="pre break">
      {of.text}
    </Text>
    {of.decisions.length > 0 && (
      <>
        <Text size="sm" fw={600}>
          Decided
        </Text>
        <ul className="lines small">
          {of.decisions.map((each) => (
            <li key={each} className="break">
              {each}
            </li>
          ))}
        </ul>
      </>
    )}
    <Text size="xs" c="dimmed">
      Version {of.version}, published by {actorWords(of.actor)} <When at={of.at} />
      {of.why && `. Corrected: ${of.why}`}
    </Text>
  </Stack>
)

function Editor({ account, of, onClose }: { readonly account: string; readonly of: Whole; readonly onClose: () => void }) {
  const [newest] = of.minutes
  const begun = of.draft ?? { text: newest?.text ?? '', decisions: [...(newest?.decisions ?? [])], version: 0 }
  const [text, setText] = useState(begun.text)
  const [decisions, setDecisions] = useState(begun.decisions.join('\n'))
  const [why, setWhy] = useState('')
  const [kept, setKept] = useState<'kept' | 'writing' | unknown>('kept')
  const version = useRef(begun.version)
  const last = useRef(`${begun.text}\n\n${begun.decisions.join('\n')}`)
  const busy = useRef(false)
  const params = { account, meeting: of.meeting.number }
  const publish = useAct('meeting-minutes.publish', { done: 'The minutes are published', after: onClose })
  const lines = decisions
    .split('\n')
    .map((each) => each.trim())
    .filter(Boolean)
  // what is written is kept a moment after each pause; one keeping at a time, so that the versions follow one another
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is written is kept
  useEffect(() => {
    const now = `${text}\n\n${decisions}`
    if (now === last.current) return
    setKept('writing')
    const timer = setInterval(async () => {
      if (busy.current) return
      busy.current = true
      try {
        const answer = await client.call('meeting-minutes.draft', {
          params,
          body: { text, decisions: decisions.split('\n').filter(Boolean), version: version.current },
        })
        version.current = answer.version
        last.current = now
        setKept('kept')
      } catch (error) {
        setKept(error)
      } finally {
        busy.current = false
        clearInterval(timer)
      }
    }, pauseMs)
    return () => clearInterval(timer)
  }, [text, decisions])
  return (
    <Stack gap="sm">
      <Textarea label="What was said" autosize minRows={6} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <Textarea
        label="Decisions"
        description="One on each line."
        autosize
        minRows={2}
        value={decisions}
        onChange={(event) => setDecisions(event.currentTarget.value)}
      />
      {newest && <TextInput label="Why they are corrected" required value={why} onChange={(event) => setWhy(event.currentTarget.value)} />}
      {kept !== 'kept' && kept !== 'writing' && <Problem error={kept} />}
      {publish.error && <Problem error={publish.error} />}
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {kept === 'kept' ? 'Everything is kept.' : kept === 'writing' ? 'Writing' : 'Not kept.'}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button
            loading={publish.isPending}
            disabled={text.trim() === '' || of.meeting.state !== 'held'}
            title={of.meeting.state === 'held' ? undefined : 'Minutes are published once the meeting was held'}
            onClick={() => publish.mutate({ params, body: { text, decisions: lines, why } })}
          >
            Publish
          </Button>
        </Group>
      </Group>
    </Stack>
  )
}
