import { Button, Checkbox, Group, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { clockWords, elapsedAt } from '../../changes/elapsed.ts'
import { fromIso } from '../../lib/time.ts'
import { useAct } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { type Change, entryTitles, solutionTitles, tickTitles } from './words.ts'

/** The window itself: how much time is gone, the steps, and what comes up. */
export function Room({ of }: { readonly of: Change }) {
  const staff = useMe().account.kind === 'provider'
  const may = useMay()
  const [ending, setEnding] = useState(false)
  const running = of.state === 'running'
  return (
    <>
      {of.startedAt && of.edgeAt && <Clock of={of} startedAt={of.startedAt} edgeAt={of.edgeAt} />}
      <Steps of={of} />
      <Card
        title="Log"
        aside={
          running &&
          staff && (
            <Act variant="default" size="compact-sm" reason={may('change.run')} onClick={() => setEnding(true)}>
              End the window
            </Act>
          )
        }
      >
        <Stack gap="md">
          {running && <NewEntry of={of} />}
          {of.entries.length === 0 ? (
            <Empty title="Nothing came up yet">Questions, concerns, problems and events stand here, for both sides.</Empty>
          ) : (
            <ol className="log">
              {of.entries.toReversed().map((entry) => (
                <EntryItem key={entry.id} of={of} entry={entry} />
              ))}
            </ol>
          )}
        </Stack>
      </Card>
      {of.saidOnClosing && (
        <Card title="Hand-over">
          <Text size="sm">{of.saidOnClosing}</Text>
          <ul className="lines small">
            {of.owners.map(({ entry, owner, text }) => (
              <li key={entry}>
                {of.entries.find(({ id }) => id === entry)?.text}: {owner}. {text}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {ending && <EndDialog of={of} onClose={() => setEnding(false)} />}
    </>
  )
}

/** The time of this second, while somebody looks at it. */
function useSeconds(on: boolean): number {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    if (!on) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [on])
  return now
}

function Clock({ of, startedAt, edgeAt }: { readonly of: Change; readonly startedAt: string; readonly edgeAt: string }) {
  const now = useSeconds(of.state === 'running')
  const { elapsedMs, leftMs, tone } = elapsedAt(now, fromIso(startedAt), fromIso(edgeAt), of.endedAt === null ? null : fromIso(of.endedAt))
  const share = Math.min(1, elapsedMs / Math.max(1, fromIso(edgeAt) - fromIso(startedAt)))
  return (
    <section className="card edge" data-tone={of.state === 'running' ? tone : 'calm'} aria-label="Time of the window">
      <div className="body">
        <div className="elapsed" role="timer">
          {clockWords(elapsedMs)}
        </div>
        <div className="bar" aria-hidden="true">
          <span className="fill" style={{ width: `${share * 100}%` }} />
        </div>
        <Text size="sm">
          {of.state !== 'running'
            ? 'The window lasted so long.'
            : tone === 'over'
              ? `Over by ${clockWords(leftMs)}: what is done now is out of scope (${of.limits.clauses.join(', ')}).`
              : `${clockWords(leftMs)} left until the edge.`}
        </Text>
      </div>
    </section>
  )
}

function Steps({ of }: { readonly of: Change }) {
  const may = useMay()
  const act = useAct('change.step', { done: 'Ticked' })
  if (!of.plan || of.plan.steps.length === 0) return null
  const tick = (step: number, outcome: 'done' | 'failed' | 'rolled-back') =>
    act.mutate({ params: { account: of.account, change: of.number, step }, body: { outcome, note: '' } })
  return (
    <Card title="Steps">
      {act.error && <Problem error={act.error} />}
      <ol className="steps big">
        {of.plan.steps.map((step, at) => {
          const done = of.ticks.find((each) => each.step === at)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a version never changes
            <li key={at} className="tick">
              <div>
                <b>{step.what}</b> <span className="mono small">{step.serial}</span>
                {step.check && <div className="small">Check: {step.check}</div>}
              </div>
              <Group gap={6}>
                {done && (
                  <>
                    <Tag tone={done.outcome === 'done' ? 'ok' : 'danger'}>{tickTitles[done.outcome]}</Tag>
                    <span className="small dim">
                      <When at={done.at} show="absolute" />
                    </span>
                  </>
                )}
                {of.state === 'running' &&
                  (['done', 'failed', 'rolled-back'] as const)
                    .filter((outcome) => outcome !== done?.outcome && (outcome !== 'rolled-back' || done))
                    .map((outcome) => (
                      <Act
                        key={outcome}
                        size="compact-sm"
                        variant="default"
                        reason={may('change.take-part')}
                        onClick={() => tick(at, outcome)}
                      >
                        {tickTitles[outcome]}
                      </Act>
                    ))}
              </Group>
            </li>
          )
        })}
      </ol>
    </Card>
  )
}

function NewEntry({ of }: { readonly of: Change }) {
  const [type, setType] = useState<keyof typeof entryTitles>('question')
  const [text, setText] = useState('')
  const act = useAct('change.log', { done: 'It stands in the log', after: () => setText('') })
  return (
    <Form
      label="Write into the log"
      onSubmit={() => act.mutate({ params: { account: of.account, change: of.number }, body: { type, text, serial: '' } })}
    >
      <SegmentedControl
        aria-label="Kind of entry"
        data={Object.entries(entryTitles).map(([value, label]) => ({ value, label }))}
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

function EntryItem({ of, entry }: { readonly of: Change; readonly entry: Entry }) {
  const staff = useMe().account.kind === 'provider'
  const may = useMay()
  const [looking, setLooking] = useState(false)
  const params = { account: of.account, change: of.number, entry: entry.id }
  const pursue = useAct('change.pursue', { done: 'Written down' })
  const open = entry.settledAt === null && (of.state === 'running' || of.state === 'done')
  return (
    <li className="entry" data-issue={entry.issue && entry.settledAt === null}>
      <Group gap={8}>
        <Tag tone={entry.type === 'problem' ? 'danger' : 'info'}>{entryTitles[entry.type]}</Tag>
        {entry.escalatedAt && <Tag tone="alarm">Escalated</Tag>}
        {entry.settledAt && <Tag tone="ok">{entry.declined ? 'Declined' : 'Settled'}</Tag>}
        {entry.late && <Tag tone="warn">Out of scope: after the edge</Tag>}
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
      {entry.case && <div className="small">Case {entry.case}</div>}
      {entry.declined && (
        <div className="small">
          Not served ({entry.declined.clauses.join(', ')}): {entry.declined.why}
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
  const [number, setNumber] = useState('')
  const [code, setCode] = useState('')
  const [why, setWhy] = useState('')
  const act = useAct('change.analyse', { done: 'Written down', after: onClose })
  const body = kind === 'analyse' ? { kind, analysis, recommendation } : kind === 'case' ? { kind, number } : { kind, code, why }
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
          <TextInput label="Number of the case" required value={number} onChange={({ currentTarget: { value } }) => setNumber(value)} />
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

function EndDialog({ of, onClose }: { readonly of: Change; readonly onClose: () => void }) {
  const [handover, setHandover] = useState('')
  const act = useAct('change.end', { done: 'The window has ended', after: onClose })
  const open = of.entries.filter(({ issue, settledAt }) => issue && settledAt === null)
  return (
    <Dialog title="End the window" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account: of.account, change: of.number }, body: { handover } })}>
        <Text size="sm">{open.length === 0 ? 'Nothing is open.' : 'These are open, and pass to whoever follows them up:'}</Text>
        {open.length > 0 && (
          <>
            <ul className="lines small">
              {open.map(({ id, text }) => (
                <li key={id}>{text}</li>
              ))}
            </ul>
            <Textarea
              label="What they have to know"
              required
              autosize
              minRows={2}
              value={handover}
              onChange={({ currentTarget: { value } }) => setHandover(value)}
            />
          </>
        )}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          End the window
        </Send>
      </Form>
    </Dialog>
  )
}

/** Begins the window, with who is there. */
export function StartDialog({ of, onClose }: { readonly of: Change; readonly onClose: () => void }) {
  const names = [of.plan?.primary?.name, of.plan?.backup?.name].filter((name): name is string => Boolean(name))
  const [present, setPresent] = useState<readonly string[]>(names.slice(0, 1))
  const act = useAct('change.start', { done: 'The window has begun', after: onClose })
  return (
    <Dialog title="Begin the window" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account: of.account, change: of.number }, body: { present: [...present] } })}>
        <Text size="sm">Who of the customer is there?</Text>
        {names.map((name) => (
          <Checkbox
            key={name}
            label={name}
            checked={present.includes(name)}
            onChange={({ currentTarget: { checked } }) =>
              setPresent((all) => (checked ? [...all, name] : all.filter((each) => each !== name)))
            }
          />
        ))}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Begin
        </Send>
      </Form>
    </Dialog>
  )
}

type Agreed = { readonly id: number; readonly text: string; readonly customer: string; readonly provider: string }

/** Looks back on the change beside its goal. */
export function ReviewDialog({ of, onClose }: { readonly of: Change; readonly onClose: () => void }) {
  const me = useMe()
  const [result, setResult] = useState('')
  const [verdict, setVerdict] = useState<'met' | 'partly' | 'missed' | null>(null)
  const [improvements, setImprovements] = useState('')
  const [noneBecause, setNone] = useState('')
  const [changes, setChanges] = useState<readonly Agreed[]>([])
  const act = useAct('change.review', { done: 'The review is written, and the change is closed', after: onClose })
  return (
    <Dialog title="Review of the change" opened onClose={onClose} size={640}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account: of.account, change: of.number },
            body: {
              result,
              verdict,
              improvements,
              noneBecause,
              changes: changes.filter(({ text }) => text.trim() !== '').map(({ id: _, ...each }) => each),
            },
          })
        }
      >
        <Text size="sm">
          <b>Goal:</b> {of.plan?.goal || 'none was written'}
        </Text>
        <Textarea
          label="Result"
          required
          autosize
          minRows={2}
          value={result}
          onChange={({ currentTarget: { value } }) => setResult(value)}
        />
        <Select
          label="Verdict"
          required
          data={[
            { value: 'met', label: 'The goal is met' },
            { value: 'partly', label: 'It is met in part' },
            { value: 'missed', label: 'It is missed' },
          ]}
          value={verdict}
          onChange={(value) => setVerdict(value as 'met')}
        />
        <Textarea
          label="What could be better"
          autosize
          minRows={2}
          value={improvements}
          onChange={({ currentTarget: { value } }) => setImprovements(value)}
        />
        {improvements.trim() === '' && (
          <TextInput label="Or why nothing could" value={noneBecause} onChange={({ currentTarget: { value } }) => setNone(value)} />
        )}
        {changes.map(({ id, text, customer }) => (
          <Group key={id} grow align="end">
            <TextInput
              label="Agreed for the next plan"
              value={text}
              onChange={({ currentTarget: { value } }) =>
                setChanges((all) => all.map((each) => (each.id === id ? { ...each, text: value } : each)))
              }
            />
            <TextInput
              label="With, of the customer"
              value={customer}
              onChange={({ currentTarget: { value } }) =>
                setChanges((all) => all.map((each) => (each.id === id ? { ...each, customer: value } : each)))
              }
            />
          </Group>
        ))}
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() =>
              setChanges((all) => [...all, { id: all.length, text: '', customer: of.plan?.primary?.name ?? '', provider: me.person.name }])
            }
          >
            A change of the next plan
          </Button>
        </Group>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Close the change
        </Send>
      </Form>
    </Dialog>
  )
}
