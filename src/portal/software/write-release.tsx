import { Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { kindTitles, releaseKinds } from '../../software/releases/release.ts'
import { useAct } from '../api.ts'
import { Dialog, Form, Send } from '../ui/form.tsx'
import type { Release, Software } from './words.ts'

type Props = { readonly account: string; readonly of: Software; readonly draft: Release | undefined; readonly onClose: () => void }

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** Problems as they are written, one to a line: the number of the defect, then what was wrong. */
const readProblems = (text: string) =>
  lines(text).map((line) => {
    const [, defect = line, rest = ''] = /^(\S+?):?\s+(.*)$/.exec(line) ?? []
    return { defect, caseNumber: /\b[A-Z][A-Z0-9]{1,11}-\d+\b/.exec(rest)?.[0] ?? '', text: rest || defect }
  })

/** Writes a release, or a draft of it anew. */
export function WriteRelease({ account, of, draft, onClose }: Props) {
  const [given, setGiven] = useState({
    version: draft?.version ?? '',
    kind: draft?.kind ?? ('patch' as Release['kind']),
    base: draft?.base ?? of.accepted,
    component: draft?.component ?? '',
    featuresWhy: draft?.featuresWhy ?? '',
    notes: draft?.notes ?? '',
    licence: draft?.licence ?? of.record?.licence ?? '',
    language: draft?.language ?? 'en',
    languageWhy: draft?.languageWhy ?? '',
  })
  const [problems, setProblems] = useState((draft?.problems ?? []).map(({ defect, text }) => `${defect} ${text}`).join('\n'))
  const [gathers, setGathers] = useState((draft?.gathers ?? []).join('\n'))
  const [features, setFeatures] = useState((draft?.features ?? []).join('\n'))
  const change = (part: Partial<typeof given>) => setGiven((before) => ({ ...before, ...part }))
  const act = useAct('software.draft-release', { done: `${given.version} is kept as a draft`, after: onClose })
  const send = () =>
    act.mutate({
      params: { account, software: of.serial },
      body: { ...given, problems: readProblems(problems), gathers: lines(gathers), features: lines(features) },
    })
  return (
    <Dialog title={draft ? `Change ${draft.version}` : 'Write a release'} opened onClose={onClose} size={640}>
      <Form onSubmit={send}>
        <TextInput
          label="Version"
          required
          data-autofocus
          readOnly={draft !== undefined}
          value={given.version}
          onChange={(event) => change({ version: event.currentTarget.value })}
        />
        <Select
          label="Kind"
          description="A patch mends one problem, an update gathers corrections. An upgrade brings features and is sold."
          data={releaseKinds.map((value) => ({ value, label: kindTitles[value] }))}
          allowDeselect={false}
          value={given.kind}
          onChange={(value) => change({ kind: (value ?? given.kind) as Release['kind'] })}
        />
        <TextInput
          label="Made for release"
          description={`Agreed is ${of.accepted || 'none yet'}.`}
          value={given.base}
          onChange={(event) => change({ base: event.currentTarget.value })}
        />
        <Textarea
          label="Problems it mends"
          description="One to a line: the number of the defect, then what was wrong."
          placeholder="PR-77 The export stops at midnight"
          autosize
          minRows={2}
          value={problems}
          onChange={(event) => setProblems(event.currentTarget.value)}
        />
        {given.kind === 'update' && (
          <Textarea
            label="Patches it gathers"
            description="One version to a line."
            autosize
            minRows={2}
            value={gathers}
            onChange={(event) => setGathers(event.currentTarget.value)}
          />
        )}
        {given.kind !== 'patch' && (
          <>
            <TextInput
              label="Component"
              description="Left out, the software itself."
              value={given.component}
              onChange={(event) => change({ component: event.currentTarget.value })}
            />
            <Textarea
              label="Features"
              description="One to a line; normally there are none."
              autosize
              minRows={2}
              value={features}
              onChange={(event) => setFeatures(event.currentTarget.value)}
            />
          </>
        )}
        {lines(features).length > 0 && given.kind === 'update' && (
          <TextInput
            label="Why it brings them"
            value={given.featuresWhy}
            onChange={(event) => change({ featuresWhy: event.currentTarget.value })}
          />
        )}
        <Textarea
          label="Notes for whoever installs it"
          autosize
          minRows={3}
          value={given.notes}
          onChange={(event) => change({ notes: event.currentTarget.value })}
        />
        <TextInput label="Licence" value={given.licence} onChange={(event) => change({ licence: event.currentTarget.value })} />
        <TextInput
          label="Language"
          description="Two letters. Anything but English wants a reason."
          maxLength={2}
          value={given.language}
          onChange={(event) => change({ language: event.currentTarget.value.toLowerCase() })}
        />
        {given.language !== 'en' && (
          <TextInput
            label="Who agreed to that language"
            value={given.languageWhy}
            onChange={(event) => change({ languageWhy: event.currentTarget.value })}
          />
        )}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Keep as a draft
        </Send>
      </Form>
    </Dialog>
  )
}
