import { Button, FileButton, Group, Progress, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { markOf, type Progress as Sent, type Source, sendFile } from '../../client/upload.ts'
import { client, newKey, useApi } from '../api.ts'
import { Problem } from '../ui/states.tsx'
import { lengthOf, sizeWords } from '../ui/time.ts'
import { told } from '../ui/toast.ts'
import type { Case } from './tags.tsx'

/** A file that somebody chose, on its way until it is attached or cancelled. */
export type Chosen = { readonly key: string; readonly file: File; readonly internal: boolean }

export const choose = (files: readonly File[], internal: boolean): readonly Chosen[] =>
  files.map((file) => ({ key: newKey(), file, internal }))

type Halt = 'paused' | { readonly error: unknown }

const sourceOf = (file: File): Source => ({
  name: file.name || 'pasted',
  mediaType: file.type,
  sizeBytes: file.size,
  modifiedAt: file.lastModified,
  read: (from, to) => file.slice(from, to).arrayBuffer(),
})

type Props = {
  readonly of: Case
  readonly chosen: readonly Chosen[]
  readonly onChoose: (files: readonly File[], internal: boolean) => void
  readonly onGone: (key: string) => void
}

/** Files on their way, one after another, and those that were begun before and wait to go on. */
export function Uploads({ of, chosen, onChoose, onGone }: Props) {
  const params = { account: of.account, case: of.number }
  const cache = useQueryClient()
  const begun = useApi('upload.list', { params }, { fresh: 60_000 })
  const [halted, setHalted] = useState<Readonly<Record<string, Halt>>>({})
  const [ids, setIds] = useState<Readonly<Record<string, string>>>({})
  const active = chosen.find(({ key }) => halted[key] === undefined)
  const again = () => void cache.invalidateQueries({ queryKey: ['upload.list'] })
  const halt = (key: string, how: Halt | undefined) =>
    setHalted(({ [key]: _, ...rest }) => (how === undefined ? rest : { ...rest, [key]: how }))
  const discard = async (id: string | undefined) => {
    if (id !== undefined) await client.call('upload.cancel', { params: { ...params, upload: id } }).catch(() => {})
    again()
  }
  const underWay = new Set(Object.values(ids))
  const waiting = (begun.data?.items ?? []).filter(({ id }) => !underWay.has(id))
  return (
    <Stack gap={8} mt={10} role="group" aria-label="Files on their way">
      {chosen.map((each) => (
        <One
          key={each.key}
          of={of}
          chosen={each}
          active={each === active}
          halted={halted[each.key]}
          onHalt={(how) => halt(each.key, how)}
          onId={(id) => setIds((known) => (known[each.key] === id ? known : { ...known, [each.key]: id }))}
          onDone={() => {
            onGone(each.key)
            void cache.invalidateQueries()
          }}
          onCancel={() => {
            onGone(each.key)
            void discard(ids[each.key])
          }}
        />
      ))}
      {waiting.map((each) => (
        <Group key={each.id} gap="sm" justify="space-between">
          <Text size="sm" className="break" style={{ flex: '1 1 200px' }}>
            {each.name} was not finished: {sizeWords(each.offset)} of {sizeWords(each.sizeBytes)} are there. Choose the same file again and
            it goes on.
          </Text>
          <Group gap={6}>
            <FileButton
              onChange={(file) => file && onChoose([file], each.visibility === 'internal')}
              inputProps={{ 'aria-label': `${each.name} again`, tabIndex: -1 }}
            >
              {(props) => (
                <Button {...props} size="compact-sm" variant="default">
                  Choose it
                </Button>
              )}
            </FileButton>
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void discard(each.id)}>
              Discard
            </Button>
          </Group>
        </Group>
      ))}
    </Stack>
  )
}

type OneProps = {
  readonly of: Case
  readonly chosen: Chosen
  readonly active: boolean
  readonly halted: Halt | undefined
  readonly onHalt: (how: Halt | undefined) => void
  readonly onId: (id: string) => void
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** One file: how far it is, how fast, and how long still. Taken off the page it stops, and can go on. */
function One({ of, chosen: { file, internal }, active, halted, onHalt, onId, onDone, onCancel }: OneProps) {
  const [sent, setSent] = useState<Sent>()
  const [other, setOther] = useState(false)
  const tell = useRef({ onHalt, onId, onDone })
  tell.current = { onHalt, onId, onDone }
  useEffect(() => {
    if (!active) return
    const stop = new AbortController()
    const where = { account: of.account, case: of.number }
    const source = sourceOf(file)
    const visibility = internal ? 'internal' : 'public'
    const run = async () => {
      const { items } = await client.call('upload.list', { params: where, signal: stop.signal }).catch(() => ({ items: [] }))
      const mark = await markOf(source).catch(() => '')
      setOther(items.some((each) => each.name === file.name && each.mark !== mark))
      await sendFile({
        client,
        base: '',
        headers: {},
        where,
        visibility,
        source,
        signal: stop.signal,
        onProgress: (progress) => {
          setSent(progress)
          if (progress.id !== undefined) tell.current.onId(progress.id)
        },
      })
      told(`${file.name} is attached`)
      tell.current.onDone()
    }
    run().catch((error) => {
      if (!stop.signal.aborted) tell.current.onHalt({ error })
    })
    return () => stop.abort()
  }, [active, file, internal, of.account, of.number])
  const percent = sent && sent.sizeBytes > 0 ? (100 * sent.sent) / sent.sizeBytes : 0
  return (
    <div>
      <Group gap="sm" justify="space-between" wrap="nowrap">
        <Text size="sm" className="break" style={{ minWidth: 0 }}>
          {file.name}
          {internal && ' (staff only)'}
        </Text>
        <Group gap={6} wrap="nowrap">
          {halted === undefined ? (
            <Button size="compact-sm" variant="default" onClick={() => onHalt('paused')} aria-label={`Pause ${file.name}`}>
              Pause
            </Button>
          ) : (
            <Button size="compact-sm" variant="default" onClick={() => onHalt(undefined)} aria-label={`Go on with ${file.name}`}>
              Go on
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" color="gray" onClick={onCancel} aria-label={`Cancel ${file.name}`}>
            Cancel
          </Button>
        </Group>
      </Group>
      <Progress value={percent} mt={4} aria-label={`Upload of ${file.name}`} />
      <Text size="xs" c="dimmed" role="status">
        {words(sent, active, halted)}
      </Text>
      {other && (
        <Text size="xs" c="dimmed">
          It is another file than the one that was begun under this name, so it is sent from its start.
        </Text>
      )}
      {typeof halted === 'object' && <Problem error={halted.error} title="The file was not attached" />}
    </div>
  )
}

function words(sent: Sent | undefined, active: boolean, halted: Halt | undefined): string {
  const there = sent ? `${sizeWords(sent.sent)} of ${sizeWords(sent.sizeBytes)}` : ''
  if (halted === 'paused') return `Paused. ${there}`
  if (halted) return there
  if (!active) return 'Waits for the one before it'
  if (!sent) return 'Begins'
  if (sent.waiting) return `No connection. ${there} are there; it goes on by itself.`
  if (sent.sent === sent.sizeBytes) return 'All there; it is being checked'
  const left = sent.bytesPerSecond > 0 ? (sent.sizeBytes - sent.sent) / sent.bytesPerSecond : undefined
  return left === undefined ? there : `${there}, ${sizeWords(sent.bytesPerSecond)} a second, ${lengthOf(left * 1000)} left`
}
