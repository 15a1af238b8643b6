import { Checkbox, Group, SegmentedControl, Select, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { mayMove } from '../../changes/change.ts'
import { useAct } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { type Change, entryTitles, solutionTitles } from './words.ts'

/** Writes what comes up into the log of a running window. */
export function NewEntry({ of }: { readonly of: Change }) {
  const [type, setType] = useState<keyof typeof entryTitles>('question')
  const [text, setText] = useState('')
  const after = of.state === 'done'
  const act = useAct('change.log', { done: after ? 'It is followed up' : 'It stands in the log', after: () => setText('') })
  return (
    <Form
      label="Write into the log"
      onSubmit={() => act.mutate({ params: { account: of.account, change: of.number }, body: { type, text, serial: '' } })}
    >
      {after && (
        <Text size="sm">The window is over. What you write now goes to whoever follows up on it, until the review closes the change.</Text>
      )}
      <SegmentedControl
        aria-label="Kind of entry"
        data={Object.entries(entryTitles)
          .filter(([value]) => !after || value !== 'event')
          .map(([value, label]) => ({ value, label }))}
        value={type}
        onChange={(value) => setType(value as 'question')}
      />
      <Textarea label="What comes up" autosize minRows={2} value={text} onChange={({ currentTarget: { value } }) => setText(value)} />
      <Send busy={act.isPending} error={act.error}>
        Write it
      </Send>
    </Form>
  )
}

type Entry = Change['entries'][number]

/** One entry with what was done about it. */
export function EntryItem({ of, entry }: { readonly of: Change; readonly entry: Entry }) {
  const staff = useMe().account.kind === 'provider'
  const may = useMay()
  const [looking, setLooking] = useState(false)
  const params = { account: of.account, change: of.number, entry: entry.id }
  const pursue = useAct('change.pursue', { done: 'Written down' })
  const open = entry.settledAt === null && mayMove(of.state, 'follow-up')
  return (
    <li className="entry" data-issue={entry.issue && entry.settledAt === null}>
      <Group gap={8}>
        <Tag tone={entry.type === 'problem' ? 'danger' : 'info'}>{entryTitles[entry.type]}</Tag>
        {entry.escalatedAt && <Tag tone="alarm">Escalated</Tag>}
        {entry.settledAt && <Tag tone="ok">{entry.declined ? 'Declined' : 'Settled'}</Tag>}
        {entry.late && <Tag tone="warn">{of.endedAt && entry.at > of.endedAt ? 'After the window' : 'Out of scope: after the edge'}</Tag>}
        <span className="small dim">
          {entry.by}, <When at={entry.at} show="absolute" />
        </span>
      </Group>
      <Text className="break">{entry.text}</Text>
      {entry.actedAfterMinutes !== null && <div className="small dim">The engineer took it up after {entry.actedAfterMinutes} min.</div>}
      {entry.analysis && <div className="small">Analysis: {entry.analysis}</div>}
      {entry.recommendation && (
        <div className="small">
          <b>Recommended:</b> {entry.recommendation}
          {entry.solution.map(({ state, at }) => (
            <span key={at}>
              , {solutionTitles[state].toLowerCase()} <When at={at} show="absolute" />
            </span>
          ))}
        </div>
      )}
      {entry.case && (
        <div className="small">
          Case {entry.case}
          {entry.collected && `. Collected for its cause: ${entry.collected}`}
        </div>
      )}
      {entry.declined && (
        <div className="small">
          Not served ({entry.declined.clauses.join(', ')}): {entry.declined.why}
          {entry.declined.owner && ` It is ${entry.declined.owner}’s to settle.`}
        </div>
      )}
      {pursue.error && <Problem error={pursue.error} />}
      {open && (
        <Group gap={6} mt={4}>
          {of.state === 'running' && !entry.escalatedAt && (
            <Act
              size="compact-sm"
              variant="default"
              reason={may('change.take-part')}
              onClick={() => pursue.mutate({ params, body: { kind: 'escalate' } })}
            >
              Escalate
            </Act>
          )}
          {staff && (
            <Act size="compact-sm" variant="default" reason={may('change.run')} onClick={() => setLooking(true)}>
              Analysis
            </Act>
          )}
          {entry.recommendation !== '' &&
            entry.recommendation !== 'none found' &&
            (['accepted', 'applied', 'done', 'rolled-back'] as const)
              .filter((state) => !entry.solution.some((each) => each.state === state))
              .map((state) => (
                <Act
                  key={state}
                  size="compact-sm"
                  variant="default"
                  reason={may('change.take-part')}
                  onClick={() => pursue.mutate({ params, body: { kind: 'solution', state } })}
                >
                  {solutionTitles[state]}
                </Act>
              ))}
          <Act
            size="compact-sm"
            variant="default"
            reason={may('change.take-part')}
            onClick={() => pursue.mutate({ params, body: { kind: 'settle' } })}
          >
            Settled
          </Act>
        </Group>
      )}
      {looking && <AnalysisDialog of={of} entry={entry} onClose={() => setLooking(false)} />}
    </li>
  )
}

function AnalysisDialog({ of, entry, onClose }: { readonly of: Change; readonly entry: Entry; readonly onClose: () => void }) {
  const [kind, setKind] = useState<'analyse' | 'case' | 'decline'>('analyse')
  const [analysis, setAnalysis] = useState(entry.analysis)
  const [recommendation, setRecommendation] = useState(entry.recommendation)
  const [number, setNumber] = useState(entry.case)
  const [collected, setCollected] = useState(entry.collected)
  const [code, setCode] = useState('')
  const [why, setWhy] = useState('')
  const act = useAct('change.analyse', { done: 'Written down', after: onClose })
  const body = kind === 'analyse' ? { kind, analysis, recommendation } : kind === 'case' ? { kind, number, collected } : { kind, code, why }
  return (
    <Dialog title="Look into it" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account: of.account, change: of.number, entry: entry.id }, body })}>
        <Text size="sm">{entry.text}</Text>
        <SegmentedControl
          aria-label="What to write"
          data={[
            { value: 'analyse', label: 'Analysis' },
            { value: 'case', label: 'Link a case' },
            { value: 'decline', label: 'Not served' },
          ]}
          value={kind}
          onChange={(value) => setKind(value as 'case')}
        />
        {kind === 'analyse' && (
          <>
            <Textarea
              label="What is behind it"
              autosize
              minRows={2}
              value={analysis}
              onChange={({ currentTarget: { value } }) => setAnalysis(value)}
            />
            <Textarea
              label="What is recommended"
              autosize
              minRows={2}
              value={recommendation}
              onChange={({ currentTarget: { value } }) => setRecommendation(value)}
            />
            <Checkbox
              label="Nothing was found"
              checked={recommendation === 'none found'}
              onChange={({ currentTarget: { checked } }) => setRecommendation(checked ? 'none found' : '')}
            />
          </>
        )}
        {kind === 'case' && (
          <>
            <TextInput label="Number of the case" required value={number} onChange={({ currentTarget: { value } }) => setNumber(value)} />
            <Textarea
              label="What was collected for its cause"
              description="Outputs, logs and where they are. Window support does not end on an open issue without it (MSP-3.1.3.p4)."
              autosize
              minRows={2}
              value={collected}
              onChange={({ currentTarget: { value } }) => setCollected(value)}
            />
          </>
        )}
        {kind === 'decline' && (
          <>
            <Select
              label="Because it is"
              required
              data={of.codes.map(({ code: value, title }) => ({ value, label: title }))}
              value={code}
              onChange={(value) => setCode(value ?? '')}
            />
            <Textarea
              label="Words for the customer"
              required
              autosize
              minRows={2}
              value={why}
              onChange={({ currentTarget: { value } }) => setWhy(value)}
            />
          </>
        )}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Write it
        </Send>
      </Form>
    </Dialog>
  )
}
