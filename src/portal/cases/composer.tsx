import { Button, FileButton, Group, Progress, SegmentedControl, Text, Textarea } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useState } from 'react'
import { AnswerError, addressOf } from '../../client/client.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { IconLock, IconPaperclip, IconSend } from '../ui/icons.ts'
import { Problem } from '../ui/states.tsx'
import { told } from '../ui/toast.ts'
import { useCaseAct } from './act.ts'
import { useKeptDraft } from './draft.ts'
import type { Case } from './tags.tsx'

export type Composing = 'reply' | 'note'

type Props = {
  readonly of: Case
  readonly kind: Composing
  readonly onKind: (kind: Composing) => void
  readonly box: RefObject<HTMLTextAreaElement | null>
  /** Told while somebody types, and that they stopped. */
  readonly onTyping: (typing: boolean) => void
}

/** Where somebody writes. A reply goes to the other side, a note stays inside; the two look plainly different, and drafts are kept. */
export function Composer({ of, kind, onKind, box, onTyping }: Props) {
  const me = useMe()
  const may = useMay()
  const staff = me.account.kind === 'provider'
  const note = staff && kind === 'note'
  const [reply, setReply, replyKept] = useKeptDraft(of, 'reply')
  const [inside, setInside, insideKept] = useKeptDraft(of, 'note')
  const [text, setText] = note ? [inside, setInside] : [reply, setReply]
  const message = useCaseAct('case.message', { done: 'Sent', after: () => setReply('', true) })
  const noted = useCaseAct('case.note', { done: 'Noted', after: () => setInside('', true) })
  const act = note ? noted : message
  const params = { account: of.account, case: of.number }
  const reason = may(note ? 'case.note' : 'case.update') ?? (of.state === 'closed' ? 'The case is closed; reopen it to write' : undefined)
  const attachReason = may('case.update') ?? (of.state === 'closed' ? 'The case is closed; reopen it to attach a file' : undefined)
  const attaching = useAttaching(of, note)
  const [over, setOver] = useState(false)
  const take = (files: FileList | undefined) => {
    if (!files || files.length === 0 || attachReason !== undefined) return false
    void attaching.attach([...files])
    return true
  }
  const still = useDebouncedCallback(() => onTyping(false), 6_000)
  const send = () => {
    if (reason !== undefined || text.trim() === '' || act.isPending) return
    act.mutate({ params, body: { text } })
    onTyping(false)
  }
  return (
    <section
      className="composer noprint"
      data-visibility={note ? 'internal' : 'public'}
      data-over={over || undefined}
      aria-label={note ? 'Write an internal note' : 'Write a reply'}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        if (take(event.dataTransfer.files)) event.preventDefault()
      }}
      onPaste={(event) => {
        if (take(event.clipboardData.files)) event.preventDefault()
      }}
    >
      <Group justify="space-between" mb={8}>
        {staff ? (
          <SegmentedControl
            aria-label="Reply or note"
            size="xs"
            value={kind}
            onChange={(value) => onKind(value as Composing)}
            data={[
              { value: 'reply', label: 'Reply to the customer' },
              { value: 'note', label: 'Internal note' },
            ]}
          />
        ) : (
          <Text fw={600} size="sm">
            Write to the desk
          </Text>
        )}
        {note && (
          <Group gap={5} style={{ color: 'var(--hf-warn)' }}>
            <IconLock size={14} aria-hidden />
            <Text size="xs" fw={600}>
              The customer does not see this
            </Text>
          </Group>
        )}
      </Group>
      <Textarea
        ref={box}
        aria-label={note ? 'Internal note' : 'Reply'}
        placeholder={
          note
            ? 'What the next colleague should know'
            : staff
              ? `Write to ${of.requester ?? 'the customer'}`
              : 'Answer, or add what you found out'
        }
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          onTyping(event.currentTarget.value !== '')
          still()
        }}
        onBlur={() => onTyping(false)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            send()
          }
        }}
        disabled={of.state === 'closed'}
        minRows={3}
      />
      {act.error && (
        <div style={{ marginTop: 8 }}>
          <Problem error={act.error} title="It was not sent; your text is kept" />
        </div>
      )}
      <Group justify="space-between" mt={10}>
        <Attach reason={attachReason} internal={note} attaching={attaching} />
        <Group gap="sm">
          <Text size="xs" c="dimmed" visibleFrom="sm">
            {text ? ((note ? insideKept : replyKept) ? 'Draft kept. ' : 'Draft kept in this browser. ') : ''}Ctrl Enter sends.
          </Text>
          <Act
            reason={reason}
            loading={act.isPending}
            leftSection={<IconSend size={15} aria-hidden />}
            onClick={send}
            disabled={reason === undefined && text.trim() === ''}
          >
            {note ? 'Add the note' : 'Send the reply'}
          </Act>
        </Group>
      </Group>
    </section>
  )
}

/** Uploads with a progress display, which `fetch` cannot give. */
function upload(url: string, file: File, progress: (part: number) => void): Promise<void> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    form.append('file', file)
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? (100 * loaded) / total : 0)
    request.onload = () => {
      if (request.status < 300) return done()
      try {
        failed(new AnswerError(JSON.parse(request.responseText)))
      } catch {
        failed(new AnswerError({ type: 'about:blank', title: `The server answered ${request.status}`, status: request.status }))
      }
    }
    request.onerror = () => failed(new Error('The connection was lost'))
    request.open('POST', url)
    request.send(form)
  })
}

/** Files on their way, one after the other. */
function useAttaching(of: Case, internal: boolean) {
  const cache = useQueryClient()
  const [part, setPart] = useState<{ readonly name: string; readonly percent: number }>()
  const [error, setError] = useState<unknown>()
  const attach = async (files: readonly File[]) => {
    setError(undefined)
    const query = { visibility: internal ? 'internal' : 'public' } as const
    const address = addressOf('attachment.add', { account: of.account, case: of.number }, query)
    try {
      for (const file of files) {
        setPart({ name: file.name, percent: 0 })
        await upload(address, file, (percent) => setPart({ name: file.name, percent }))
        told(`${file.name} is attached`)
      }
    } catch (problem) {
      setError(problem)
    } finally {
      setPart(undefined)
      void cache.invalidateQueries()
    }
  }
  return { attach, part, error }
}

type AttachProps = { readonly reason: string | undefined; readonly internal: boolean; readonly attaching: ReturnType<typeof useAttaching> }

function Attach({ reason, internal, attaching: { attach, part, error } }: AttachProps) {
  return (
    <div>
      {reason === undefined ? (
        <FileButton multiple onChange={(files) => void attach(files)} inputProps={{ 'aria-label': 'File to attach', tabIndex: -1 }}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconPaperclip size={15} aria-hidden />} loading={part !== undefined}>
              {internal ? 'Attach for staff' : 'Attach a file'}
            </Button>
          )}
        </FileButton>
      ) : (
        <Act reason={reason} variant="default" leftSection={<IconPaperclip size={15} aria-hidden />}>
          Attach a file
        </Act>
      )}
      {part !== undefined && <Progress value={part.percent} mt={6} w={160} aria-label={`Upload of ${part.name}`} />}
      {error !== undefined && (
        <div style={{ marginTop: 8 }}>
          <Problem error={error} title="The file was not attached" />
        </div>
      )}
    </div>
  )
}
