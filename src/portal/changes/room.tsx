import { Group, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { clockWords, elapsedAt } from '../../changes/elapsed.ts'
import { fromIso } from '../../lib/time.ts'
import { useAct } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { EndDialog } from './ending.tsx'
import { EntryItem, NewEntry } from './log.tsx'
import { type Change, tickTitles } from './words.ts'

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
          {(running || of.state === 'done') && <NewEntry of={of} />}
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
