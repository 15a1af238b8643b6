import { Button, FileButton, Group, SegmentedControl, Text, Textarea } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { lazy, type RefObject, Suspense, useEffect, useRef, useState } from 'react'
import { lacks } from '../../parties/permissions.ts'
import { useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { IconLock, IconPaperclip, IconSend } from '../ui/icons.ts'
import { Problem } from '../ui/states.tsx'
import { useCaseAct } from './act.ts'
import { useKeptDraft } from './draft.ts'
import { type Suggestion, useSuggestions } from './suggest.tsx'
import type { Case } from './tags.tsx'
import { TextBlockMenu, useTextBlocks } from './text-blocks.tsx'
import type { Chosen } from './uploads.tsx'

// its rules are fetched when somebody writes, not with the page
const SecretWarning = lazy(async () => ({ default: (await import('./secret-warning.tsx')).SecretWarning }))

// sending is fetched when a file is chosen, or waits to go on
const Uploads = lazy(async () => ({ default: (await import('./uploads.tsx')).Uploads }))

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
  const begun = useApi('upload.list', { params }, { fresh: 60_000, enabled: attachReason === undefined })
  const [chosen, setChosen] = useState<readonly Chosen[]>([])
  const blocks = useTextBlocks(of)
  const people = useColleagues(note)
  const suggest = useSuggestions(box, [text, setText], note ? [...people, ...blocks.suggestions] : blocks.suggestions)
  const [over, setOver] = useState(false)
  const choose = async (files: readonly File[], internal: boolean) => {
    const more = (await import('./uploads.tsx')).choose(files, internal)
    setChosen((before) => [...before, ...more])
  }
  const take = (files: FileList | undefined) => {
    if (!files || files.length === 0 || attachReason !== undefined) return false
    void choose([...files], note)
    return true
  }
  useDropOnPage(setOver, take)
  const still = useDebouncedCallback(() => onTyping(false), 6_000)
  const send = () => {
    if (reason !== undefined || text.trim() === '' || act.isPending) return
    if (note)
      noted.mutate({ params, body: { text, mentions: people.filter(({ insert }) => text.includes(insert.trim())).map(({ id }) => id) } })
    else message.mutate({ params, body: { text } })
    onTyping(false)
  }
  return (
    <section
      className="composer noprint"
      data-visibility={note ? 'internal' : 'public'}
      data-over={over || undefined}
      aria-label={note ? 'Write an internal note' : 'Write a reply'}
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
      {!note && of.language && (
        <Text size="xs" c="dimmed" mb={6}>
          {staff ? `The service is given in ${of.language.title}` : `Please write in ${of.language.title}`} ({of.language.clauses.at(-1)}).
        </Text>
      )}
      <Textarea
        ref={box}
        aria-label={note ? 'Internal note' : 'Reply'}
        placeholder={
          note
            ? 'What the next colleague should know. @ names somebody.'
            : staff
              ? `Write to ${of.requester ?? 'the customer'}`
              : 'Answer, or add what you found out'
        }
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          onTyping(event.currentTarget.value !== '')
          still()
          suggest.moved()
        }}
        onSelect={suggest.moved}
        {...suggest.aria}
        onBlur={() => onTyping(false)}
        onKeyDown={(event) => {
          if (suggest.onKeyDown(event)) return
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            send()
          }
        }}
        disabled={of.state === 'closed'}
        minRows={3}
      />
      {suggest.list}
      {text !== '' && (
        <Suspense fallback={null}>
          <SecretWarning text={text} onChange={setText} />
        </Suspense>
      )}
      {(chosen.length > 0 || (begun.data?.items.length ?? 0) > 0) && (
        <Suspense fallback={null}>
          <Uploads
            of={of}
            chosen={chosen}
            onChoose={(files, internal) => void choose(files, internal)}
            onGone={(key) => setChosen((before) => before.filter((each) => each.key !== key))}
          />
        </Suspense>
      )}
      {act.error && (
        <div style={{ marginTop: 8 }}>
          <Problem error={act.error} title="It was not sent; your text is kept" />
        </div>
      )}
      <Group justify="space-between" mt={10}>
        <Group gap="xs" align="flex-start">
          <Attach reason={attachReason} internal={note} onChoose={(files) => void choose(files, note)} />
          <TextBlockMenu of={blocks} text={text} onInsert={(more) => setText(text === '' ? more : `${text.trimEnd()}\n${more}`)} />
        </Group>
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

/** Colleagues who can be named in a note; they hear of it and watch the case from then on. */
function useColleagues(enabled: boolean): readonly Suggestion[] {
  const me = useMe()
  const people = useApi('person.list', { params: { account: me.account.code } }, { fresh: 60_000, enabled })
  return (people.data?.items ?? [])
    .filter(({ status, id, roles }) => status === 'active' && id !== me.person.id && lacks(roles, 'case.read') === undefined)
    .map(({ id, name, email }) => ({ id, sign: '@', label: name, hint: email, insert: `@${name} ` }))
}

/** Files that are dropped anywhere on the page belong to its case. */
function useDropOnPage(setOver: (over: boolean) => void, take: (files: FileList | undefined) => boolean) {
  const latest = useRef(take)
  latest.current = take
  useEffect(() => {
    const carries = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const over = (event: DragEvent) => {
      if (!carries(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false)
    const drop = (event: DragEvent) => {
      setOver(false)
      if (!carries(event)) return
      event.preventDefault()
      latest.current(event.dataTransfer?.files)
    }
    const hears = [
      ['dragover', over],
      ['dragleave', leave],
      ['drop', drop],
    ] as const
    for (const [name, hear] of hears) window.addEventListener(name, hear as (event: Event) => void)
    return () => {
      for (const [name, hear] of hears) window.removeEventListener(name, hear as (event: Event) => void)
    }
  }, [setOver])
}

type AttachProps = {
  readonly reason: string | undefined
  readonly internal: boolean
  readonly onChoose: (files: readonly File[]) => void
}

function Attach({ reason, internal, onChoose }: AttachProps) {
  return reason === undefined ? (
    <FileButton multiple onChange={onChoose} inputProps={{ 'aria-label': 'File to attach', tabIndex: -1 }}>
      {(props) => (
        <Button {...props} variant="default" leftSection={<IconPaperclip size={15} aria-hidden />}>
          {internal ? 'Attach for staff' : 'Attach a file'}
        </Button>
      )}
    </FileButton>
  ) : (
    <Act reason={reason} variant="default" leftSection={<IconPaperclip size={15} aria-hidden />}>
      Attach a file
    </Act>
  )
}
