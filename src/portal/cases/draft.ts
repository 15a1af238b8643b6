import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { client, queries, useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { useDraft } from '../ui/form.tsx'
import type { Case } from './tags.tsx'

/**
 * What somebody began to write, kept on the server for them alone and in this browser while the server cannot be reached. It
 * comes back after a reload, a crash, a sign-out, and on another machine.
 * @returns the text, a way to change it (`sent` when the server has dropped it already), and whether the server has it
 */
export function useKeptDraft(of: Case, kind: 'reply' | 'note') {
  const me = useMe()
  const params = { account: of.account, case: of.number }
  const [text, setText] = useDraft(`${me.person.id}.${of.number}.${kind}`)
  const [kept, setKept] = useState(true)
  const stored = useApi('draft.read', { params }, { fresh: Number.POSITIVE_INFINITY })
  const save = useDebouncedCallback((value: string) => {
    client.call('draft.keep', { params, body: { kind, text: value } }).then(
      (answer) => {
        queries.setQueryData(['draft.read', { params }], answer)
        setKept(true)
      },
      () => setKept(false), // it stays in this browser, and goes with the next letter
    )
  }, 700)
  const there = stored.data?.[kind] ?? ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the server has answered
  useEffect(() => {
    if (there !== '' && text === '') setText(there)
  }, [there])
  const change = (value: string, sent = false) => {
    setText(value)
    if (sent) return save.cancel()
    setKept(false)
    save(value)
  }
  return [text, change, kept] as const
}
